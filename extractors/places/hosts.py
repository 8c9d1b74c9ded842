"""The town that a local report is about: streets, buildings and quarters that it names lie there.

A town counts when a force bears its name ("Denton police") or the dateline does; the small English-named
towns of the gazetteer, which share their names with streets and people, count only with company.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from math import cos, hypot, radians

from extractors.columns import tokens
from extractors.mention import Mention
from extractors.places.toponyms import terms, type_word
from extractors.reading import Reading
from extractors.resolve import ResolvedPlace

TOWNS = frozenset({"town", "city", "capital"})
COMPANY_KM = 150.0  # a small town's name is believed where the text names something else this near
FINE = 4  # precision of a first-order division
QUARTER_RADII = 1.5  # times its own radius a town's quarters reach
LARGE = 100_000  # inhabitants
MANY_TIMES = 5  # as many inhabitants has a town whose quarter bears a town's entry of its own


@dataclass(frozen=True, slots=True)
class Host:
    """The town and whether a local force bears its name or it is the outlet's; a dateline alone is weaker."""

    place: ResolvedPlace
    forced: bool


def host_of(reading: Reading, places: Sequence[tuple[Mention, ResolvedPlace, bool]]) -> Host | None:
    """The host among an article's (mention, place, dateline) in text order."""
    if "host" not in reading.doc.user_data:
        reading.doc.user_data["host"] = _host(reading, [p for p in places if p[1].kind in TOWNS])
    found: Host | None = reading.doc.user_data["host"]
    return found


def _host(reading: Reading, towns: Sequence[tuple[Mention, ResolvedPlace, bool]]) -> Host | None:
    count = Counter(place.gazetteer_id for _, place, _ in towns)
    forces = [place for mention, place, _ in towns if is_force(reading, mention.last)]
    if forces:
        best = max(forces, key=lambda p: count[p.gazetteer_id])
        return Host(best, True)
    dated = next((place for _, place, dateline in towns if dateline and place.kind != "capital"), None)
    return Host(dated, False) if dated is not None else None


def is_force(reading: Reading, last: int) -> bool:
    """Whether a name that ends before a token is part of a local force's name ("Denton police")."""
    return any(t.lower_ in terms("force") for t in tokens(reading.doc)[last : last + 2])


def is_quarter(place: ResolvedPlace, town: ResolvedPlace) -> bool:
    """Whether a place of its own entry is a quarter of a far larger town."""
    if place.gazetteer_id == town.gazetteer_id or place.kind not in TOWNS or place.country != town.country:
        return False
    larger = town.population >= max(LARGE, MANY_TIMES * place.population)
    return larger and kilometres(place, town) <= QUARTER_RADII * town.uncertainty_m / 1000


def kilometres(a: ResolvedPlace, b: ResolvedPlace) -> float:
    """Equirectangular distance."""
    east = ((a.lon - b.lon + 180) % 360 - 180) * cos(radians((a.lat + b.lat) / 2))
    return 111.2 * hypot(a.lat - b.lat, east)


def lonely(
    place: ResolvedPlace, fine: Sequence[ResolvedPlace], home: ResolvedPlace | None, countries: Set[str]
) -> bool:
    """Whether a small town has no company among an article's other places, so that another of its name is meant.

    English names repeat: there company is the same division or nearness, elsewhere one of the told countries.
    ``fine`` are the article's places up to divisions, the place itself too.
    """
    if place.kind not in TOWNS or place.population >= LARGE or place.gazetteer_id.startswith("site:"):
        return False
    if (place.country or "").casefold() not in terms("repeating") and place.country in countries:
        return False
    if home is not None and home.precision <= FINE and _near(place, home):
        return False
    others = [p for p in fine if p.gazetteer_id != place.gazetteer_id]
    return bool(others) and not any(_near(place, other) for other in others)


def is_generic(name: str) -> bool:
    """Whether a name only says a part of some country ("Central Region"), so that the country must be told."""
    words = name.casefold().split()
    return len(words) > 1 and words[0] in terms("direction") and type_word(words[1:])[0] == len(words) - 1


def told_country(place: ResolvedPlace, others: Iterable[ResolvedPlace]) -> bool:
    """Whether an article names another place of a place's country."""
    return any(p.country == place.country and p.gazetteer_id != place.gazetteer_id for p in others)


def _near(place: ResolvedPlace, other: ResolvedPlace) -> bool:
    same = (place.country, place.admin1) == (other.country, other.admin1)
    return same or kilometres(place, other) <= COMPANY_KM

