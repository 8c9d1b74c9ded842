"""PLACE and FACILITY: names that the gazetteer knows, or that the text and the model tell to be places.

Lookup does not wait for the model: every name of the gazetteer is a candidate, by whole tokens, and evidence decides
(`extractors.places.names`). The names of an article are resolved together. A name that no entry bears keeps its words
and says why (`PlaceValue.unresolved`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extractors.attributes.actor import ActorValue
from extractors.mention import Mention
from extractors.places.anaphors import anaphors
from extractors.places.capitals import capital_of, capitals
from extractors.places.hosts import FINE, is_force, is_generic, lonely, told_country
from extractors.places.names import Evidence, Judge
from extractors.places.ships import of_ships
from extractors.places.surroundings import Surroundings, surroundings
from extractors.places.toponyms import FACILITIES, Spot, Words, spots, terms, words_of
from extractors.places.unknown import unknown_places
from extractors.places.values import PlaceValue, norm_of, value_of
from extractors.reading import Reading, Zone, reading_of
from extractors.resolve import PlaceQuery, ResolvedPlace
from models.vocabulary import MentionLabel

AFTER = ("actor", "date", "nationality", "person", "weapon")
FACILITY_KINDS = frozenset(
    {
        "base",
        "camp",
        "airport",
        "crossing",
        "oilfield",
        "gasfield",
        "refinery",
        "embassy",
        "port",
        "dam",
        "nuclear",
        "powerplant",
        "bridge",
        "hospital",
        "government",
        "industrial",
        "mall",
        "religious",
        "building",
    }
)
TOWN_KINDS = frozenset({"town", "city", "capital"})
LIKELY_COUNTRIES = 2  # of an article, in which a name by ear is looked for
BIG_VILLAGE = 50_000  # inhabitants from which nobody says "village"


Key = tuple[str, frozenset[str]]


def extract(doc: Doc) -> Iterator[Mention]:
    """All places of an article."""
    reading = reading_of(doc)
    words, places = words_of(reading), reading.resolvers.places
    named = of_ships(reading)
    found = [s for s in spots(words, places) if not _is_munition(reading, s) and s.first not in named]
    at, ends = {s.first: s for s in found}, {s.last: s for s in found}
    around = {s: surroundings(words, s, at, ends, places) for s in found}
    kept = _accepted(reading, found, around)
    resolved = _resolve(reading, kept, around)
    home = _dateline_division(reading, kept, around, resolved)
    outlet = reading.resolvers.places.home(reading.article.url)
    alone = _without_company(reading, kept, around, resolved, outlet)
    kept = [
        s for s in kept if s not in alone and not _elsewhere(words, around[s], resolved[_key(s, around[s])], home)
    ]
    told = [
        _mention(reading, spot, around[spot], place)
        for spot in kept
        if (place := resolved[_key(spot, around[spot])]) is not None
    ]
    told = _with_capitals(reading, words, at, ends, told)
    told += _unknown(reading, words, told)
    told.sort(key=lambda m: m.first)
    yield from told
    for first, last, antecedent in anaphors(reading, told):
        yield reading.mention(
            antecedent.label, first, last, "place.anaphor", norm=antecedent.norm, value=antecedent.value
        )


def _with_capitals(
    reading: Reading, words: Words, at: Mapping[int, Spot], ends: Mapping[int, Spot], told: list[Mention]
) -> list[Mention]:
    """The places with "the Somali capital", instead of what its words alone are; none beside the capital's name."""
    for spot in capitals(reading, words, at, ends):
        place = capital_of(reading, spot)
        near = any(m.first in (spot.last, spot.last + 1) and getattr(m.value, "place", None) == place for m in told)
        if place is None or near:
            continue
        told = [m for m in told if m.last <= spot.first or m.first >= spot.last]
        around = surroundings(words, spot, at, ends, reading.resolvers.places)
        told.append(_mention(reading, spot, replace(around, first=spot.first, last=spot.last), place))
    return sorted(told, key=lambda m: m.first)


def _accepted(reading: Reading, found: Sequence[Spot], around: Mapping[Spot, Surroundings]) -> list[Spot]:
    judge = Judge(reading)
    places = {name: reading.resolvers.places.candidates(name) for name in {s.name for s in found}}
    weights = {s: judge.weigh(s, around[s], places[s.name]) for s in found if places[s.name]}
    containers = {name.casefold() for s, w in weights.items() if w is Evidence.SURE for name in around[s].inside}
    sure = {s.name.casefold() for s, w in weights.items() if w is Evidence.SURE}
    return [
        s
        for s, w in weights.items()
        if w is Evidence.SURE or (w in (Evidence.WEAK, Evidence.NONE) and s.name.casefold() in sure | containers)
    ]


def _dateline_division(
    reading: Reading,
    kept: Sequence[Spot],
    around: Mapping[Spot, Surroundings],
    resolved: Mapping[Key, ResolvedPlace | None],
) -> str | None:
    """The first-order division that the town of the dateline or of the local force lies in."""
    forced: Counter[str] = Counter()
    for spot in kept:
        place = resolved[_key(spot, around[spot])]
        if place is None or not place.admin1:
            continue
        if reading.sentence_at(spot.first).zone is Zone.DATELINE:
            return place.admin1
        if place.precision == 1 and is_force(reading, spot.last):
            forced[place.admin1] += 1
    return forced.most_common(1)[0][0] if forced else None


def _is_munition(reading: Reading, spot: Spot) -> bool:
    """Whether a name is part of a word for a munition ("Grenade attack" in a title: there is such a town)."""
    inside = reading.overlapping(spot.first, spot.last, [MentionLabel.WEAPON])
    return any(m.first == spot.first and spot.last <= m.last for m in inside)


