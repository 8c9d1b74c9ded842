"""Clauses of headlines that the parser takes for others: "X claims attack", read as an attack of "X claims", and
"Rocket kills two; X denies role", read as if X denied that a rocket killed two."""

from __future__ import annotations

from functools import cache

import numpy as np
from spacy.strings import get_string_id
from spacy.symbols import NOUN, PROPN, VERB  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc

from extractors.lexicon import FOLDER, read_entries

TAG, POS, LEMMA, DEP, HEAD = range(5)  # columns of the rows
_COMPOUND, _CONJ, _DOBJ, _NSUBJ, _CCOMP, _XCOMP, _ROOT = (
    get_string_id(label) for label in ("compound", "conj", "dobj", "nsubj", "ccomp", "xcomp", "ROOT"))
_OWN = frozenset({_DOBJ, _CCOMP, _XCOMP})
_MARKS = frozenset({";", ",", "-", "–", "—"})
_TAGS = {"claims": "VBZ", "claim": "VBP"}


def mend(doc: Doc, rows: np.ndarray) -> None:
    """Give the verbs of a headline their own clauses, in the rows of one sentence, in place."""
    _part(doc, rows)
    for token in doc[1:-1]:
        i = token.i
        if token.lower_ not in _TAGS or rows[i, DEP] != _COMPOUND or rows[i - 1, POS] not in {NOUN, PROPN}:
            continue
        claimed = i + int(rows[i, HEAD].astype(np.int64))
        if claimed > i and doc[claimed].lower_ in _claimed():
            _govern(rows, i, claimed)
            strings = doc.vocab.strings
            rows[i, [TAG, POS, LEMMA]] = strings.add(_TAGS[token.lower_]), VERB, strings.add("claim")


def _part(doc: Doc, rows: np.ndarray) -> None:
    """Let the first clause stand by itself where the verb of the second has an object or clause of its own."""
    heads = _heads(rows)
    for top in np.flatnonzero((heads == np.arange(len(rows))) & (rows[:, POS] == VERB)):
        first = next((c for c in np.flatnonzero(heads == top) if c < top and rows[c, DEP] == _CCOMP), None)
        own = any(c > top and rows[c, DEP] in _OWN for c in np.flatnonzero(heads == top))
        marks = {t.text for t in doc[first:top]} if first is not None else set[str]()
        if own and marks & _MARKS:
            heads[first], heads[top] = first, first
            rows[first, DEP], rows[top, DEP] = _ROOT, _CONJ
            rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)


def _heads(rows: np.ndarray) -> np.ndarray:
    """Heads of tokens as their indices."""
    return np.arange(len(rows)) + rows[:, HEAD].astype(np.int64)


@cache
def _claimed() -> frozenset[str]:
    entries = read_entries(FOLDER / "grammar.toml").entry
    return frozenset(term for entry in entries if entry.code == "what is claimed" for term in entry.terms)


def _govern(rows: np.ndarray, verb: int, claimed: int) -> None:
    """Hang what is claimed and who claims it on the verb, and the verb where what is claimed hung."""
    heads = _heads(rows)
    who = verb - 1
    while who < heads[who] < verb:
        who = int(heads[who])
    for child in np.flatnonzero(heads == claimed):
        if child < verb and child != claimed:
            heads[child] = verb
    root = heads[claimed] == claimed
    heads[verb] = verb if root else heads[claimed]
    rows[verb, DEP] = rows[claimed, DEP] if root else _CONJ
    heads[claimed], rows[claimed, DEP] = verb, _DOBJ
    heads[who], rows[who, DEP] = verb, _NSUBJ
    rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)
