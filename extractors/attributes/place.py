"""PLACE and FACILITY: names that the gazetteer knows, or that the text and the model tell to be places.

Lookup does not wait for the model: every name of the gazetteer is a candidate, by whole tokens, and evidence decides
(`extractors.placenames`). The names of an article are resolved together. A name that no entry bears keeps its words
and says why (`PlaceValue.unresolved`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extractors.anaphors import anaphors
from extractors.hosts import lonely
from extractors.mention import Mention
from extractors.placenames import Evidence, Judge
from extractors.reading import Reading, Sentence, Zone, reading_of
from extractors.resolve import PlaceQuery, ResolvedPlace
from extractors.surroundings import Surroundings, surroundings
from extractors.toponyms import FACILITIES, Spot, Words, spots, terms, words_of
from extractors.unknown_places import unknown_places
from models.event import Norm
from models.vocabulary import MentionLabel

AFTER = ("actor", "person")
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
BIG_VILLAGE = 50_000  # inhabitants from which nobody says "village"
DASHES = frozenset({"-", "--", "–", "—", ":"})
BARS = frozenset({"|", "«", "»", "::"})
DATELINE_REACH = 14  # tokens from a dateline's start to its dash
SHORTEST_TOWN = 3
COUNTRYSIDE_M = 25_000
FALLBACK_M = 15_000  # a facility of a town that the gazetteer lacks lies this near to it


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place as told. ``place`` is the gazetteer's entry, null with ``unresolved`` saying why.

    ``precision`` and ``uncertainty_m`` include the relation ("20 km west of"); ``in_name`` tells that the words
    are part of an organisation's name, ``dateline`` that they only say where the report was written.
    """

    name: str
    place: ResolvedPlace | None
    precision: int
    uncertainty_m: int | None
    relation: str | None = None
    relation_code: str | None = None
    kind: str | None = None
    direction: bool = False
    in_name: bool = False
    dateline: bool = False
    inside: ResolvedPlace | None = None
    unresolved: str | None = None


Key = tuple[str, frozenset[str]]


def extract(doc: Doc) -> Iterator[Mention]:
    """All places of an article."""
    reading = reading_of(doc)
    words, places = words_of(reading), reading.resolvers.places
    found = list(spots(words, places))
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
    told += _unknown(reading, words, {i for m in told for i in range(m.first, m.last)})
    told.sort(key=lambda m: m.first)
    yield from told
    for first, last, antecedent in anaphors(reading, told):
        yield reading.mention(
            antecedent.label, first, last, "place.anaphor", norm=antecedent.norm, value=antecedent.value
        )


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
    """The first-order division that the dateline's town lies in."""
    for spot in kept:
        place = resolved[_key(spot, around[spot])]
        if place is not None and place.admin1 and reading.sentence_at(spot.first).zone is Zone.DATELINE:
            return place.admin1
    return None


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
    strange = {k for k, p in others.items() if k[0] not in held and lonely(p, distinct, outlet)}
    return {
        s
        for s in kept
        if _key(s, around[s]) in strange and reading.sentence_at(s.first).zone is not Zone.DATELINE
    }


def _elsewhere(words: Words, around: Surroundings, place: ResolvedPlace | None, home: str | None) -> bool:
    """Whether the text speaks of another place than the gazetteer has: a village, no city; a quarter of home."""
    if place is None or place.kind not in TOWN_KINDS or around.kind != "settlement":
        return False
    said = words.lower[around.last - 1]
    quarter = said in {"neighborhood", "neighbourhood", "quarter"} and home is not None and place.admin1 != home
    return quarter or (place.population > BIG_VILLAGE and said in {"village", "hamlet"})


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
    queries = [PlaceQuery(names[k], tuple(inside[k]), k[1], count[k]) for k in names]
    return dict(zip(names, reading.resolvers.places.choose(queries, reading.article.url), strict=True))


def _mention(reading: Reading, spot: Spot, around: Surroundings, place: ResolvedPlace) -> Mention:
    if place.kind == "country" and around.kind in {*FACILITIES, "settlement"}:
        owner = around.kind in FACILITIES  # "the U.S. base": whose it is, not where
        around = replace(around, first=spot.first, last=spot.last, kind=None, owner=owner)
    facility = around.kind in FACILITIES or place.kind in FACILITY_KINDS
    value = _value(reading, spot, around, place)
    norm: Norm = {
        "name": place.name,
        "gazetteer_id": place.gazetteer_id,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": value.precision,
    }
    return reading.mention(
        MentionLabel.FACILITY if facility else MentionLabel.PLACE,
        around.first,
        around.last,
        "place.gazetteer",
        norm=norm,
        value=value,
    )


def _value(reading: Reading, spot: Spot, around: Surroundings, place: ResolvedPlace) -> PlaceValue:
    precision, radius = place.precision, place.uncertainty_m
    if around.kind in FACILITIES and around.kinds and place.kind not in around.kinds and precision == 1:
        precision, radius = 2, max(radius, FALLBACK_M)
    if around.relation_code not in (None, "source") and precision == 1:
        precision, radius = 2, radius + around.radius_m
    if around.direction and precision in (1, 6):
        precision, radius = (5, radius) if precision == 6 else (2, radius + FALLBACK_M)
    if around.wide and precision <= 2:
        precision, radius = 3, max(radius, COUNTRYSIDE_M)
    sentence = reading.sentence_at(spot.first)
    following = reading.doc[around.last] if around.last < len(reading.doc) else None
    in_name = following is not None and following.text[0].isupper() and following.lower_ in terms("tail")
    in_name = in_name or (following is not None and following.lower_ == "time")  # "2 a.m. Sanaa time"
    return PlaceValue(
        place.name,
        place,
        precision,
        radius,
        around.relation,
        around.relation_code,
        around.kind,
        around.direction,
        in_name or around.owner or _in_outlet(reading, around, sentence),
        sentence.zone is Zone.DATELINE or _opens_paragraph(reading, around, sentence),
    )


def _in_outlet(reading: Reading, around: Surroundings, sentence: Sentence) -> bool:
    """Whether a place stands in the outlet's name behind a title's bar."""
    if sentence.zone is not Zone.TITLE:
        return False
    return any(t.text in BARS for t in reading.doc[sentence.first : around.first])


def _opens_paragraph(reading: Reading, around: Surroundings, sentence: Sentence) -> bool:
    """Whether a place in capitals and a dash open a paragraph: a dateline below other lines."""
    doc, index = reading.doc, sentence.index
    if index and reading.sentences[index - 1].paragraph == sentence.paragraph:
        return False
    first = doc[sentence.first]
    if not first.is_upper or len(first) < SHORTEST_TOWN:
        return False
    reach = doc[sentence.first : min(sentence.last, sentence.first + DATELINE_REACH)]
    dash = next((t.i for t in reach if t.text in DASHES), None)
    return dash is not None and around.last <= dash


def _unknown(reading: Reading, words: Words, taken: set[int]) -> Iterator[Mention]:
    """Places by the text's or the model's word that no entry bears."""
    for found in unknown_places(reading, words, taken):
        label = MentionLabel.FACILITY if found.facility else MentionLabel.PLACE
        value = PlaceValue(
            found.name,
            None,
            1,
            None,
            kind=found.kind,
            dateline=reading.sentence_at(found.first).zone is Zone.DATELINE,
            unresolved="no entry of the gazetteer bears this name",
        )
        rule = "place.typed" if found.kind else "place.entity"
        yield reading.mention(label, found.first, found.last, rule, value=value)
