"""Attacks that a sentence sets before or beside the one that it speaks of: "The raid came days after rockets hit X"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.context import is_definite, words
from extractors.reading import Reading
from extractors.tree import child_of, children
from models.vocabulary import MentionLabel

_CLAUSES = frozenset({"acl", "advcl", "relcl"})
_SUBJECTS = ("nsubj", "nsubjpass")


def earlier_part(reading: Reading, trigger: Token) -> Token | None:
    """The head of what another attack "comes after", "follows" or "comes amid", where a trigger stands in it."""
    below = trigger
    for node in trigger.ancestors:
        if node.lemma_ in words("coming") and node.pos_ == "VERB":
            apart = _leads(node, below) and _is_of_an_attack(reading, node, is_definite(trigger))
            return below if apart else None
        below = node
    return None


def _leads(verb: Token, below: Token) -> bool:
    """Whether what hangs on a verb by ``below`` is what its subject came after."""
    if verb.lemma_ == "follow":
        return below.dep_ in {"dobj", "obj"}
    if below.dep_ in {"prep", "advcl", "npadvmod"}:
        marks = (below, *children(below))
        return any(t.lower_ in words("coming after") and t.dep_ in {"prep", "mark", "advmod"} for t in marks)
    return False


def _is_of_an_attack(reading: Reading, verb: Token, definite: bool) -> bool:
    """Whether the subject of "came after" is an attack told before; "it" is one where the other is told anew."""
    subject = child_of(verb, *_SUBJECTS)
    if subject is None:
        subject = verb.head if verb.dep_ in _CLAUSES and verb.head.pos_ in {"NOUN", "PROPN"} else None
    if subject is None:
        return False
    if subject.lower_ in words("told thing"):
        return not definite
    return bool(reading.overlapping(subject.i, subject.i + 1, [MentionLabel.TRIGGER]))
