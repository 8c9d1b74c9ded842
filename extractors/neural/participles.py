"""Participles behind a noun that the parser takes for its verb: "drones packed with explosives had fallen on"."""

from __future__ import annotations

from functools import cache

import numpy as np
from spacy.strings import get_string_id
from spacy.symbols import VERB  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc

from extractors.neural.headverbs import DEP, HEAD, POS, TAG, heads_of, words_of

_ACL, _ADVCL, _CC, _CCOMP, _CONJ, _NSUBJ, _NSUBJPASS, _ROOT = (get_string_id(label) for label in (
    "acl", "advcl", "cc", "ccomp", "conj", "nsubj", "nsubjpass", "ROOT"))
_SUBJECTS = frozenset({_NSUBJ, _NSUBJPASS})
_PAST, _PARTICIPLE = get_string_id("VBD"), get_string_id("VBN")


def mend(doc: Doc, rows: np.ndarray) -> None:
    """Give a verb the subject that the parser gave to a participle before it, in the rows of one sentence, in place."""
    for word in np.flatnonzero(rows[:, TAG] == _PAST):
        if 0 < word < len(rows) - 2 and _may_modify(doc, int(word)):
            _lower(rows, int(word))


def _may_modify(doc: Doc, word: int) -> bool:
    """Whether a word and the one behind it are said of things: "laden with", "fired from"."""
    said, behind = doc[word].lower_, doc[word + 1].lower_
    return (said in words_of("filled") and behind == "with") or (said in words_of("sent off") and behind in _by())


@cache
def _by() -> frozenset[str]:
    return frozenset({"by", "from"})


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
