"""Events at sea: a ship struck "off Hodeidah" or "60 nautical miles west of" a port was in no country."""

from __future__ import annotations

from dataclasses import replace

from extractors.attributes.target import TargetValue
from extractors.draft import Draft
from extractors.places.values import PlaceValue
from extractors.reading import Reading
from extractors.resolve import ResolvedPlace
from models.event import Place
from models.vocabulary import MentionLabel, TargetClass

OPEN_SEA = "XS"
SEA_PRECISION = 7
_AWAY = frozenset({"distance", "side", "offshore"})
_LAND = frozenset({"sea", "gulf", "strait", "region", "continent"})  # what needs no moving, or has no coast


def moved_to_sea(place: Place, value: PlaceValue, draft: Draft, reading: Reading) -> Place:
    """The place with the sea's country where its relation to a port or coast puts the event on the water."""
    near = value.place
    if near is None or near.kind in _LAND or not _is_afloat(value, draft, reading):
        return place
    sea = reading.resolvers.places.sea_near(near.lat, near.lon)
    if sea is None:
        return place
    return replace(
        place,
        name=f"{sea.name}, off {near.name}",
        country=OPEN_SEA,
        admin1=None,
        gazetteer_id=sea.gazetteer_id,
        precision=SEA_PRECISION,
        uncertainty_m=_radius(near, sea, value),
    )


def _is_afloat(value: PlaceValue, draft: Draft, reading: Reading) -> bool:
    relation = (value.relation or "").casefold()
    if value.relation_code not in _AWAY:
        return False
    if value.relation_code == "offshore" or relation.endswith(" off") or "nautical" in relation or " nm" in relation:
        return True
    return any(_is_ship(reading, frame.patient) for frame in draft.frames if frame.patient is not None)


def _is_ship(reading: Reading, span: tuple[int, int]) -> bool:
    found = reading.overlapping(*span, [MentionLabel.CUE])
    return any(isinstance(m.value, TargetValue) and m.value.target_class is TargetClass.SHIP for m in found)


def _radius(near: ResolvedPlace, sea: ResolvedPlace, value: PlaceValue) -> int:
    """That of the relation where the port is a point, else that of the sea."""
    if near.precision > 1 or value.uncertainty_m is None:
        return sea.uncertainty_m
    return value.uncertainty_m