def _without_company(
    reading: Reading,
    kept: Sequence[Spot],
    around: Mapping[Spot, Surroundings],
    resolved: Mapping[Key, ResolvedPlace | None],
    outlet: ResolvedPlace | None,
) -> set[Spot]:
    """Names that are rather a street's, a quarter's or a person's than the far town's that the gazetteer has."""
    held = {_key(s, around[s])[0] for s in kept if around[s].inside}
    others = {key: place for key, place in resolved.items() if place is not None}
    distinct = {p.gazetteer_id: p for p in others.values()}.values()
    told = Counter(p.country for p in distinct if p.country)
    peoples = {str((m.norm or {}).get("country")) for m in reading.labelled(MentionLabel.NATIONALITY)}
    fine = [p for p in distinct if p.precision <= FINE]
    strange = set()
    for key, place in others.items():
        countries = peoples | {c for c, n in told.items() if n > (c == place.country)}
        if key[0] not in held and lonely(place, fine, outlet, countries):
            strange.add(key)
    strange |= {k for k, p in others.items() if is_generic(k[0]) and not told_country(p, distinct)}
    return {
        s
        for s in kept
        if _key(s, around[s]) in strange and reading.sentence_at(s.first).zone is not Zone.DATELINE
    }


def _elsewhere(words: Words, around: Surroundings, place: ResolvedPlace | None, home: str | None) -> bool:
    """Whether the text speaks of another place than the gazetteer has: a village, no city; a quarter of home."""
    if place is None or place.kind not in {*TOWN_KINDS, "capital"} or around.kind != "settlement":
        return False
    said = words.lower[around.last - 1]
    quarter = said in terms("part") and home is not None and place.admin1 != home
    small = {"village", "hamlet"}.intersection((said, *words.lower[max(0, around.first - 2):around.first + 1]))
    return quarter or (place.population > BIG_VILLAGE and bool(small))  # "X village", "the village of X"


def _key(spot: Spot, around: Surroundings) -> Key:
    return spot.name.casefold(), around.kinds


def _resolve(
    reading: Reading, kept: Sequence[Spot], around: Mapping[Spot, Surroundings]
) -> dict[Key, ResolvedPlace | None]:
    """One entry for each name (and type word) of the article."""
    inside: dict[Key, dict[str, None]] = defaultdict(dict)
    count: dict[Key, int] = defaultdict(int)
    names: dict[Key, str] = {}
    for spot in kept:
        key = _key(spot, around[spot])
        names.setdefault(key, spot.name)
        count[key] += 1
        inside[key].update(dict.fromkeys(around[spot].inside))
    for key in names:  # what the text puts around a name once holds for all its uses
        for other in names:
            if other[0] == key[0] and other is not key:
                inside[key].update(inside[other])
    told = {_key(s, a)[0]: a.lies_in for s, a in around.items() if a.lies_in}
    queries = [PlaceQuery(names[k], tuple(inside[k]), k[1], count[k], told.get(k[0])) for k in names]
    chosen = reading.resolvers.places.choose(queries, reading.article.url, _peoples(reading))
    return dict(zip(names, chosen, strict=True))


def _peoples(reading: Reading) -> Mapping[str, int]:
    """How often the article names the nationals, forces and groups of each country."""
    actors = (m.value.country for m in reading.labelled(MentionLabel.ACTOR) if isinstance(m.value, ActorValue))
    nationals = (str((m.norm or {}).get("country") or "") for m in reading.labelled(MentionLabel.NATIONALITY))
    return Counter(country for country in (*actors, *nationals) if country)


def _mention(reading: Reading, spot: Spot, around: Surroundings, place: ResolvedPlace) -> Mention:
    if place.kind == "country" and around.kind in {*FACILITIES, "settlement"}:
        owner = around.kind in FACILITIES  # "the U.S. base": whose it is, not where
        around = replace(around, first=spot.first, last=spot.last, kind=None, owner=owner)
    facility = around.kind in FACILITIES or place.kind in FACILITY_KINDS
    value = value_of(reading, spot, around, place)
    return reading.mention(
        MentionLabel.FACILITY if facility else MentionLabel.PLACE,
        around.first,
        around.last,
        "place.gazetteer",
        norm=norm_of(place, value.precision),
        value=value,
    )


def _unknown(reading: Reading, words: Words, told: Sequence[Mention]) -> Iterator[Mention]:
    """Places by the text's or the model's word: those that sound like an entry, and those that no entry bears."""
    taken = {i for m in told for i in range(m.first, m.last)}
    countries = Counter(p.country for m in told if (p := getattr(m.value, "place", None)) is not None and p.country)
    nearest = [country for country, _ in countries.most_common(LIKELY_COUNTRIES)]
    for found in unknown_places(reading, words, taken):
        label = MentionLabel.FACILITY if found.facility else MentionLabel.PLACE
        heard = not found.facility and found.kind != "street"
        place = reading.resolvers.places.alike(found.name, nearest) if heard else None
        value = PlaceValue(
            found.name if place is None else place.name,
            place,
            1 if place is None else place.precision,
            None if place is None else place.uncertainty_m,
            kind=found.kind,
            dateline=reading.sentence_at(found.first).zone is Zone.DATELINE,
            unresolved="no entry of the gazetteer bears this name" if place is None else None,
        )
        rule = "place.alike" if place else "place.typed" if found.kind else "place.entity"
        norm = None if place is None else norm_of(place, place.precision)
        yield reading.mention(label, found.first, found.last, rule, norm=norm, value=value)


