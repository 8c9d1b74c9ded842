"""What attackers on the ground struck: a second bomb elsewhere in town, another hall burned is an attack of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from extractors.attributes.target import TargetValue
from extractors.casualties.victims import objects_of
from extractors.context import words
from extractors.draft import Frame
from extractors.reading import Reading
from models.vocabulary import EventType, MentionLabel, TargetClass

_PLANTED = frozenset({EventType.BOMBING, EventType.GRENADE_ATTACK})
_PEOPLE = frozenset({TargetClass.TROOPS, TargetClass.POLICE, TargetClass.LEADER, TargetClass.ARMED_GROUP,
                     TargetClass.CIVILIANS})
_LAND = frozenset({"target.town", "target.wide"})


def sites_of(reading: Reading, frame: Frame) -> frozenset[str]:
    """Nouns of the things that "a bomb" or "another bomb" went off at; empty where no single new bomb is told."""
    if frame.event_type not in _PLANTED or frame.instrument is None or frame.generic:
        return frozenset()
    bomb = reading.doc[frame.instrument[0]:frame.instrument[1]].root
    if bomb.tag_ not in {"NN", "NNP"} or not any(c.lower_ in words("one_more") for c in bomb.children):
        return frozenset()
    return _things(reading, {t.i for t in _around(reading.doc[frame.token])})


def struck_in(reading: Reading, frame: Frame) -> frozenset[str]:
    """Nouns of the things that a verb tells to have been attacked; empty for harm and for the words of munitions."""
    verb = reading.doc[frame.token]
    if frame.generic or verb.pos_ not in {"VERB", "AUX"}:
        return frozenset()
    around = _around(verb) if frame.event_type in _PLANTED else objects_of(verb)
    return _things(reading, {t.i for t in around} | set(range(*frame.patient or (0, 0))))


def _things(reading: Reading, nouns: Collection[int]) -> frozenset[str]:
    found = (m for m in reading.headed_in(nouns, (MentionLabel.CUE,)) if m.rule not in _LAND)
    return frozenset(reading.doc[m.head].lemma_.lower() for m in found
                     if isinstance(m.value, TargetValue) and m.value.target_class not in _PEOPLE)


def _around(verb: Token) -> Iterator[Token]:
    """Objects of a verb and the nouns of its place phrases, through "front of" and "offices of"."""
    yield from objects_of(verb)
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in words("beside"):
            for noun in (c for c in preposition.children if c.dep_ == "pobj"):
                yield noun
                yield from (t for of in noun.children if of.lower_ == "of" for t in of.children if t.dep_ == "pobj")
