"""Whether two resolved places can be one, from their norms: coordinates, divisions, precision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import asin, cos, radians, sin, sqrt

from extractors.mention import Mention
from extractors.placevalues import PlaceValue

SAME_PLACE_KM = 30.0
PROVINCE = 4  # precision of a first-order division
REACH = 1.2  # radii of a division's circle that its corners lie within
MAX_DEGREES = 0.3  # of latitude: 33 km


def apart(here: Sequence[Mention], there: Sequence[Mention]) -> bool:
    """Whether no place of the one list lies in or near one of the other."""
    first, second = ({_key(m): m for m in side} for side in (here, there))
    return not any(a == b or _near(first[a], second[b]) for a in first for b in second)


def _near(one: Mention, other: Mention) -> bool:
    return near(one.norm or {}, other.norm or {}) or _holds(one, other) or _holds(other, one)


def _holds(area: Mention, place: Mention) -> bool:
    """Whether a province's circle holds a place of its country that has another division: Sevastopol in Crimea."""
    norm, inside = area.norm or {}, place.norm or {}
    if not isinstance(area.value, PlaceValue) or not area.value.uncertainty_m or norm.get("precision") != PROVINCE:
        return False
    same = bool(norm.get("country")) and norm.get("country") == inside.get("country")
    return same and _kilometres(norm, inside) <= REACH * area.value.uncertainty_m / 1000


def _key(place: Mention) -> tuple[object, ...]:
    """What nearness is judged by."""
    norm = place.norm or {}
    return tuple(norm.get(k) for k in ("lat", "lon", "precision", "country", "admin1"))


def unlike(places: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """The places that none of the others equals in what nearness is judged by."""
    known = {_key(m) for m in others}
    return [m for m in places if _key(m) not in known]


def near(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    """Whether one of two places holds the other or lies within `SAME_PLACE_KM` of it."""
    coarse = max(int(str(a.get("precision") or 1)), int(str(b.get("precision") or 1)))
    same_country = bool(a.get("country")) and a.get("country") == b.get("country")
    if same_country and (coarse >= 5 or (coarse >= 3 and a.get("admin1") == b.get("admin1"))):
        return True
    if abs(float(str(a["lat"])) - float(str(b["lat"]))) > MAX_DEGREES:
        return False
    return _kilometres(a, b) <= SAME_PLACE_KM


def _kilometres(a: Mapping[str, object], b: Mapping[str, object]) -> float:
    lat1, lon1, lat2, lon2 = (radians(float(str(m[k]))) for m in (a, b) for k in ("lat", "lon"))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, h)))


def exact(place: Mention) -> bool:
    """Whether a place is a site, a town or a district and nothing larger (UCDP precision 1 to 3)."""
    return int(str((place.norm or {}).get("precision") or 7)) <= 3


def local(place: Mention) -> bool:
    """Whether a place is no larger than a first-order division."""
    return int(str((place.norm or {}).get("precision") or 7)) <= 4


def groups(places: Sequence[Mention]) -> list[list[Mention]]:
    """Places by mutual nearness, in text order; a place joins the first group that it is near to."""
    found: list[tuple[list[Mention], list[Mention]]] = []  # all of a group, and those of them that differ
    for place in places:
        home = next((g for g in found if not apart([place], g[1])), None)
        if home is None:
            found.append(([place], [place]))
        else:
            home[0].append(place)
            home[1].extend(unlike([place], home[1]))
    return [group for group, _ in found]
