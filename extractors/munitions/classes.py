"""Which class a munition is of: what its designation, its word and its calibre say together."""

from __future__ import annotations

from extractors.munitions.parts import Part
from extractors.resolve import Munitions
from models.vocabulary import WeaponClass

GUN_MM = 57  # guns from this calibre on are artillery ; autocannon end below
_C = WeaponClass
_LOOSE = frozenset({_C.ROCKET, _C.MISSILE, _C.BOMB})  # words that the press uses of other classes too
_MORTARS = frozenset({_C.ARTILLERY_SHELL, _C.BOMB, _C.AERIAL_BOMB, _C.MINE})  # words for what a mortar fires


def class_of(named: Part | None, spoken: Part | None, mm: float | None, munitions: Munitions) -> WeaponClass | None:
    """The designation's own class outranks a loose word ("Smerch missiles" are rockets), not a real one."""
    if named is None or named.munition is None:
        return _by_calibre(spoken.weapon_class if spoken else None, mm, munitions)
    return named.weapon_class if spoken is None or spoken.weapon_class in _LOOSE else spoken.weapon_class


def _by_calibre(kind: WeaponClass | None, mm: float | None, munitions: Munitions) -> WeaponClass | None:
    """ "a 130 mm cannon" is artillery; "82 mm bombs", "shells of 60 mm" are a mortar's, as no gun or mine has these"""
    if kind is None or mm is None:
        return kind
    if kind is _C.SMALL_ARMS and mm >= GUN_MM:
        return _C.ARTILLERY_SHELL
    foreign = kind in _MORTARS and munitions.family(str(kind), mm) is None
    return _C.MORTAR if foreign and munitions.family(str(_C.MORTAR), mm) is not None else kind
