"""Kinds of munitions beside the main one that a list of the event tells: "52 drones and four cruise missiles"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.weapon import WeaponValue
from extractors.draft import Draft
from extractors.mention import Mention
from extractors.munitions.salvo import outcome_mentions
from extractors.munitions.words import listed_with
from extractors.reading import Reading
from models.event import Weapon
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


def kinds_apart(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Munitions of one class that a list tells apart: "three ballistic missiles and one cruise missile" """
    mine = {m.first for m in mentions}
    for mention in mentions:
        if _kind(mention) is None:
            continue
        for other in listed_with(reading, mention, reading.doc[mention.head].head):
            if other.first in mine and _kind(other) is _kind(mention) and not _same_words(mention, other):
                yield other


def is_of(mention: Mention, row: Weapon) -> bool:
    """Whether a mention names the munition of a row: by its name, its calibre, or the words for its kind."""
    value = mention.value
    if not isinstance(value, WeaponValue):
        return False
    if value.designation is not None:
        return value.designation == row.designation
    if value.calibre_mm is not None:
        return value.calibre_mm == row.calibre_mm
    plain = row.designation is None and row.calibre_mm is None
    return plain and _words(row.text)[-1:] != _words(row.text) and _ends(_words(row.text), _words(mention.text))


def wholes(row: Weapon, counted: Sequence[Mention], apart: Mapping[int, Sequence[Mention]]) -> Iterator[int]:
    """First tokens of mentions whose number is that of all kinds together: the nine missiles of five and four"""
    mine = next((m for m in counted if is_of(m, row) and _best(m)), None)
    if mine is None:
        return
    total = (_best(mine) or 0) + sum(next((b for m in found if (b := _best(m))), 0) for found in apart.values())
    yield from (m.first for m in counted if not is_of(m, row) and _best(m) == total)


def _best(mention: Mention) -> int | None:
    value = mention.value
    return value.number.best if isinstance(value, WeaponValue) and value.number is not None else None


def _same_words(mention: Mention, other: Mention) -> bool:
    one, two = _words(mention.text), _words(other.text)
    return _ends(one, two) or _ends(two, one)


def _ends(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether one phrase is the end of another, with more than the bare noun."""
    return longer[-len(shorter) :] == shorter and (len(shorter) > 1 or longer == shorter)


def _words(text: str) -> list[str]:
    return [w.removesuffix("s") for w in text.casefold().split()]


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
