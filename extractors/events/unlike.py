"""Whether an attack is made by means with which another one cannot be: fired, planted or dropped.

Rockets and shells are fired, mines and car bombs lie in wait, aerial bombs are dropped. Missiles and drones may come
from aircraft as from the ground, and gunmen may follow any of these: their words part no attacks. Whoever attacked is
not whom the same attack befell either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.draft import Frame, TokenRange
from extractors.events.aerial import destroys_munitions, from_the_air
from extractors.munitions.pointing import before, recurring
from extractors.reading import Reading, Zone
from extractors.tree import root_of
from models.vocabulary import EventType, MentionLabel, WeaponClass

_MEANS: Mapping[EventType, str] = {
    EventType.ROCKET_ATTACK: "fired", EventType.SHELLING: "fired", EventType.BOMBING: "planted",
    EventType.SUICIDE_BOMBING: "planted", EventType.AIRSTRIKE: "dropped",
}
_WAYS = {**_MEANS, EventType.GRENADE_ATTACK: "thrown", EventType.SHOOTING: "shot", EventType.ABDUCTION: "taken",
         EventType.ARSON: "burned"}
_PROJECTILES = frozenset({WeaponClass.ROCKET, WeaponClass.MISSILE, WeaponClass.ARTILLERY_SHELL, WeaponClass.MORTAR})
_CLASSES: Mapping[str, frozenset[WeaponClass]] = {
    "fired": frozenset({WeaponClass.ROCKET, WeaponClass.ARTILLERY_SHELL, WeaponClass.MORTAR}),
    "planted": frozenset({WeaponClass.BOMB, WeaponClass.MINE, WeaponClass.VEHICLE_BOMB, WeaponClass.SUICIDE_VEST}),
    "dropped": frozenset({WeaponClass.AERIAL_BOMB}),
}


def coming_of(reading: Reading, frame: Frame) -> str:
    """ "fired", "planted" or "dropped" where a trigger's munition, or aircraft that do it, say so; else nothing."""
    kind = _MEANS.get(frame.event_type) if frame.event_type is not None else None
    if kind is None or frame.trigger.text.split()[-1].casefold() in words("any explosive"):
        return ""
    told = reading.overlapping(*frame.instrument, [MentionLabel.WEAPON]) if frame.instrument else []
    if any(t.lower_ in words("definite") for m in told for t in before(reading, m.first, m.last)):
        return ""  # "the second bomb came down in a park"
    values = [m.value for m in told if isinstance(m.value, WeaponValue) and not m.value.implied]
    known = kind == "fired" and getattr(frame.trigger.value, "event_type", None) is EventType.SHELLING
    known = known or any(v.weapon_class in _CLASSES[kind] for v in values)
    return kind if known or (kind == "dropped" and from_the_air(reading, reading.doc[frame.token])) else ""


def are_foreign(means: str, types: Iterable[EventType | None], ways: Mapping[EventType, str] = _MEANS) -> bool:
    """Whether what was done by some means is no part of what frames of some types tell, all of other means."""
    others = {ways.get(t) for t in types if t is not None and t is not EventType.OTHER_ATTACK}
    return bool(means and others) and None not in others and means not in others


def come_unlike(kind: EventType | None, types: Iterable[EventType | None]) -> bool:
    """Whether by its kind alone an attack is done in another way than all those of some types: a base is shelled, and a
    bus hits a mine."""
    return kind is not None and kind in _WAYS and are_foreign(_WAYS[kind], types, _WAYS)


def munitions_named(reading: Reading, sentence: int) -> frozenset[WeaponClass]:
    """The classes of the munitions that a sentence names; one projectile may be told by several names."""
    held = reading.sentences[sentence]
    values = [m.value for m in reading.overlapping(held.first, held.last, [MentionLabel.WEAPON])]
    found = {v.weapon_class for v in values if isinstance(v, WeaponValue) and v.weapon_class and not v.implied}
    return frozenset(found | _PROJECTILES if found & _PROJECTILES else found)


def stopped(reading: Reading, frame: Frame) -> frozenset[WeaponClass]:
    """The classes of munitions that air defences stopped, told for the first time."""
    new = is_stopping(reading, frame) and frame.instrument is not None and not recurring(reading, *frame.instrument)
    return munitions_named(reading, frame.sentence) if new else frozenset()


def is_stopping(reading: Reading, frame: Frame) -> bool:
    """Whether a frame tells that munitions were stopped, so that its agent is no attacker."""
    if {reading.doc[frame.token].lower_, frame.trigger.text.casefold()} & words("stopping"):
        return True
    doer = reading.doc[slice(*frame.agent)] if frame.agent is not None else ()  # "air defences destroyed 18 drones"
    return any(t.lower_ in words("air_defence") for t in doer) and destroys_munitions(reading, reading.doc[frame.token])


def doers_of(reading: Reading, frame: Frame) -> frozenset[str]:
    """Ids of the known actors who carried out an attack."""
    return frozenset() if is_stopping(reading, frame) else known_actors(reading, frame.agent)


def is_behind_semicolon(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger stands in the second part of a title: "Bus hits mine; base shelled"."""
    sentence = reading.sentences[frame.sentence]
    return sentence.zone is Zone.TITLE and ";" in reading.text(sentence.first, frame.token)


def known_actors(reading: Reading, phrase: TokenRange | None) -> frozenset[str]:
    """Ids of the catalogue's actors that a phrase is about, those in its "of" and "in" left out."""
    if phrase is None:
        return frozenset()
    head = root_of(reading.doc, *phrase)
    found = reading.overlapping(head, head + 1, [MentionLabel.ACTOR])
    return frozenset(str(m.norm["actor_id"]) for m in found if m.norm and m.norm.get("actor_id"))
