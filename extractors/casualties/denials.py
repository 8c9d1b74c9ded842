"""Harm and damage that a list denies: "without casualties or material damage", "did not lead to injuries"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.context import words

REACH = 9  # tokens from the word of denial to the noun: "no immediate reports of any casualties or material damage"


def denial_of(noun: Token) -> Token | None:
    """The word that denies a noun of harm or damage, by itself or at the head of a list that the noun stands in."""
    if noun.pos_ != "NOUN":
        return None
    between = words("between denial and harm")
    for token in reversed(noun.doc[max(noun.sent.start, noun.i - REACH) : noun.i]):
        if token.lower_ in words("denial of harm"):
            return token
        if token.pos_ not in ("ADJ", "NOUN") and token.lower_ not in between:
            return None
    return None
