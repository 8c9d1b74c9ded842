"""What the words above a clause make of who did it: "is not certain that X did", "does not rule out that X was"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.actors.responsibility import is_negated, terms
from extractors.context import words
from extractors.speech.words import lemma_of
from models.vocabulary import AttributionStance

_CLAUSES = frozenset({"ccomp", "acl", "relcl", "acomp", "attr", "dobj", "prep", "pcomp", "pobj", "xcomp"})


def doubted(word: Token, stance: AttributionStance) -> AttributionStance | None:
    """A stance on the doer as the words above it leave it: none that is not certain, suspected what is possible."""
    for above in _above(word):
        lemma = lemma_of(above)
        if lemma in words("certainty") and _lacking(above):
            return None
        if lemma in words("possibility") and stance is not AttributionStance.DENIED:
            return AttributionStance.SUSPECTED
        if lemma in words("excluding") or (lemma == "rule" and any(c.dep_ == "prt" for c in above.children)):
            return AttributionStance.SUSPECTED if is_negated(above) else None
    return stance


def _above(word: Token) -> Iterator[Token]:
    """The nouns, adjectives and verbs whose clause a word is in, up to who speaks."""
    node = word
    while node.dep_ in _CLAUSES and node.head.i != node.i:
        low, node = node, node.head
        yield node
        if node.pos_ == "AUX":  # "is not certain that X did", with the clause hung on "is"
            yield from (c for c in node.children if c.dep_ in {"acomp", "attr"} and c.i < low.i)


def _lacking(sure: Token) -> bool:
    """Whether "certain" or "evidence" is what there is not: "is not certain", "there is no evidence"."""
    denied = any(c.lower_ in terms("negation") or c.dep_ == "neg" for c in sure.lefts)
    return denied or (sure.head.pos_ in {"VERB", "AUX"} and is_negated(sure.head))
