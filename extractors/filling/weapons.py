"""Munitions of one event: which classes, the most specific name of each, and the salvo."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.attributes.weapon import WeaponValue, family_name
from extractors.draft import Draft
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from extractors.salvo import outcome_mentions, salvo_of
from models.event import Weapon
from models.vocabulary import EventType, MentionLabel, Salience, WeaponClass

_C = WeaponClass
_FITTING: dict[EventType, tuple[WeaponClass, ...]] = {
    EventType.ROCKET_ATTACK: (_C.ROCKET, _C.MISSILE, _C.GRENADE),
    EventType.MISSILE_ATTACK: (_C.MISSILE, _C.ROCKET),
    EventType.DRONE_ATTACK: (_C.DRONE,),
    EventType.AIRSTRIKE: (_C.AERIAL_BOMB, _C.MISSILE, _C.BOMB),
    EventType.SHELLING: (_C.ARTILLERY_SHELL, _C.MORTAR, _C.ROCKET),
    EventType.BOMBING: (_C.BOMB, _C.VEHICLE_BOMB, _C.MINE, _C.GRENADE),
    EventType.SUICIDE_BOMBING: (_C.SUICIDE_VEST, _C.VEHICLE_BOMB, _C.BOMB),
    EventType.GRENADE_ATTACK: (_C.GRENADE,),
    EventType.SHOOTING: (_C.SMALL_ARMS,),
    EventType.ARMED_CLASH: (_C.SMALL_ARMS, _C.MORTAR, _C.GRENADE, _C.ARTILLERY_SHELL),
    EventType.ARSON: (_C.INCENDIARY,),
}
_IMPLIED: dict[EventType, WeaponClass] = {
    EventType.ROCKET_ATTACK: _C.ROCKET,
    EventType.MISSILE_ATTACK: _C.MISSILE,
    EventType.DRONE_ATTACK: _C.DRONE,
    EventType.AIRSTRIKE: _C.AERIAL_BOMB,
    EventType.SHELLING: _C.ARTILLERY_SHELL,
    EventType.SUICIDE_BOMBING: _C.SUICIDE_VEST,
    EventType.GRENADE_ATTACK: _C.GRENADE,
    EventType.SHOOTING: _C.SMALL_ARMS,
    EventType.ARMED_CLASH: _C.SMALL_ARMS,
}
_RANK_WEIGHT = {0: 3.0, 1: 2.0, 2: 0.7, 3: 0.7}
SECOND_SHARE = (
    0.6  # another class stands beside the first when it has this share of its weight in the event's own clauses
)


def fill(draft: Draft, reading: Reading) -> tuple[Weapon, ...]:
    """One weapon for each class and calibre that the event was carried out with."""
    told = [
        (r, m)
        for r, m in draft.mentions(reading, MentionLabel.WEAPON)
        if isinstance(m.value, WeaponValue) and _in_scope(draft, reading, r, m)
    ]
    classes = _classes(draft, reading, told)
    weapons: list[Weapon] = []
    for kind in classes:
        weapons += _weapons(draft, reading, kind, [m for _, m in told if _value(m).weapon_class is kind])
    return tuple(weapons) or _implied(draft)


def _value(mention: Mention) -> WeaponValue:
    value = mention.value
    if not isinstance(value, WeaponValue):
        raise TypeError(f"mention {mention.text!r} is no weapon")
    return value


def _in_scope(draft: Draft, reading: Reading, rank: int, mention: Mention) -> bool:
    if reading.sentence_at(mention.head).zone is Zone.FURNITURE:
        return False
    return rank < 2 or draft.salience is Salience.MAIN


def _classes(draft: Draft, reading: Reading, told: Sequence[tuple[int, Mention]]) -> list[WeaponClass]:
    """The classes with most weight among those that fit the event's type; one, unless two are told together."""
    fitting = _FITTING.get(draft.event_type)
    votes: dict[WeaponClass, float] = {}
    for rank, mention in told:
        kind = _value(mention).weapon_class
        if kind is None or (fitting is not None and kind not in fitting):
            continue
        zone = reading.sentence_at(mention.head).zone
        weight = _RANK_WEIGHT.get(rank, 0.5) + (0.5 if zone in (Zone.TITLE, Zone.LEAD) else 0.0)
        named = 1.5 if _value(mention).designation or _value(mention).calibre_mm else 1.0
        votes[kind] = votes.get(kind, 0.0) + weight * named * (0.5 if _value(mention).implied else 1.0)
    if not votes:
        return []
    best = max(votes, key=lambda k: (votes[k], -_order(fitting, k)))
    specific = _specific(draft.event_type, best, votes)
    return [specific]


