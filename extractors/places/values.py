"""What an extractor says of one place: the gazetteer's entry, the relation to it, and what the words around it mean."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.places.surroundings import Surroundings
from extractors.places.toponyms import FACILITIES, Spot, terms
from extractors.reading import Reading, Sentence, Zone
from extractors.resolve import ResolvedPlace
from models.event import Norm

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


def value_of(reading: Reading, spot: Spot, around: Surroundings, place: ResolvedPlace) -> PlaceValue:
    """A resolved name with what stands around it."""
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


def norm_of(place: ResolvedPlace, precision: int) -> Norm:
    """What the contract shows of a place."""
    return {
        "name": place.name,
        "gazetteer_id": place.gazetteer_id,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": precision,
    }
