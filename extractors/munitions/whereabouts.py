"""Phrases such as "in the Red Sea" or "in a field": where a munition ended, or only where what was struck is."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.attributes.weapon import WeaponValue
from extractors.casualties.victims import is_passive
from extractors.context import words
from extractors.lexicon import Hit
from extractors.munitions.roles import patients
from extractors.reading import Reading
from extractors.tree import children
from models.vocabulary import MentionLabel

_NOUNS = frozenset({"NOUN", "PROPN"})


def tells_where_else(reading: Reading, hit: Hit) -> bool:
    """ "hit a tanker in the Red Sea", "a station in the desert was struck": a place of things, no miss"""
    preposition = reading.doc[hit.first]
    if preposition.pos_ != "ADP" or not preposition.dep_:
        return False
    governor = preposition.head
    if governor.dep_ == "pobj" and governor.head.dep_ == "agent":  # "was struck by a drone in the Red Sea"
        governor = governor.head.head
    behind = [t for t in governor.subtree if t.i > hit.first and t.dep_ == "prep"]
    if governor.lemma_ in words("firing off") and any(t.lower_ in {"at", "toward", "towards"} for t in behind):
        return True  # "fired two missiles into the Red Sea towards a tanker"
    things = [governor] if governor.pos_ in _NOUNS else [*_struck(governor), *_runners(reading, governor)]
    return any(_is_thing(reading, t) for t in things)


def _runners(reading: Reading, verb: Token) -> list[Token]:
    """People who go there themselves: "the soldiers ran into the woods"."""
    doers = [c for c in children(verb) if c.dep_ == "nsubj"]
    held = (m for t in doers for m in reading.overlapping(t.i, t.i + 1, (MentionLabel.ACTOR, MentionLabel.PERSON)))
    return doers if any(True for _ in held) else []


def _struck(verb: Token) -> list[Token]:
    return [t for t in patients(verb, is_passive(verb)) if t.pos_ in _NOUNS] if verb.pos_ == "VERB" else []


def _is_thing(reading: Reading, noun: Token) -> bool:
    """No munition, no part or number of them, and nothing that a munition leaves where it falls."""
    if noun.lemma_.lower() in words("trace of impact"):
        return False
    return not any(_is_munition(reading, t) for t in _parts(noun))


def _parts(noun: Token) -> Iterator[Token]:
    """A noun, what it is made of ("pieces of the missile") and what stands with it."""
    yield noun
    for link in children(noun):
        if link.dep_ in ("prep", "compound", "conj", "appos"):
            yield link
            yield from children(link)


def _is_munition(reading: Reading, token: Token) -> bool:
    found = reading.overlapping(token.i, token.i + 1, [MentionLabel.WEAPON])
    return any(isinstance(m.value, WeaponValue) for m in found)
