"""Attacks told as a gerund behind a people's adjective, which the parser takes for two words of their own: "killed in
Ukrainian shelling", "hurt by Turkish bombing"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.strings import get_string_id
from spacy.symbols import ADJ, NOUN  # type: ignore[import-not-found]  # no stub

from extractors.neural.headverbs import DEP, HEAD, LEMMA, POS, TAG, heads_of, words_of

_AMOD, _POBJ = get_string_id("amod"), get_string_id("pobj")
_NOUN, _ADJECTIVE = get_string_id("NN"), get_string_id("JJ")
_GERUND = get_string_id("VBG")


def mend(words: Sequence[str], rows: np.ndarray) -> None:
    """Make such a gerund the noun that its preposition governs, in the rows of one sentence, in place."""
    deeds = words_of("attack as a gerund")
    if deeds.isdisjoint(words):
        return
    heads = heads_of(rows)
    moved = False
    for deed in (n for n, word in enumerate(words) if n > 1 and word in deeds and rows[n, TAG] == _GERUND):
        people, before = deed - 1, int(heads[deed - 1])
        if rows[people, DEP] != _POBJ or before != people - 1 or not words[people][:1].isupper() or _is_below(
                heads, before, deed):
            continue
        for below in np.flatnonzero(heads == people).tolist():
            heads[below] = deed
        heads[deed], rows[deed, DEP], rows[deed, TAG], rows[deed, POS] = before, _POBJ, _NOUN, NOUN
        rows[deed, LEMMA] = get_string_id(words[deed])
        heads[people], rows[people, DEP], rows[people, TAG], rows[people, POS] = deed, _AMOD, _ADJECTIVE, ADJ
        moved = True
    if moved:
        rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)


def _is_below(heads: np.ndarray, word: int, top: int) -> bool:
    """Whether a word hangs on another, at whatever depth."""
    while heads[word] != word:
        word = int(heads[word])
        if word == top:
            return True
    return False
