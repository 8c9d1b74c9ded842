"""What is stopped on its way and is no munition: vehicles that police halt, aircraft that are shot down."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.attributes.target import TargetValue
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from extractors.tree import children
from models.vocabulary import MentionLabel, TargetClass

_HELD = frozenset({"dobj", "obj", "nsubjpass"})


def stops_a_vehicle(reading: Reading, verb: Token) -> bool:
    """ "police intercepted a bus and found eight grenades": what is stopped are no munitions"""
    if lemma_of(verb) != "intercept" or verb.pos_ != "VERB":
        return False
    held = [c for c in children(verb) if c.dep_ in _HELD]
    held += [verb.head] if verb.dep_ in {"acl", "amod"} else []
    munitions = {m.head for m in reading.labelled(MentionLabel.WEAPON)}
    return any(_is_vehicle(reading, t) for t in held) and not any(c.i in munitions for t in held for c in t.subtree)


def _is_vehicle(reading: Reading, noun: Token) -> bool:
    return any(isinstance(m.value, TargetValue) and m.value.target_class in {TargetClass.VEHICLE, TargetClass.SHIP}
               for m in reading.overlapping(noun.i, noun.i + 1, [MentionLabel.CUE]) if m.head == noun.i)


def downs_an_aircraft(reading: Reading, verb: Token) -> bool:
    """ "rebels shot down a helicopter": an attack, though nothing tells with what; to intercept an airliner is none"""
    if verb.lower_ not in words("stopping") or lemma_of(verb) == "intercept":
        return False
    crewed = {m.head for m in reading.labelled(MentionLabel.CUE)
              if isinstance(m.value, TargetValue) and m.value.target_class is TargetClass.AIRCRAFT}
    direct = [c for c in children(verb) if c.dep_ in _HELD]
    held = [*direct, *(c for noun in direct for c in children(noun) if c.dep_ == "appos")]
    return any(t in crewed for noun in held for t in range(noun.left_edge.i, noun.i + 1))  # "a Boeing 777"
