"""Attacks that are told as the way in which somebody answered another: "Turkey responded by shelling X"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.context import words


def is_way_of_answering(verb: Token) -> bool:
    """Whether a gerund behind "by" tells how somebody answered."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "by" and verb.head.head.lemma_ in words("answering")
