"""Munitions that another event lends its name to: "three rockets landed in Sderot and two more in Beersheba"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.weapon import WeaponValue
from extractors.draft import Draft
from extractors.mention import Mention

Ranked = tuple[int, Mention]


def without_lent_numbers(draft: Draft, told: Sequence[Ranked]) -> list[Ranked]:
    """Munitions, without their numbers where they are named with another event's."""
    return [(r, _unnumbered(m) if m.head in draft.lent else m) for r, m in told]


def without_others(draft: Draft, told: Sequence[Ranked]) -> list[Ranked]:
    """Predicates over munitions, without "a second" of those of which another event had the first."""
    return [(r, m) for r, m in told if not (draft.lent and isinstance(m.value, OutcomeValue) and m.value.nth)]


def _unnumbered(mention: Mention) -> Mention:
    value = mention.value
    return replace(mention, value=replace(value, number=None)) if isinstance(value, WeaponValue) else mention
