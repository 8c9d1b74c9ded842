"""Clauses behind "after" whose subject the parser takes for the object of "after": "after the bombing of a station
killed nine people"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.strings import get_string_id

from extractors.neural.headverbs import DEP, HEAD, TAG, heads_of

_ADVCL, _MARK, _NSUBJ, _NSUBJPASS, _POBJ = (get_string_id(label) for label in (
    "advcl", "mark", "nsubj", "nsubjpass", "pobj"))
_SUBJECTS = frozenset({_NSUBJ, _NSUBJPASS})
_PAST = get_string_id("VBD")
_JOINING = frozenset({"after", "before", "since", "until"})


def mend(words: Sequence[str], rows: np.ndarray) -> None:
    """Give such a clause its subject and its mark, in the rows of one sentence, in place."""
    if _JOINING.isdisjoint(words):
        return
    heads = heads_of(rows)
    moved = False
    for verb in np.flatnonzero((rows[:, DEP] == _ADVCL) & (rows[:, TAG] == _PAST)).tolist():
        if any(rows[c, DEP] in _SUBJECTS for c in np.flatnonzero(heads == verb)):
            continue
        noun = _behind_joining(words, rows, heads, verb)
        if noun is not None and heads[heads[noun]] in {verb, heads[verb]}:
            mark = int(heads[noun])
            heads[noun], rows[noun, DEP] = verb, _NSUBJ
            heads[mark], rows[mark, DEP] = verb, _MARK
            moved = True
    if moved:
        rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)


def _behind_joining(words: Sequence[str], rows: np.ndarray, heads: np.ndarray, verb: int) -> int | None:
    """The object of "after" whose phrase ends right before a verb."""
    node = verb - 1
    while node >= 0 and heads[node] != node and heads[node] < verb:
        if rows[node, DEP] == _POBJ and words[heads[node]] in _JOINING:
            return node
        node = int(heads[node])
    return None
