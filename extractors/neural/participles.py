"""Participles behind a noun that the parser takes for its verb: "drones packed with explosives had fallen on"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.strings import get_string_id
from spacy.symbols import VERB  # type: ignore[import-not-found]  # no stub

from extractors.neural.headverbs import DEP, HEAD, POS, TAG, heads_of, words_of

_ACL, _ADVCL, _CC, _CCOMP, _CONJ, _DOBJ, _NSUBJ, _NSUBJPASS = (get_string_id(label) for label in (
    "acl", "advcl", "cc", "ccomp", "conj", "dobj", "nsubj", "nsubjpass"))
_SUBJECTS = frozenset({_NSUBJ, _NSUBJPASS})
_BEHIND = frozenset({"with", "by", "from"})
_PAST, _PARTICIPLE = get_string_id("VBD"), get_string_id("VBN")


def mend(words: Sequence[str], rows: np.ndarray) -> None:
    """Give a verb the subject that the parser gave to a participle before it, in the rows of one sentence, in place."""
    for verb in np.flatnonzero((rows[:, DEP] == _ACL) & (rows[:, TAG] == _PARTICIPLE)).tolist():
        _raise(rows, verb)
    for place, behind in enumerate(words[2:-1], start=1):
        if behind in _BEHIND and _may_modify(words[place], behind) and rows[place, TAG] == _PAST:
            _lower(rows, place)


def _may_modify(said: str, behind: str) -> bool:
    """Whether a word and the one behind it are said of things: "laden with", "fired from"."""
    return said in words_of("filled" if behind == "with" else "sent off")


def _lower(rows: np.ndarray, word: int) -> None:
    """Hang a participle on its noun, and the noun on the verb that has no subject of its own."""
    heads = heads_of(rows)
    noun, above = word - 1, int(heads[word])
    if heads[noun] != word or rows[noun, DEP] not in _SUBJECTS:
        return
    below = next((int(c) for c in np.flatnonzero(heads == word) if c > word and rows[c, DEP] == _CONJ
                  and rows[c, POS] == VERB), None)
    if below is not None and not _is_free(rows, heads, below, word):
        return
    verb = below if below is not None else above
    if below is None and not (above > word and rows[word, DEP] in {_ADVCL, _CCOMP} and rows[above, POS] == VERB
                              and _is_free(rows, heads, above, word)):
        return
    if below is not None:
        heads[below] = below if above == word else above
        rows[below, DEP] = rows[word, DEP]
    for child in np.flatnonzero(heads == word):
        if child < noun:
            heads[child] = verb
    heads[noun], rows[noun, DEP] = verb, _NSUBJ
    heads[word], rows[word, DEP], rows[word, TAG] = noun, _ACL, _PARTICIPLE
    rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)


def _is_free(rows: np.ndarray, heads: np.ndarray, verb: int, word: int) -> bool:
    """Whether a verb has no subject, and no "and" joins it to the word before."""
    own = any(rows[c, DEP] in _SUBJECTS for c in np.flatnonzero(heads == verb))
    joined = any(word < c < verb and rows[c, DEP] == _CC for c in np.flatnonzero(heads == word))
    return not own and not joined


def _raise(rows: np.ndarray, verb: int) -> None:
    """Give a participle that has an object the first of two subjects of the verb above: "rebels armed with machetes
    killed 11 people, an official told the agency"."""
    heads = heads_of(rows)
    if not any(c > verb and rows[c, DEP] == _DOBJ for c in np.flatnonzero(heads == verb)):
        return
    top = verb
    while heads[top] != top:
        top = int(heads[top])
    below = np.flatnonzero(heads == top).tolist()
    subjects = [c for c in below if rows[c, DEP] in _SUBJECTS]
    if len(subjects) < 2 or not subjects[0] < verb < subjects[1] < top or rows[top, POS] != VERB:
        return
    heads[subjects[0]], rows[subjects[0], DEP] = verb, _NSUBJ
    heads[verb], rows[verb, DEP], rows[verb, TAG] = top, _CCOMP, _PAST
    for child in below:
        if verb < child < _start(subjects[1], heads):
            heads[child] = verb
    rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)


def _start(noun: int, heads: np.ndarray) -> int:
    """Where the phrase of a noun begins."""
    left = [int(c) for c in np.flatnonzero(heads == noun) if c < noun]
    return min([noun, *left])
