"""Outcomes of one event: the set of what is told of its munitions, of damage and of harm."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.weapon import WeaponValue
from extractors.draft import Draft
from extractors.filling.casualties import roll_up
from extractors.munitions.salvo import outcome_mentions
from extractors.numbers import NumberKind
from extractors.reading import Reading
from models.vocabulary import Effect, EventType, Outcome, WeaponClass

_TOLD = frozenset({"hit", "missed", "intercepted", "failed", "damage", "no_damage"})
OWN = 2  # ranks below this are the event's own sentences
DESTROYED = "outcome.destroyed"  # of things: in another sentence it may be an answer that destroyed them
_FLYING = {  # munitions that "destroyed" tells to be brought down; destroyed rockets may be stores, or found ones
    EventType.DRONE_ATTACK: (WeaponClass.DRONE, WeaponClass.MISSILE),
    EventType.MISSILE_ATTACK: (WeaponClass.MISSILE, WeaponClass.DRONE),
    EventType.ROCKET_ATTACK: (WeaponClass.MISSILE,),
}
_LAUNCHED = frozenset({EventType.ROCKET_ATTACK, EventType.MISSILE_ATTACK, EventType.DRONE_ATTACK})


def fill(draft: Draft, reading: Reading) -> tuple[Outcome, ...]:
    """Told outcomes in vocabulary order; an attack of which nothing else is told is taken to have hit."""
    mentions = outcome_mentions(draft, reading)
    told_all = [m.value for _, m in mentions if isinstance(m.value, OutcomeValue)]
    told = [
        m.value for rank, m in mentions
        if isinstance(m.value, OutcomeValue) and m.value.outcome in _TOLD and _counts(m.value, rank)
        and (rank < OWN or m.rule != DESTROYED)
    ]  # fmt: skip
    found = {Outcome(v.outcome) for v in told if not v.neutral}
    found |= {Outcome.INTERCEPTED} if _brought_down(draft, reading) else set()
    if not found & {Outcome.MISSED, Outcome.INTERCEPTED} or any(v.neutral and _several(v) for v in told):
        found |= {Outcome(v.outcome) for v in told}
    if Outcome.DAMAGE in found and Outcome.NO_DAMAGE in found:
        found.discard(Outcome.NO_DAMAGE if _harmed(draft, reading) else Outcome.DAMAGE)
    hurt = _harmed(draft, reading)
    harmed = hurt or Outcome.DAMAGE in found
    arrived = hurt or (harmed and Outcome.INTERCEPTED not in found)  # debris of what is shot down damages too
    if (
        (arrived and Outcome.MISSED not in found)
        or not found & {Outcome.MISSED, Outcome.INTERCEPTED, Outcome.FAILED, Outcome.HIT}
    ):
        found.add(Outcome.HIT)
    if _none_arrived(told_all) and not harmed and Outcome.INTERCEPTED not in found:
        found = (found - {Outcome.HIT}) | {Outcome.MISSED}
    if Outcome.NO_DAMAGE in found and not harmed and _only_came_down(told):
        found = (found - {Outcome.HIT}) | {Outcome.MISSED}
    if Outcome.MISSED in found and Outcome.HIT in found and not harmed and not _parted(told):
        found.discard(Outcome.HIT)
    return tuple(o for o in Outcome if o in found)


def _none_arrived(told: Sequence[OutcomeValue]) -> bool:
    """ "none of them hit the ship" """
    hits = [v for v in told if v.outcome == "hit" and not v.neutral and v.weapon is not None]
    none = [v for v in hits if v.number is not None and v.number.kind is NumberKind.NONE]
    return bool(none) and len(none) == len(hits)


def _only_came_down(told: Sequence[OutcomeValue]) -> bool:
    """ "a drone crashed without damage": wherever it came down, that was nothing it was sent to"""
    landed = [v for v in told if v.outcome in ("hit", "intercepted", "failed")]
    return bool(landed) and all(v.neutral for v in landed)


def _parted(told: Sequence[OutcomeValue]) -> bool:
    """ "one hit a school and the rest fell in a field": some hit, whatever else is told of others"""
    hits = [v for v in told if v.outcome == "hit" and not v.neutral and v.weapon is not None and v.number is not None]
    most = max((v.number.best or 0 for v in told if v.number is not None), default=0)
    others = any(v.told.further or v.told.rest for v in told)
    wholes = (v.weapon.value for v in hits if v.weapon is not None)
    whole = max((w.number.best or 0 for w in wholes if isinstance(w, WeaponValue) and w.number is not None), default=0)
    return any(v.number is not None and (others or (v.number.best or 0) < max(most, whole)) for v in hits)


def _brought_down(draft: Draft, reading: Reading) -> bool:
    """ "forty drones were destroyed": munitions of the attack, counted, that did not arrive"""
    told = [m.value for _, m in outcome_mentions(draft, reading)]
    flying = _FLYING.get(draft.event_type, ())
    return any(
        isinstance(v, OutcomeValue) and v.outcome == "destroyed" and v.weapon is not None and not v.negated
        and isinstance(v.weapon.value, WeaponValue) and v.weapon.value.weapon_class in flying
        and (v.number is not None or v.told.share is not None) for v in told
    )  # fmt: skip


def _several(value: OutcomeValue) -> bool:
    return value.number is not None and (value.number.best or value.number.low or 2) > 1


def _counts(value: OutcomeValue, rank: int) -> bool:
    if value.negated and value.outcome != "no_damage":
        return False
    if value.number is not None and value.number.kind is NumberKind.NONE:
        return False
    if value.outcome == "hit":
        return rank < 2 or (value.weapon is not None)
    if value.outcome == "intercepted" and not value.stated:
        return False
    if value.outcome == "failed":
        return value.weapon is not None or value.number is not None
    return True


def _harmed(draft: Draft, reading: Reading) -> bool:
    for effect in (Effect.KILLED, Effect.WOUNDED):
        count = roll_up(draft, reading, effect)
        if count is not None and (count.low or count.best or 0) > 0:
            return True
    return False
