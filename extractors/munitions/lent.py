"""Munitions that another event lends its name to: "three rockets landed in Sderot and two more in Beersheba"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.weapon import WeaponValue
from extractors.draft import Draft
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading
from models.vocabulary import MentionLabel, WeaponClass

Ranked = tuple[int, Mention]
_LIKE = {WeaponClass.MISSILE: WeaponClass.ROCKET, WeaponClass.ARTILLERY_SHELL: WeaponClass.MORTAR}  # loosely one


def without_lent_numbers(draft: Draft, told: Sequence[Ranked], joint: frozenset[int]) -> list[Ranked]:
    """Munitions, without their numbers where they are named with another event's, or those are ``joint`` totals."""
    return [(r, _unnumbered(m) if m.head in draft.lent or m.first in joint else m) for r, m in told]


def joint_totals(reading: Reading, told: Iterable[Ranked]) -> frozenset[int]:
    """First tokens of munitions whose number is that of several kinds: "over 300 drones and missiles" or "59 aerial
    targets", where the text tells apart how many of a kind there were."""
    found = [m for _, m in told if isinstance(m.value, WeaponValue) and m.value.number is not None]
    joint = {m.first: m for m in found if _is_joint(reading, m)}
    known = {kind: m for m in found if m.first not in joint and (kind := _kind(m)) is not None and _is_counted(m)}
    of_all = {m.first for m in found if _kind(m) is None} if len({_LIKE.get(k, k) for k in known}) > 1 else set()
    return frozenset(of_all | {first for first, m in joint.items() if isinstance(m.value, WeaponValue)
                               and m.value.weapon_class and _is_part(known.get(m.value.weapon_class), m.value.number)})


def _is_counted(munition: Mention) -> bool:
    number = munition.value.number if isinstance(munition.value, WeaponValue) else None
    return number is not None and number.kind is not NumberKind.ARTICLE


def _kind(munition: Mention) -> WeaponClass | None:
    return munition.value.weapon_class if isinstance(munition.value, WeaponValue) else None


def _is_joint(reading: Reading, munition: Mention) -> bool:
    """Whether a munition of another class, without a number, is joined to it by "and" """
    doc, kind = reading.doc, _kind(munition)
    if munition.last >= len(doc) or doc[munition.last].lower_ not in {"and", "or", "&", "/"}:
        return False
    after = reading.overlapping(munition.last + 1, munition.last + 2, (MentionLabel.WEAPON,))
    return any(isinstance(m.value, WeaponValue) and m.value.number is None and m.value.plural
               and m.value.weapon_class is not kind for m in after)


def _is_part(munition: Mention | None, whole: Number | None) -> bool:
    value = munition.value if munition is not None else None
    number = value.number if isinstance(value, WeaponValue) else None
    most = (whole.best or whole.low or 0) if whole is not None else 0
    return number is not None and number.best is not None and number.best < most


def without_others(draft: Draft, told: Sequence[Ranked], joint: frozenset[int] = frozenset()) -> list[Ranked]:
    """Predicates over munitions, without "a second" of those of which another event had the first and without those
    that give a ``joint`` total."""
    return [(r, m) for r, m in told if not isinstance(m.value, OutcomeValue) or not (
        (draft.lent and m.value.nth) or _has_total(m.value, joint))]


def _has_total(value: OutcomeValue, joint: frozenset[int]) -> bool:
    weapon, number = value.weapon, value.number
    return weapon is not None and weapon.first in joint and number is not None and number.first < weapon.first


def _unnumbered(mention: Mention) -> Mention:
    value = mention.value
    return replace(mention, value=replace(value, number=None)) if isinstance(value, WeaponValue) else mention
