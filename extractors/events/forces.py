"""Whether a force, or a state with arms, strikes: what "hit" and "struck" need where no munition is told."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.responsibility import is_passive, subject
from extractors.attributes.actor import ActorValue
from extractors.attributes.target import TargetValue
from extractors.context import words
from extractors.mention import Mention
from extractors.places.values import PlaceValue
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from extractors.tree import child_of
from models.vocabulary import MentionLabel, TargetClass

FORCES = frozenset({"state_force", "armed_group"})
PEOPLE = frozenset({TargetClass.TROOPS, TargetClass.POLICE, TargetClass.CIVILIANS, TargetClass.LEADER,
                    TargetClass.ARMED_GROUP})
AIM = frozenset({"dobj", "obj", "nsubjpass"})
SITES = (MentionLabel.PLACE, MentionLabel.FACILITY)
COUNTRY = 6  # precision of a place that is a whole country
_ARMED = frozenset({TargetClass.TROOPS, TargetClass.ARMED_GROUP, TargetClass.BASE})
_BOMBED = frozenset({TargetClass.BASE, TargetClass.ENERGY, TargetClass.AIRCRAFT, TargetClass.INFRASTRUCTURE,
                     TargetClass.SHIP})


def by_forces(reading: Reading, verb: Token) -> bool:
    """Whether a force or a state does it to a thing that stands somewhere: "the rebels struck a hospital"."""
    doer = doer_of(verb)
    if doer is None or is_passive(verb):
        return False
    force, state = any(d.kind in FORCES for d in _actors(reading, doer)), _state(reading, doer)
    aims = [c for c in verb.children if c.dep_ in AIM]
    if force and any(_stands(m) for a in aims for m in _told_of(reading, a)):
        return True
    if state is not None and _without_arms(reading, verb):
        return False
    if not force and state is None:
        return False
    return any(_is_armed_aim(reading, a, state) or (state is not None and _is_bombed(reading, a)) for a in aims)


def doer_of(verb: Token) -> Token | None:
    """The subject of a verb; for "the army said that it hit" the one who says so."""
    doer = subject(verb)
    said = doer is not None and doer.lower_ in {"it", "they", "we"} and verb.dep_ == "ccomp"
    return subject(verb.head) or doer if said else doer


def strikes_positions(reading: Reading, verb: Token) -> bool:
    """Whether a state strikes what is of others who bear arms: from the air, where no munition is told."""
    doer = subject(verb)
    state = _state(reading, doer) if doer is not None and not is_passive(verb) else None
    return state is not None and not _without_arms(reading, verb) and any(
        _is_armed_aim(reading, c, state) for c in verb.children if c.dep_ in AIM)


def _actors(reading: Reading, doer: Token) -> list[ActorValue]:
    return [m.value for m in reading.overlapping(doer.i, doer.i + 1, [MentionLabel.ACTOR])
            if isinstance(m.value, ActorValue) and m.head == doer.i]


def _state(reading: Reading, doer: Token) -> ActorValue | None:
    """The state that a country's name stands for as a doer."""
    return next((d for d in _actors(reading, doer) if d.kind == "government" and _is_country(reading, doer)), None)


def _told_of(reading: Reading, aim: Token) -> list[Mention]:
    labels = (*SITES, MentionLabel.CUE, MentionLabel.LAUNCHER)
    return [m for m in reading.overlapping(aim.i, aim.i + 1, labels) if m.head == aim.i]


def _stands(aim: Mention) -> bool:
    """Whether what is struck is a place or a thing, no person."""
    if aim.label is not MentionLabel.CUE:
        return True
    return isinstance(aim.value, TargetValue) and aim.value.target_class not in PEOPLE | {TargetClass.OTHER}


def _is_country(reading: Reading, doer: Token) -> bool:
    """ "Turkey struck", but no ministry did"""
    return any(isinstance(m.value, PlaceValue) and (m.norm or {}).get("precision") == COUNTRY
               for m in reading.overlapping(doer.i, doer.i + 1, [MentionLabel.PLACE]))


def _is_armed_aim(reading: Reading, aim: Token, state: ActorValue | None) -> bool:
    """What is of those who bear arms: "71 targets of the PKK", "militant hideouts"; "85 targets in Syria" """
    if lemma_of(aim) not in words("what forces strike"):
        return False
    first, last = aim.left_edge.i, aim.right_edge.i + 1
    for mention in reading.overlapping(first, last, [MentionLabel.ACTOR, MentionLabel.CUE]):
        value = mention.value
        if isinstance(value, ActorValue) and value.kind in FORCES:
            return True
        if isinstance(value, TargetValue) and value.target_class in _ARMED:
            return True
    abroad = (m.norm or {} for m in reading.overlapping(first, aim.head.right_edge.i + 1, SITES))
    counted = child_of(aim, "nummod") is not None
    return state is not None and counted and any(n.get("country") not in (None, state.country) for n in abroad)


def _is_bombed(reading: Reading, aim: Token) -> bool:
    """Whether a state strikes a thing that only arms do harm to: a base, a depot, a port"""
    return any(isinstance(m.value, TargetValue) and m.value.target_class in _BOMBED for m in _told_of(reading, aim))


def _without_arms(reading: Reading, verb: Token) -> bool:
    """ "hit two ports with sanctions" """
    sentence = reading.sentence_at(verb.i)
    return any(t.lower_ in words("measure short of arms") for t in reading.doc[sentence.first:sentence.last])
