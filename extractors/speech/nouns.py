"""Nominal speech: "the ministry's claim that", "a statement by the army", "their refusal to comment"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Token

from extractors.columns import tagged
from extractors.lexicon import FOLDER, read_entries
from extractors.speech.spans import phrase_range
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of

_STANCES = frozenset({"claims", "blames", "denies", "confirms"})


@cache
def nouns() -> Mapping[str, str]:
    """Stance by lemma."""
    entries = read_entries(FOLDER / "statement.toml").entry
    return {term: e.code for e in entries for term in e.terms}


def nominal(doc: Doc, inside: bytearray) -> Iterator[Speech]:
    """Speech nouns with a speaker and a content, outside quotations."""
    for token in tagged(doc, "NOUN"):
        if not inside[token.i] and lemma_of(token) in nouns():
            yield from _speech(token)


def _speech(noun: Token) -> Iterator[Speech]:
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None or not _has_content(noun):
        return
    first, last = phrase_range(owner, noun.i)
    start = noun.i
    modifiers = {c.i for c in noun.children if c.dep_ in {"amod", "compound"}}
    while start - 1 >= last and start - 1 in modifiers:
        start -= 1
    end = noun.i + 1
    if end < len(noun.doc) and noun.doc[end].lower_ in {"of", "about", "for"} and noun.doc[end].head.i == noun.i:
        end += 1
    yield Speech((start, end), (first, last), noun.i, owner.i, nouns()[lemma_of(noun)], "noun")


def _has_content(noun: Token) -> bool:
    """Whether a that-clause or infinitive says what was said; a noun of stance may take an of-phrase."""
    stance = nouns()[lemma_of(noun)] in _STANCES
    for child in noun.children:
        if child.i <= noun.i:
            continue
        if stance and child.lower_ == "of":
            return True
        if child.dep_ in {"acl", "ccomp", "relcl"} and child.left_edge.i == noun.i + 1 \
                and child.left_edge.lower_ in {"that", "to"}:
            return True
    return False
