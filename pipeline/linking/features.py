"""What linking compares: the features of one report, small enough to be kept beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from models.event import Count, EventDate, ExtractedEvent, ExtractedMention, Place, Spans
from models.vocabulary import AttributionStance, DateMethod, EventType, MentionLabel, Salience
from pipeline.linking.weights import weights
from pipeline.linking.words import Vector, quotes, vector

ARTICLE_WORDS, LOCAL_WORDS = 80, 30
NAMED_SITES = 8
PLACES = frozenset({MentionLabel.PLACE, MentionLabel.FACILITY})
LOCAL_CHARS = 160  # on either side of a span: about a sentence
TIE = frozenset({
    AttributionStance.CLAIMED, AttributionStance.ACCUSED, AttributionStance.SUSPECTED, AttributionStance.STATED,
})  # fmt: skip

_WEEK, _MONTH = 3, 4  # precision of days
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
    named: frozenset[str]  # the sites that the article names most, as `site_key`
    weapons: frozenset[str]
    designations: frozenset[str]
    targets: frozenset[str]
    actors: frozenset[str]
    killed: Toll | None
    wounded: Toll | None
    quotes: frozenset[str]
    words: Vector
    local: Vector  # of the passage; empty where that is the whole article: it reports nothing else

    @property
    def passage(self) -> Vector:
        """The rare words of the sentences that tell of the event."""
        return self.local or self.words


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
    mentions: Sequence[ExtractedMention] = ()


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
    named = _named(telling.mentions)
    mains = sum(event.salience is Salience.MAIN for _, event in events)
    return [_features(telling, ordinal, event, mains == 1, words, said, named) for ordinal, event in events]


def _features(
    telling: Telling,
    ordinal: int,
    event: ExtractedEvent,
    alone: bool,
    words: Vector,
    said: frozenset[str],
    named: frozenset[str],
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
        named=named if main else frozenset(),
        weapons=frozenset(weapon.class_.value for weapon in event.weapons),
        designations=frozenset(d for weapon in event.weapons if (d := weapon.designation)),
        targets=frozenset(target.class_.value for target in event.targets),
        actors=frozenset(a.actor_id or a.actor or "" for a in event.attributions if a.stance in TIE),
        killed=_toll(event.killed),
        wounded=_toll(event.wounded),
        quotes=said if main else frozenset(),
        words=words,
        local={} if alone and main else vector(None, _around(telling.content, event), size=LOCAL_WORDS),
    )


def _days(when: EventDate | None, published: date | None, main: bool) -> Days | None:
    told = when is not None and when.method is not DateMethod.PUBLICATION
    days = (
        Days(when.start.toordinal(), when.end.toordinal(), when.precision, True) if when is not None and told else None
    )
    if main and published is None and days is not None and days.precision > _MONTH:
        return None  # news tells its day: a bare year, with nothing to check it by, is more often of something else
    if published is None or not main or (days is not None and days.precision <= _WEEK):
        return days
    rule, last = weights().date, published.toordinal()
    if days is None:
        return Days(last - rule.publication_slack_days, last, 2, False)
    first, last = max(days.first, last - rule.coarse_slack_days), min(days.last, last)
    return Days(first, last, _WEEK, True) if first <= last else days


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


def site_key(gazetteer_id: str | None, name: str) -> str:
    """A site by its id or, unresolved, by its folded name."""
    return gazetteer_id or name


def _named(mentions: Sequence[ExtractedMention]) -> frozenset[str]:
    """The places and facilities that an article names most, countries left out."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        norm = mention.norm
        if mention.label in PLACES and norm is not None and norm.get("precision") not in (5, 6, 7):
            counts[site_key(_text(norm.get("gazetteer_id")), str(norm.get("name") or mention.text).lower())] += 1
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return frozenset(key for key, _ in order[:NAMED_SITES])


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


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
