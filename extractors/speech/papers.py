"""Who issued a document that speaks: "a statement by the army", "a note signed by X", "a message attributed to X"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.responsibility import object_of, terms
from extractors.speech.words import documents, lemma_of

_FROM = frozenset({"by", "from", "of"})


def papers() -> frozenset[str]:
    """Nouns for documents, short ones on the net among them."""
    return documents() | {"report", "tweet", "post"}


def issuer_of(word: Token) -> Token | None:
    """Head of the issuer's phrase: an owner, a by-phrase, or one behind a participle of issuing."""
    for child in word.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in _FROM:
            found = next((c for c in child.children if c.dep_ == "pobj"), None)
            if found is not None:
                return found
        if child.dep_ == "acl" and child.tag_ == "VBN" and lemma_of(child) in terms("issuing"):
            found = object_of(child, "by", "from", "to")
            if found is not None:
                return found
    return None


def is_hearsay(paper: Token) -> bool:
    """Whether papers are nobody's: "according to reports", "reports said"."""
    return paper.tag_ == "NNS" and not any(c.dep_ in {"det", "poss"} for c in paper.lefts)
