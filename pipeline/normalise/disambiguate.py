"""Choose one place for each of a document's names, all together.

Each candidate starts from how known it is; then the names vote for each other: a shared country, a shared
first-order division, nearness, and what the text itself puts around a name. Weights were set on LGL (see
`docs/accuracy/places.md`); move them together or not at all.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from extractors.resolve import ResolvedPlace
from pipeline.normalise.gazetteer_towns import ALTERNATE, PRIMARY
from pipeline.normalise.spelling import fold

W_ALTERNATE, W_CITY_ALTERNATE, W_ALIAS = -1.8, -1.0, -0.2
W_CONTAINED, W_NOT_CONTAINED = 8.0, -3.0
W_COUNTRY, W_DIVISION, W_NEAR = 2.5, 3.0, 2.5
W_HOME_COUNTRY, W_HOME_DIVISION, W_HOME_NEAR = 1.0, 1.5, 2.5
W_PEOPLE, MOST_SAID = 1.0, 3  # of a people that is named, and how often at most; a place weighs 1
NEAR_KM = 60.0
SHARPNESS = 1.2
ROUNDS = 3
PRIOR = {
    "country": 8.2,
    "admin1": 6.0,
    "sea": 7.0,
    "gulf": 7.0,
    "strait": 7.0,
    "continent": 8.0,
    "region": 6.4,
    "district": 3.6,
    "airport": 3.5,
    "embassy": 6.0,
}
SPELLING = 0.8  # share of letters that two spellings of one name have in common
CAPITAL = 1.0
CITY = 100_000  # inhabitants from which another name of a town counts almost as its own
W_SEAT = -2.0  # a division beside the town that it is named after: the bare name is the town
SHORT_PRIOR = 5.2  # a curated short name of an airport ("Heathrow"): about the weight of a town of 150,000
SITE_PRIOR = 6.2  # a curated row: about the weight of a city of half a million


@dataclass(slots=True)
class Choice:
    """One name with its candidates, their scores and the current belief in each."""

    places: Sequence[ResolvedPlace]
    base: list[float]
    weight: float
    belief: list[float] = field(default_factory=list)

    def update(self, scores: Sequence[float]) -> None:
        """Turn scores into a distribution."""
        top = max(scores)
        raw = [math.exp(SHARPNESS * (s - top)) for s in scores]
        total = sum(raw)
        self.belief = [r / total for r in raw]

    def best(self) -> int:
        """Index of the candidate that is believed most."""
        return max(range(len(self.belief)), key=lambda i: (self.belief[i], -i))


def distance_km(a: ResolvedPlace, b: ResolvedPlace) -> float:
    """Equirectangular distance; good to a few per cent below 1000 km."""
    dx = (a.lon - b.lon + 180) % 360 - 180
    dy = a.lat - b.lat
    return 111.2 * math.hypot(dy, dx * math.cos(math.radians((a.lat + b.lat) / 2)))


def prior(place: ResolvedPlace, weight: int, name: str) -> float:
    """How likely a bare name means this place: about the decimal logarithm of its inhabitants.

    Another spelling of its own name ("Sloviansk" of Slovyansk) counts more than a name that it once had.
    """
    people = math.log10(place.population + 10)
    if place.gazetteer_id.startswith("geonames:"):
        score = PRIOR.get(place.kind, people + (CAPITAL if place.kind == "capital" else 0.0))
        score = score + 0.5 * (people - 6.5) if place.kind in ("admin1", "country") else score
    elif place.kind == "airport" and "air" not in name.casefold():
        score = SHORT_PRIOR
    else:
        score = PRIOR.get(place.kind, SITE_PRIOR)
    alternate = W_CITY_ALTERNATE if place.population >= CITY else W_ALTERNATE
    if weight == ALTERNATE:
        return score + (W_ALIAS if is_spelling(fold(name), fold(place.name)) else alternate)
    return score + (0.0 if weight == PRIMARY else W_ALIAS)


@lru_cache(maxsize=20_000)
def is_spelling(name: str, own: str) -> bool:
    """Whether a name is another's with a letter or two written otherwise."""
    return SequenceMatcher(None, name, own, autojunk=False).ratio() >= SPELLING


