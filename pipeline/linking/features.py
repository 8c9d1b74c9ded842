"""What linking compares: the features of one report, small enough to be kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from models.event import Count, EventDate, ExtractedEvent, Place, Spans
from models.vocabulary import AttributionStance, DateMethod, EventType, Salience
from pipeline.linking.weights import weights
from pipeline.linking.words import Vector, quotes, vector

ARTICLE_WORDS, LOCAL_WORDS = 80, 30
LOCAL_CHARS = 160  # on either side of a span: about a sentence
TIE = frozenset({
    AttributionStance.CLAIMED, AttributionStance.ACCUSED, AttributionStance.SUSPECTED, AttributionStance.STATED,
})  # fmt: skip

Toll = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Site:
    """Where: coordinates in degrees, ``radius_m`` the place's own uncertainty."""

    id: str | None
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_m: int
    precision: int


@dataclass(frozen=True, slots=True)
class Days:
    """When: first and last day as ordinals; ``told`` is false when only the publication bounds it."""

    first: int
    last: int
    precision: int
    told: bool


@dataclass(frozen=True, slots=True)
class Features:
    """One report as linking sees it. ``key`` is its natural key: the article's address and the ordinal."""

    key: str
    article: int
    ordinal: int
    outlet: str | None
    main: bool
    alone: bool  # the only event that its article reports
    event_type: EventType
    days: Days | None
    published: int | None
    site: Site | None
    weapons: frozenset[str]
    designations: frozenset[str]
    targets: frozenset[str]
    actors: frozenset[str]
    killed: Toll | None
    wounded: Toll | None
    quotes: frozenset[str]
    words: Vector
    local: Vector


@dataclass(frozen=True, slots=True)
class Telling:
    """The article behind a report. ``published`` is a day."""

    article: int
    url: str
    outlet: str | None
    published: date | None
    title: str | None
    text: str
    content: str


_ADAPTER = TypeAdapter(Features)


def dump(features: Features) -> str:
    """Features as JSON text."""
    return _ADAPTER.dump_json(features).decode()


def load(text: str) -> Features:
    """Features from their JSON text."""
    return _ADAPTER.validate_json(text)


def features_of(telling: Telling, events: Sequence[tuple[int, ExtractedEvent]]) -> list[Features]:
    """The features of an article's asserted events, given with their ordinals."""
    words = vector(telling.title, telling.text, size=ARTICLE_WORDS)
    said = quotes(telling.text)
    mains = sum(event.salience is Salience.MAIN for _, event in events)
    return [_features(telling, ordinal, event, mains == 1, words, said) for ordinal, event in events]


def _features(
    telling: Telling, ordinal: int, event: ExtractedEvent, alone: bool, words: Vector, said: frozenset[str]
) -> Features:
    main = event.salience is Salience.MAIN
    return Features(
        key=f"{telling.url}#{ordinal}",
        article=telling.article,
        ordinal=ordinal,
        outlet=telling.outlet,
        main=main,
        alone=alone and main,
        event_type=event.event_type,
        days=_days(event.date, telling.published, main),
        published=telling.published.toordinal() if telling.published else None,
        site=_site(event.place) if event.place else None,
        weapons=frozenset(weapon.class_.value for weapon in event.weapons),
        designations=frozenset(d for weapon in event.weapons if (d := weapon.designation)),
        targets=frozenset(target.class_.value for target in event.targets),
        actors=frozenset(a.actor_id or a.actor or "" for a in event.attributions if a.stance in TIE),
        killed=_toll(event.killed),
        wounded=_toll(event.wounded),
        quotes=said if main else frozenset(),
        words=words,
        local=vector(None, _around(telling.content, event), size=LOCAL_WORDS),
    )


def _days(when: EventDate | None, published: date | None, main: bool) -> Days | None:
    if when is not None and when.method is not DateMethod.PUBLICATION:
        return Days(when.start.toordinal(), when.end.toordinal(), when.precision, True)
    if published is None or not main:
        return None
    last = published.toordinal()
    return Days(last - weights().date.publication_slack_days, last, 2, False)


def _site(place: Place) -> Site:
    return Site(
        place.gazetteer_id,
        " ".join(place.name.lower().split()),
        place.country,
        place.admin1,
        place.lat,
        place.lon,
        place.uncertainty_m or 5000,
        place.precision,
    )


def _toll(count: Count | None) -> Toll | None:
    if count is None or not any((count.low, count.best, count.high)):
        return None  # unknown and zero are no evidence
    return (count.low, count.best, count.high)


def _around(content: str, event: ExtractedEvent) -> str:
    """The sentences, roughly, in which the event's values stand."""
    spans = sorted(_spans(event))
    parts, reached = [], 0
    for start, end in spans:
        first, last = max(reached, start - LOCAL_CHARS), min(len(content), end + LOCAL_CHARS)
        if last > first:
            parts.append(content[first:last])
            reached = last
    return " ".join(parts)


def _spans(event: ExtractedEvent) -> Spans:
    groups = [event.trigger.spans]
    groups += [event.date.spans] if event.date else []
    groups += [event.place.spans] if event.place else []
    groups += [value.spans for value in event.targets]
    groups += [value.spans for value in event.casualties]
    groups += [value.spans for value in event.weapons]
    return tuple(span for group in groups for span in group)
