"""Whether two resolved places can be one: coordinates, divisions, precision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from extractors.mention import Mention
from extractors.places.values import PlaceValue

SAME_PLACE_KM = 30.0
EXACT = 3  # UCDP precision of a district, the coarsest that is no division
PROVINCE = 4  # precision of a first-order division
UNKNOWN = 7  # precision of a place whose norm gives none
REACH = 1.2  # radii of a division's circle that its corners lie within
MAX_DEGREES = 0.3  # of latitude: 33 km
PAIRS_KEPT = 50_000  # answers about two spots; the same towns come again and again


class Spot(NamedTuple):
    """What nearness is judged by; ``reach_km`` of a province is how far from its middle its places lie, else 0."""

    lat: float
    lon: float
    precision: int
    country: str
    admin1: str
    reach_km: float


def spot_of(place: Mention) -> Spot:
    """A resolved place as a spot."""
    norm, value = place.norm or {}, place.value
    precision = int(str(norm.get("precision") or UNKNOWN))
    wide = precision == PROVINCE and isinstance(value, PlaceValue)
    reach = REACH * (value.uncertainty_m or 0) / 1000 if wide and isinstance(value, PlaceValue) else 0.0
    lat, lon = float(str(norm["lat"])), float(str(norm["lon"]))
    return Spot(lat, lon, precision, str(norm.get("country") or ""), str(norm.get("admin1") or ""), reach)


def spots_of(places: Iterable[Mention]) -> tuple[Spot, ...]:
    """The spots of some places, each once, in their order."""
    return tuple(dict.fromkeys(map(spot_of, places)))


def apart(here: Collection[Spot], there: Collection[Spot]) -> bool:
    """Whether no spot of the one side lies in or near one of the other."""
    return not any(one == other or near(one, other) for one in here for other in there)


@lru_cache(maxsize=PAIRS_KEPT)
def near(a: Spot, b: Spot) -> bool:
    """Whether one of two spots holds the other or lies within `SAME_PLACE_KM` of it."""
    coarse = max(a.precision, b.precision)
    if a.country and a.country == b.country and (coarse >= 5 or (coarse >= EXACT and a.admin1 == b.admin1)):
        return True
    if abs(a.lat - b.lat) <= MAX_DEGREES and _kilometres(a, b) <= SAME_PLACE_KM:
        return True
    return _holds(a, b) or _holds(b, a)


def _holds(area: Spot, place: Spot) -> bool:
    """Whether a province's circle holds a place of its country that has another division: Sevastopol in Crimea."""
    same = area.reach_km > 0 and bool(area.country) and area.country == place.country
    return same and _kilometres(area, place) <= area.reach_km


def _kilometres(a: Spot, b: Spot) -> float:
    lat1, lon1, lat2, lon2 = map(radians, (a.lat, a.lon, b.lat, b.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, h)))


def exact(spot: Spot) -> bool:
    """Whether a place is a site, a town or a district and nothing larger (UCDP precision 1 to 3)."""
    return spot.precision <= EXACT


def local(spot: Spot) -> bool:
    """Whether a place is no larger than a first-order division."""
    return spot.precision <= PROVINCE


def groups(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Spots by mutual nearness, each once, in text order; one joins the first group that it is near to."""
    found: list[list[Spot]] = []
    for spot in spots:
        home = next((group for group in found if not apart((spot,), group)), None)
        if home is None:
            found.append([spot])
        elif spot not in home:
            home.append(spot)
    return found
