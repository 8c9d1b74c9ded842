"""Munitions that bring others down: "two Patriot missiles brought it down", "shot down by an interceptor missile"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.attributes.weapon import WeaponValue
from extractors.columns import tokens
from extractors.context import words
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.registry import lexicon_for
from extractors.tree import child_of
from models.vocabulary import WeaponClass

_FLOWN = frozenset({WeaponClass.MISSILE, WeaponClass.ROCKET})
_BEFORE = frozenset({"compound", "nmod", "amod", "poss"})

Ranked = tuple[int, Mention]


def without_defenders(reading: Reading, told: Sequence[Ranked]) -> list[Ranked]:
    """Munitions of an attack, without those of its air defence: "intercepted by Patriot batteries".

    Where nothing else is told of they stay: a jet that a Patriot shot down.
    """
    kept = [(r, m) for r, m in told if not defends(reading, m)]
    return kept or list(told)


def defends(reading: Reading, munition: Mention) -> bool:
    """Whether a missile bears the name of an air defence, or is of one: "an interceptor", "two Patriot missiles"."""
    value = munition.value
    if not isinstance(value, WeaponValue) or value.weapon_class not in _FLOWN:
        return False
    last = reading.doc[munition.head]
    while last.dep_ in _BEFORE and last.head.i > last.i:
        last = last.head
    first = min(munition.first, munition.head)
    return any(t.lower_ in words("air_defence") for t in tokens(reading.doc)[first:max(last.i + 1, munition.last)])


def intercepts(reading: Reading, munition: Mention) -> bool:
    """Whether a munition is what stops another one, and not what was fired in the attack."""
    head = reading.doc[munition.head]
    active = head.dep_ == "nsubj" and child_of(head.head, "auxpass", "nsubjpass") is None
    agent = head.dep_ == "pobj" and head.head.dep_ == "agent"
    verb = head.head if active else head.head.head
    if not (agent or (active and child_of(verb, "dobj") is not None)):
        return False
    hits = lexicon_for("outcome").hits(reading.doc)
    return any(h.code == "intercepted" and h.first <= verb.i < h.last for h in hits)
