"""Blasts of factories, boilers and gas: an explosion where nobody speaks of arms, of an attack or of who did it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.actors.agents import agent_at
from extractors.attributes.actor import ActorValue
from extractors.attributes.attribution import AttributionValue
from extractors.attributes.trigger import TriggerValue
from extractors.attributes.weapon import WeaponValue
from extractors.columns import tokens
from extractors.draft import Frame
from extractors.events.harmless import words
from extractors.reading import Reading
from models.vocabulary import EventType, MentionLabel

FIGHTERS = frozenset({"armed_group", "umbrella"})


def is_accident(reading: Reading, frames: Sequence[Frame]) -> bool:
    """Whether an article tells of nothing but a blast at works or of gas; ``frames`` are all that it asserts."""
    solid = [f for f in frames if not f.generic]
    if not solid or not all(_is_bare_blast(f) for f in solid) or any(f.instrument is not None for f in frames):
        return False
    if any(_is_done_by_forces(reading, f) for f in solid):
        return False
    return any(_is_at_works(reading, f) for f in solid) and not _speaks_of_arms(reading) and not _is_charged(reading)


def _is_charged(reading: Reading) -> bool:
    """Whether a state or group is said to have done it, or says so."""
    told = (m.value for m in reading.labelled(MentionLabel.CUE) if isinstance(m.value, AttributionValue))
    agents = (agent_at(reading, v.actor) for v in told if v.actor is not None and not v.series)
    return any(a is not None and a.actor_id is not None for a in agents)


def _is_bare_blast(frame: Frame) -> bool:
    """ "explosion", "went off", or what an explosion does: "it tore off the roof" """
    value = frame.trigger.value
    return isinstance(value, TriggerValue) and frame.event_type is EventType.BOMBING and (
        value.event_type is None or value.yields)


def _is_done_by_forces(reading: Reading, frame: Frame) -> bool:
    doers = reading.overlapping(*frame.agent, [MentionLabel.ACTOR]) if frame.agent is not None else []
    return any(isinstance(m.value, ActorValue) and m.value.kind == "state_force" for m in doers)


def _is_at_works(reading: Reading, frame: Frame) -> bool:
    """Whether the sentence of a blast or the next one names works; the next one may be unread, without lemmas."""
    near = reading.sentences[frame.sentence:frame.sentence + 2]
    return any(not {t.lower_, t.lemma_.lower()}.isdisjoint(words("works"))
               for t in tokens(reading.doc)[near[0].first:near[-1].last])


def _speaks_of_arms(reading: Reading) -> bool:
    """Whether munitions or fighters are named, or somebody is told to have claimed or may have planned it."""
    arms = any(isinstance(m.value, WeaponValue) and not m.value.implied for m in reading.labelled(MentionLabel.WEAPON))
    fighters = any(isinstance(m.value, ActorValue) and m.value.kind in FIGHTERS
                   for m in reading.labelled(MentionLabel.ACTOR))
    return arms or fighters or any(t.lower_ in words("on purpose") for t in reading.doc)
