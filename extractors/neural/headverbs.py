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
MAX_PHRASE = 5  # tokens of a munition with its number
_COMPOUND, _CONJ, _DOBJ, _NSUBJ, _NSUBJPASS, _CCOMP, _XCOMP, _ACL, _ADVCL, _ROOT = (get_string_id(label) for label in (
    "compound", "conj", "dobj", "nsubj", "nsubjpass", "ccomp", "xcomp", "acl", "advcl", "ROOT"))
_OWN = frozenset({_DOBJ, _CCOMP, _XCOMP})
_MARKS = frozenset({";", ",", "-", "–", "—"})
_BEFORE = frozenset(get_string_id(label) for label in ("compound", "amod", "nmod", "nummod", "det", "poss"))
_NNS = get_string_id("NNS")
_NAMES = frozenset({NOUN, PROPN})
_PLURAL, _SINGULAR = "VBP", "VBZ"


def mend(doc: Doc, rows: np.ndarray) -> None:
    """Give the verbs of a headline their own clauses, in the rows of one sentence, in place."""
    _part(doc, rows)
    _part_harmed(rows)
    for token in doc[1:-1]:
        i, lemma = token.i, token.lower_.removesuffix("s")
        if rows[i - 1, POS] not in _NAMES:
            continue
        above = i + int(rows[i, HEAD].astype(np.int64))
        done = above if above > i and rows[i, DEP] == _COMPOUND else _object(rows, i)
        if lemma == "claim":
            done = done if done is not None and doc[done].lower_ in words_of("what is claimed") else None
        elif lemma in words_of("sending"):
            done = _sent(doc, rows, i) if rows[i, POS] in _NAMES else None
        elif token.lower_ not in words_of("attacking") or rows[i - 1, TAG] != _NNS:
            done = None  # "gunmen attack bus": no chain of nouns has a plural before its last
        if done is not None:
            _govern(rows, i, done)
            strings, tag = doc.vocab.strings, _PLURAL if token.lower_ == lemma else _SINGULAR
            rows[i, [TAG, POS, LEMMA]] = strings.add(tag), VERB, strings.add(lemma)


def _object(rows: np.ndarray, noun: int) -> int | None:
    """What a word acts on that is tagged as a noun and parsed as a verb."""
    of = np.flatnonzero((heads_of(rows) == noun) & (rows[:, DEP] == _DOBJ))
    return int(of[0]) if len(of) and of[0] > noun and rows[noun, POS] in _NAMES else None


def _sent(doc: Doc, rows: np.ndarray, verb: int) -> int | None:
    """The munition between a verb of sending and where it goes: "fire missile at", "launch 40 drones toward"."""
    end = verb + 1
    while end < len(doc) and doc[end].lower_ not in words_of("aiming") and (doc[end].is_alpha or doc[end].like_num):
        end += 1
    if end == len(doc) or doc[end].lower_ not in words_of("aiming") or not 1 < end - verb <= MAX_PHRASE + 1:
        return None
    last = next((t.i for t in doc[verb + 2:end] if t.lower_ == "of"), end) - 1
    name = rows[last, POS] == PROPN and last == verb + 1  # "fires Tomahawks at"
    return last if name or doc[last].lower_ in words_of("what is sent") else None


def _part(doc: Doc, rows: np.ndarray) -> None:
    """Let the first clause stand by itself where the verb of the second has an object or clause of its own."""
    heads = heads_of(rows)
    for top in np.flatnonzero((heads == np.arange(len(rows))) & (rows[:, POS] == VERB)):
        first = next((c for c in np.flatnonzero(heads == top) if c < top and rows[c, DEP] == _CCOMP), None)
        own = any(c > top and rows[c, DEP] in _OWN for c in np.flatnonzero(heads == top))
        marks = {t.text for t in doc[first:top]} if first is not None else set[str]()
        if own and marks & _MARKS:
            heads[first], heads[top] = first, first
            rows[first, DEP], rows[top, DEP] = _ROOT, _CONJ
            rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)


def _part_harmed(rows: np.ndarray) -> None:
    """Let who is harmed be no subject of the verb that has one of its own: "Two killed as rebels shell town"."""
    heads = heads_of(rows)
    for verb in np.flatnonzero(rows[:, POS] == VERB):
        subjects = [c for c in np.flatnonzero(heads == verb) if c < verb and rows[c, DEP] == _NSUBJ]
        if len(subjects) < 2:
            continue
        harmed = next((c for c in np.flatnonzero(heads == subjects[0])
                       if subjects[0] < c < subjects[-1] and rows[c, DEP] == _ACL), None)
        if harmed is not None:
            heads[harmed], heads[subjects[0]] = harmed if heads[verb] == verb else heads[verb], harmed
            rows[harmed, DEP], rows[subjects[0], DEP] = rows[verb, DEP], _NSUBJPASS
            heads[verb], rows[verb, DEP] = harmed, _ADVCL
            rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)


def heads_of(rows: np.ndarray) -> np.ndarray:
    """Heads of tokens as their indices."""
    return np.arange(len(rows)) + rows[:, HEAD].astype(np.int64)


@cache
def words_of(code: str) -> frozenset[str]:
    """A closed word class of `data/lexicons/grammar.toml`, read without the rules that rest on a parse."""
    entries = read_entries(FOLDER / "grammar.toml").entry
    return frozenset(term for entry in entries if entry.code == code for term in entry.terms)


def _govern(rows: np.ndarray, verb: int, done: int) -> None:
    """Hang what is done and who does it on the verb, and the verb where what is done hung, or else who does it."""
    heads = heads_of(rows)
    who = verb - 1
    while who < heads[who] < verb:
        who = int(heads[who])
    while done < heads[done] and rows[done, DEP] in _BEFORE:
        done = int(heads[done])  # "rocket Manipur's town"
    outside = [int(heads[t]) for t in (done, who) if not _is_under(heads, int(heads[t]), {verb, who, done})]
    for child in np.flatnonzero((heads == done) | (heads == verb)):
        if child < verb:
            heads[child] = who if child != who and rows[child, DEP] in _BEFORE else verb
    if heads[verb] != verb or heads[done] != verb:
        heads[verb] = outside[0] if outside else verb
        rows[verb, DEP] = _ROOT if not outside else _CONJ if outside[0] < verb else _CCOMP
    heads[done], rows[done, DEP] = verb, _DOBJ
    heads[who], rows[who, DEP] = verb, _NSUBJ
    rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)


def _is_under(heads: np.ndarray, token: int, tops: set[int]) -> bool:
    """Whether a token is one of some or hangs below one."""
    while token not in tops and heads[token] != token:
        token = int(heads[token])
    return token in tops
