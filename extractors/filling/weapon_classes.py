"""The class of munition that an event was carried out with: that which fits its type and is told most."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.attributes.weapon import WeaponValue
from extractors.draft import Draft
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from models.vocabulary import EventType, WeaponClass

_C = WeaponClass
FITTING: dict[EventType, tuple[WeaponClass, ...]] = {
    EventType.ROCKET_ATTACK: (_C.ROCKET, _C.MISSILE, _C.GRENADE),
    EventType.MISSILE_ATTACK: (_C.MISSILE, _C.ROCKET),
    EventType.DRONE_ATTACK: (_C.DRONE,),
    EventType.AIRSTRIKE: (_C.AERIAL_BOMB, _C.MISSILE, _C.BOMB),
    EventType.SHELLING: (_C.ARTILLERY_SHELL, _C.MORTAR, _C.ROCKET, _C.MISSILE),
    EventType.BOMBING: (_C.BOMB, _C.VEHICLE_BOMB, _C.MINE, _C.GRENADE, _C.MORTAR),
    EventType.SUICIDE_BOMBING: (_C.SUICIDE_VEST, _C.VEHICLE_BOMB, _C.BOMB),
    EventType.GRENADE_ATTACK: (_C.GRENADE,),
    EventType.SHOOTING: (_C.SMALL_ARMS,),
    EventType.ARMED_CLASH: (_C.SMALL_ARMS, _C.MORTAR, _C.GRENADE, _C.ARTILLERY_SHELL),
    EventType.ARSON: (_C.INCENDIARY,),
}
_OF_DRONES = (_C.DRONE, _C.MISSILE, _C.AERIAL_BOMB, _C.GRENADE)  # where the drones are what sent others off
IMPLIED: dict[EventType, WeaponClass] = {
    EventType.ROCKET_ATTACK: _C.ROCKET,
    EventType.MISSILE_ATTACK: _C.MISSILE,
    EventType.DRONE_ATTACK: _C.DRONE,
    EventType.AIRSTRIKE: _C.AERIAL_BOMB,
    EventType.SHELLING: _C.ARTILLERY_SHELL,
    EventType.SUICIDE_BOMBING: _C.SUICIDE_VEST,
    EventType.GRENADE_ATTACK: _C.GRENADE,
}
_LOOSE = frozenset({_C.ROCKET, _C.MISSILE})  # the press writes "missile" for a rocket and the reverse
_RANK_WEIGHT = {0: 3.0, 1: 2.0, 2: 0.7, 3: 0.7}
NEAR = 2  # ranks below this are the event's own sentences


def weapon_value(mention: Mention) -> WeaponValue:
    """What a WEAPON mention tells."""
    value = mention.value
    if not isinstance(value, WeaponValue):
        raise TypeError(f"mention {mention.text!r} is no weapon")
    return value


def classes_of(draft: Draft, reading: Reading, told: Sequence[tuple[int, Mention]]) -> list[WeaponClass]:
    """The class with most weight among those that fit the event's type; words of the act only where none is told."""
    fitting = FITTING.get(draft.event_type)
    values = [weapon_value(m) for _, m in told]
    if draft.event_type is EventType.AIRSTRIKE and fitting and _is_by_rockets(draft, reading, told):
        fitting = (*fitting, _C.ROCKET)
    if fitting == (_C.DRONE,) and not any(v.weapon_class is _C.DRONE and not v.modifier for v in values):
        fitting = _OF_DRONES
    fit = [
        (r, m) for r, m in told
        if (k := weapon_value(m).weapon_class) is not None and (fitting is None or k in fitting)
    ]  # fmt: skip
    spoken = [(r, m) for r, m in fit if not weapon_value(m).implied and (r < NEAR or draft.alone)]
    votes: dict[WeaponClass, float] = {}
    for rank, mention in spoken or fit:
        value = weapon_value(mention)
        zone = reading.sentence_at(mention.head).zone
        weight = _RANK_WEIGHT.get(rank, 0.5) + (0.5 if zone in (Zone.TITLE, Zone.LEAD) else 0.0)
        named = 1.5 if value.designation or value.calibre_mm else 1.0
        if value.weapon_class is not None and not (value.implied and value.weapon_class is _C.SMALL_ARMS):
            votes[value.weapon_class] = votes.get(value.weapon_class, 0.0) + weight * named
    if not votes:
        return []
    best = max(votes, key=lambda k: (votes[k], -_order(fitting, k)))
    return [_specific(draft, best, votes, [m for _, m in spoken])]


def _is_by_rockets(draft: Draft, reading: Reading, told: Sequence[tuple[int, Mention]]) -> bool:
    """ "jets fired S-5 rockets at a camp", "an air strike with rockets": rockets are what an airstrike was done with"""
    acts = {f.token for f in draft.frames}
    arms = (reading.doc[m.head] for _, m in told if weapon_value(m).weapon_class is _C.ROCKET)
    return any(t.head.i in acts or (t.dep_ == "pobj" and t.head.head.i in acts) for t in arms)


def _order(fitting: Sequence[WeaponClass] | None, kind: WeaponClass) -> int:
    return fitting.index(kind) if fitting and kind in fitting else 99


def _specific(
    draft: Draft, best: WeaponClass, votes: dict[WeaponClass, float], spoken: Sequence[Mention]
) -> WeaponClass:
    """ "a bomb" that was "placed in a car" is a vehicle bomb; a named rocket outranks a loose "missile" """
    if best is _C.BOMB:
        return next((c for c in (_C.VEHICLE_BOMB, _C.SUICIDE_VEST, _C.MINE) if c in votes), best)
    if best not in _LOOSE:
        return best
    named = {weapon_value(m).weapon_class for m in spoken if weapon_value(m).designation} & _LOOSE
    if len(named) == 1:
        return named.pop() or best
    implied = IMPLIED.get(draft.event_type)
    return implied if implied in _LOOSE and implied in votes else best
