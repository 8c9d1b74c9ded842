"""Shots by which police, troops or guards stopped those who attacked: they are no means of the attack."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from extractors.attributes.actor import ActorValue
from extractors.casualties.victims import objects_of
from extractors.context import words
from extractors.draft import Frame
from extractors.reading import Reading
from models.vocabulary import EventType, MentionLabel

_FORCES = frozenset({"state_force", "police"})


def means_told(reading: Reading, frames: Sequence[Frame]) -> list[Frame]:
    """The frames that tell how an attack was done: without what was done to the attackers, if others are left."""
    kept = [f for f in frames if not _stops_attackers(reading, f)]
    return kept if any(not f.generic for f in kept) else list(frames)


def _stops_attackers(reading: Reading, frame: Frame) -> bool:
    """ "police shot dead four of them", "the driver was shot by soldiers" """
    if frame.event_type not in {EventType.SHOOTING, EventType.ARMED_CLASH} or frame.agent is None:
        return False
    by = reading.doc[slice(*frame.agent)].root
    doers = (m.value for m in reading.overlapping(by.i, by.i + 1, [MentionLabel.ACTOR]) if m.head == by.i)
    forces = any(isinstance(v, ActorValue) and v.kind in _FORCES for v in doers)
    verb = reading.doc[frame.token]
    met = [n for c in verb.children if c.lower_ == "with" for n in c.children if n.dep_ == "pobj"]
    of_old = any(_is_known(n) and any(c.lower_ in words("definite") for c in n.children) for n in met)
    return forces and (of_old or any(map(_is_known, objects_of(verb))))


def _is_known(noun: Token) -> bool:
    """Whether those shot were told of before as attackers: "him", "two of the attackers", "the driver"."""
    parts = (n for c in noun.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
    people = (noun, *parts)
    return any(t.tag_ == "PRP" or (t.lemma_.lower() in words("who was stopped") and t.pos_ == "NOUN") for t in people)
