"""Attacks from the air: what aircraft do, and strikes on arms where they stand."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.responsibility import subject
from extractors.attributes.actor import ActorValue
from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.target import TargetValue
from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.mention import Mention
from extractors.places.roles import COUNTRY
from extractors.places.values import PlaceValue
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from extractors.tree import children
from models.vocabulary import EventType, MentionLabel

_STATE = frozenset({"state_force", "government"})
_AIM = frozenset({"dobj", "obj", "nsubjpass"})
_OWNERS = (MentionLabel.ACTOR, MentionLabel.NATIONALITY, MentionLabel.PLACE)
_SITES = (MentionLabel.PLACE, MentionLabel.FACILITY)


def from_the_air(reading: Reading, verb: Token) -> bool:
    """Whether several aircraft hit a known place or thing, or those of a force anything ("army jets struck a hut")."""
    doer = subject(verb)
    if any(n.lower_ == "air" for c in children(verb) if c.lower_ in {"by", "from"} for n in children(c)):
        return True  # "hit 71 targets by air"
    if doer is None or doer.dep_ == "nsubjpass":  # a helicopter that was shot down
        return False
    if doer.tag_ == "WDT" and verb.dep_ == "relcl":  # "with jets, which pounded the hills"
        doer = verb.head
    craft = any((m.norm or {}).get("kind") == "aircraft" and m.head == doer.i
                for m in reading.overlapping(doer.i, doer.i + 1, [MentionLabel.PLATFORM]))
    owners = reading.overlapping(doer.left_edge.i, doer.i + 1, _OWNERS)
    owned = any(m.label is MentionLabel.NATIONALITY or (isinstance(m.value, ActorValue) and m.value.kind in _STATE)
                or (isinstance(m.value, PlaceValue) and m.value.precision == COUNTRY) for m in owners)
    aims = {c.i for c in children(verb) if c.dep_ in _AIM}
    if not craft and destroys_munitions(reading, verb):
        return False
    if owned and (craft or lemma_of(doer) in words("flying") or _is_air_arm(doer)):
        sentence = reading.sentence_at(verb.i)
        return bool(aims) and bool(reading.overlapping(sentence.first, sentence.last, _SITES))
    aims |= {c.i for i in aims for c in reading.doc[i].conjuncts}
    return craft and _are_several(doer) and any(
        m.label is not MentionLabel.CUE or isinstance(m.value, TargetValue)
        for i in aims for m in reading.overlapping(i, i + 1, (*_SITES, MentionLabel.CUE)) if m.head == i)


def _are_several(craft: Token) -> bool:
    """ "jets", "its aircraft", no "an aircraft" """
    return craft.tag_ == "NNS" or (
        craft.lower_ == "aircraft" and not any(c.lower_ in {"a", "an", "one"} for c in craft.lefts))


def destroys_munitions(reading: Reading, verb: Token) -> bool:
    """Whether a verb brings munitions down: "the air force destroyed a missile fired from Yemen" """
    cues = reading.overlapping(verb.i, verb.i + 1, [MentionLabel.CUE])
    return any(isinstance(m.value, OutcomeValue) and m.head == verb.i and m.value.weapon is not None
               and m.value.outcome in {"intercepted", "destroyed"} for m in cues)


def is_carried(kind: EventType, weapon: Mention | None) -> bool:
    """Whether what aircraft fire are missiles or rockets of no name, as any of them carry: no cruise missiles."""
    value = weapon.value if weapon is not None else None
    unnamed = isinstance(value, WeaponValue) and value.designation is None and value.calibre_mm is None
    return unnamed and kind in {EventType.MISSILE_ATTACK, EventType.ROCKET_ATTACK}


def _is_air_arm(doer: Token) -> bool:
    """ "the air force", "the naval air arm" """
    return any(c.dep_ == "compound" and c.lower_ == "air" for c in doer.children)


def from_a_drone(reading: Reading, verb: Token) -> bool:
    """Whether drones are what something is dropped from: "dropped a charge from a drone", "fell from a quadcopter"."""
    around = (verb, *(c for c in children(verb) if c.dep_ in _AIM))
    carriers = {t.i for node in around for c in children(node) if c.lower_ == "from"
                for t in children(c) if t.dep_ == "pobj"}
    return any(m.head == i and "drone" in {(m.norm or {}).get("class"), getattr(m.value, "launcher_class", None)}
               for i in carriers for m in reading.overlapping(i, i + 1, [MentionLabel.WEAPON, MentionLabel.LAUNCHER]))


def arms_on_the_ground(reading: Reading, token: Token, clause: frozenset[int]) -> bool:
    """Whether a verb tells that arms were struck where they stood: launchers, or munitions in enemy-held country."""
    if token.lower_ not in words("striking"):
        return False
    aims = {c.i for c in children(token) if c.dep_ in _AIM}
    aims |= {c.i for i in aims for c in reading.doc[i].children if c.dep_ == "conj"}
    arms = [m for m in reading.overlapping(min(clause), max(clause) + 1, [MentionLabel.WEAPON, MentionLabel.LAUNCHER])
            if m.head in aims]
    held = any(reading.doc[i].lower_ in words("held") for i in clause)
    return any(held or m.label is MentionLabel.LAUNCHER for m in arms)


def bombs_from_the_air(reading: Reading, trigger: Mention, agent: tuple[int, int]) -> bool:
    """Whether who bombs has aircraft: warplanes, a state or its forces."""
    if trigger.text.casefold() not in words("bombing"):
        return False
    doers = reading.overlapping(*agent, [MentionLabel.ACTOR, MentionLabel.PLATFORM])
    if lemma_of(reading.doc[slice(*agent)].root) in words("flying"):
        return True
    return any(m.label is MentionLabel.PLATFORM or (isinstance(m.value, ActorValue) and m.value.kind in _STATE)
               for m in doers)
