"""Kinds of munitions beside the main one that a list of the event tells: "52 drones and four cruise missiles"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.weapon import WeaponValue
from extractors.draft import Draft
from extractors.mention import Mention
from extractors.munition_words import listed_with
from extractors.reading import Reading
from extractors.salvo import outcome_mentions
from models.vocabulary import EventType, MentionLabel, WeaponClass

_OWN = 2  # ranks below this are the event's own sentences
_LAUNCHED = frozenset({
    WeaponClass.ROCKET, WeaponClass.MISSILE, WeaponClass.DRONE, WeaponClass.MORTAR, WeaponClass.ARTILLERY_SHELL,
    WeaponClass.AERIAL_BOMB, WeaponClass.GRENADE,
})  # fmt: skip


def listed_kinds(draft: Draft, reading: Reading, main: WeaponClass) -> tuple[WeaponClass, ...]:
    """Classes that are counted beside the main class: in one list with it, or of one predicate."""
    if main not in _LAUNCHED:
        return ()
    found: dict[WeaponClass, None] = {}
    air = draft.event_type is EventType.AIRSTRIKE  # which may have struck the munitions of a list
    lists = () if air else _lists(draft, reading)
    for group in (*lists, *_predicates(draft, reading, fired=air)):
        kinds = [k for m in group if (k := _kind(m)) is not None]
        if main in kinds:
            found.update(dict.fromkeys(k for k in kinds if k is not main))
    return tuple(found)


def _kind(mention: Mention) -> WeaponClass | None:
    value = mention.value
    if not isinstance(value, WeaponValue) or value.number is None or value.implied or value.modifier:
        return None
    return value.weapon_class if value.weapon_class in _LAUNCHED else None


def _lists(draft: Draft, reading: Reading) -> Iterator[list[Mention]]:
    for rank, mention in draft.mentions(reading, MentionLabel.WEAPON):
        if rank < _OWN and _kind(mention) is not None:
            yield [mention, *listed_with(reading, mention, reading.doc[mention.head].head)]


def _predicates(draft: Draft, reading: Reading, *, fired: bool) -> Iterator[list[Mention]]:
    groups: dict[int, list[Mention]] = {}
    for rank, mention in outcome_mentions(draft, reading):
        value = mention.value
        if not isinstance(value, OutcomeValue) or (fired and value.outcome != "fired"):
            continue
        if rank < _OWN and value.weapon is not None and not value.negated:
            groups.setdefault(mention.first, []).append(value.weapon)
    yield from groups.values()