def contains(outer: ResolvedPlace, inner: ResolvedPlace) -> bool:
    """Whether one place can lie in the other, as far as the gazetteer tells."""
    if outer.gazetteer_id == inner.gazetteer_id:
        return False
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    if outer.kind == "admin1":
        same = (outer.country, outer.admin1) == (inner.country, inner.admin1)
        return same and inner.kind not in ("admin1", "country")
    if inner.kind in ("country", "admin1", "continent"):
        return False
    return distance_km(outer, inner) <= max(30.0, 2.0 * outer.uncertainty_m / 1000)


def settle(choices: Sequence[Choice], home: ResolvedPlace | None, peoples: Mapping[str, int]) -> None:
    """Let the names of a document vote for each other, in place; its peoples, forces and groups vote for countries."""
    said = {country: W_PEOPLE * min(count, MOST_SAID) for country, count in peoples.items()}
    for choice in choices:
        choice.base = [b + _at_home(p, home) for b, p in zip(choice.base, choice.places, strict=True)]
        choice.update(choice.base)
    for _ in range(ROUNDS):
        countries, divisions = _votes(choices, said)
        anchors = _anchors(choices)
        scored = [_scores(choice, countries, divisions, [a for a in anchors if a[0] != index])
                  for index, choice in enumerate(choices)]
        for choice, scores in zip(choices, scored, strict=True):
            choice.update(scores)


def _at_home(place: ResolvedPlace, home: ResolvedPlace | None) -> float:
    if home is None or place.country != home.country or place.kind == "country":
        return 0.0
    if home.kind == "country":
        return W_HOME_COUNTRY
    gain = W_HOME_COUNTRY + (W_HOME_DIVISION if place.admin1 == home.admin1 else 0.0)
    return gain + W_HOME_NEAR * math.exp(-distance_km(place, home) / NEAR_KM)


Votes = Mapping[object, float]


def _votes(choices: Sequence[Choice], said: Mapping[str, float]) -> tuple[Votes, Votes]:
    countries: defaultdict[object, float] = defaultdict(float)
    countries.update(said)
    divisions: dict[object, float] = defaultdict(float)
    for choice in choices:
        for place, belief in zip(choice.places, choice.belief, strict=True):
            countries[place.country] += belief * choice.weight
            if place.admin1:
                divisions[place.country, place.admin1] += belief * choice.weight
    return countries, divisions


def _anchors(choices: Sequence[Choice]) -> list[tuple[int, float, ResolvedPlace]]:
    """The surest towns and sites: (index of the name, belief, place)."""
    found = []
    for index, choice in enumerate(choices):
        best = choice.best()
        if choice.places[best].precision <= 3 and choice.belief[best] > 0.3:
            found.append((index, choice.belief[best], choice.places[best]))
    return sorted(found, key=lambda a: -a[1])[:12]


def _scores(choice: Choice, countries: Votes, divisions: Votes,
            anchors: Sequence[tuple[int, float, ResolvedPlace]]) -> list[float]:
    own_country: dict[object, float] = defaultdict(float)
    own_division: dict[object, float] = defaultdict(float)
    for place, belief in zip(choice.places, choice.belief, strict=True):
        own_country[place.country] += belief * choice.weight
        own_division[place.country, place.admin1] += belief * choice.weight
    others = sum(countries.values()) - choice.weight + 0.5
    result = []
    for place, base in zip(choice.places, choice.base, strict=True):
        score = base
        if place.kind != "country":
            score += W_COUNTRY * (countries[place.country] - own_country[place.country]) / others
        if place.admin1:
            key = (place.country, place.admin1)
            score += W_DIVISION * (divisions[key] - own_division[key]) / others
        if place.precision <= 3:
            score += W_NEAR * _nearness(place, anchors)
        result.append(score)
    gains = [s - b for s, b in zip(result, choice.base, strict=True)]
    return [base + max(_inside(place, choice.places, gains)) if place.kind == "country" else score
            for place, base, score in zip(choice.places, choice.base, result, strict=True)]


def _inside(country: ResolvedPlace, places: Sequence[ResolvedPlace], gains: Sequence[float]) -> Iterator[float]:
    """What speaks for a country: as much as for its town of the same name, for towns nearby lie in both ("Mexico")."""
    yield 0.0
    yield from (gain for place, gain in zip(places, gains, strict=True) if place.country == country.country)


def _nearness(place: ResolvedPlace, anchors: Sequence[tuple[int, float, ResolvedPlace]]) -> float:
    best = 0.0
    for _, belief, other in anchors:
        if abs(place.lat - other.lat) < 2.0 and abs(place.lon - other.lon) < 6.0:
            best = max(best, belief * math.exp(-distance_km(place, other) / NEAR_KM))
    return best
