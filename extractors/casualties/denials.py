"""Harm and damage that are denied: "without casualties or material damage", "did not lead to injuries"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractors.columns import tokens
from extractors.context import words
from extractors.lexicon import Hit
from extractors.tree import child_of, root_of

REACH = 9  # tokens from the word of denial to the noun: "no immediate reports of any casualties or material damage"


def denial_of(noun: Token) -> Token | None:
    """The word that denies a noun of harm or damage, by itself or at the head of a list that the noun stands in."""
    if noun.pos_ != "NOUN":
        return None
    between = words("between denial and harm")
    for token in reversed(tokens(noun.doc)[max(noun.sent.start, noun.i - REACH) : noun.i]):
        if token.lower_ in words("denial of harm"):
            return token
        if token.lower_ in words("knowledge of harm"):
            return None
        if token.pos_ not in ("ADJ", "NOUN") and token.lower_ not in between:
            return None
    return None


def denial_above(verb: Token) -> Token | None:
    """What denies a verb of harm: "did not hurt anyone", "without hurting anyone" """
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return verb.head
    return child_of(verb, "neg")


def all_unhurt(doc: Doc, hit: Hit) -> Token | None:
    """ "all patients escaped unhurt", "the ship and its crew are safe": the word for the whole of them"""
    node = doc[root_of(doc, hit.first, hit.last)]
    verb = node if node.pos_ in ("VERB", "AUX") else node.head
    subject = child_of(verb, "nsubj", "nsubjpass")
    if subject is None or child_of(verb, "neg") is not None:
        return None
    named = [t for t in (subject, *subject.conjuncts) if child_of(t, "nummod") is None]
    whole = words("everybody")
    return next((t for t in (*named, *subject.lefts) if t.lower_ in whole), None)