def _order(fitting: Sequence[WeaponClass] | None, kind: WeaponClass) -> int:
    return fitting.index(kind) if fitting and kind in fitting else 99


def _specific(kind: EventType, best: WeaponClass, votes: dict[WeaponClass, float]) -> WeaponClass:
    """ "a bomb" that was "placed in a car" is a vehicle bomb; the type outranks a loose "missile" for a rocket"""
    if best is _C.BOMB and (
        special := next((c for c in (_C.VEHICLE_BOMB, _C.SUICIDE_VEST, _C.MINE) if c in votes), None)
    ):
        return special
    implied = _IMPLIED.get(kind)
    if implied in (_C.ROCKET, _C.MISSILE) and best in (_C.ROCKET, _C.MISSILE) and implied in votes:
        return implied
    return best


def _weapons(draft: Draft, reading: Reading, kind: WeaponClass, mentions: Sequence[Mention]) -> list[Weapon]:
    """A row for each calibre, else each designation, else one for the class."""
    salvo = salvo_of(draft, reading, mentions, outcome_mentions(draft, reading))
    ranked = sorted(mentions, key=lambda m: (draft.rank.get(m.head, 9), m.first))
    calibres = list(dict.fromkeys(_value(m).calibre_mm for m in ranked if _value(m).calibre_mm))
    names = list(dict.fromkeys(d for m in ranked if (d := _value(m).designation)))
    plain = next((m for m in ranked if not _value(m).modifier and not _value(m).implied), ranked[0])
    first = next(
        (m for m in ranked if _value(m).designation == (names[0] if names else None) and _value(m).calibre_mm), None
    )
    lead = (
        first
        or next((m for m in ranked if _value(m).designation), None)
        or next((m for m in ranked if _value(m).calibre_mm), None)
        or plain
    )
    value = _value(lead)
    munitions = reading.resolvers.munitions
    calibre = value.calibre_mm or (calibres[0] if calibres else None)
    source = next((m for m in ranked if _value(m).calibre_mm == calibre), lead)
    designation = value.designation or family_name(_value(source), munitions)
    spans = tuple(sorted({lead.span, source.span}))
    rows = [
        Weapon(
            kind,
            lead.text,
            designation,
            _number(calibre),
            salvo.fired,
            salvo.landed,
            salvo.intercepted,
            salvo.failed,
            lead.text,
            spans,
            lead.rule,
        )
    ]
    for other in ranked:
        theirs = _value(other)
        if (
            (
                (theirs.designation and theirs.designation not in names[:1])
                or (theirs.calibre_mm and theirs.calibre_mm != calibre)
            )
            and draft.rank.get(other.head, 9) < 2
            and not any(r.name == other.text for r in rows)
        ):
            rows.append(
                Weapon(
                    kind,
                    other.text,
                    family_name(theirs, munitions),
                    _number(theirs.calibre_mm),
                    None,
                    None,
                    None,
                    None,
                    other.text,
                    (other.span,),
                    other.rule,
                )
            )
    return rows


def _number(calibre: float | None) -> int | float | None:
    return int(calibre) if calibre is not None and calibre == int(calibre) else calibre


def _implied(draft: Draft) -> tuple[Weapon, ...]:
    """The class that the type of attack says by itself, quoted by its trigger."""
    kind = _IMPLIED.get(draft.event_type)
    if kind is None:
        return ()
    trigger = draft.frames[0].trigger
    return (
        Weapon(
            kind, trigger.text, None, None, None, None, None, None, trigger.text, (trigger.span,), "weapons.implied"
        ),
    )
