"""The day of one event: dates that modify its triggers, then its sentences, then title and lead, then publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from spacy.tokens import Token

from extractors.attributes.date import CLOCK_REACH, DateValue, day_of_writing
from extractors.draft import Draft, Frame
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from extractors.resolve import ResolvedDate
from extractors.timeparts import followings, sayings
from extractors.tree import distance
from models.event import EventDate
from models.vocabulary import DateMethod, MentionLabel, Salience

RANK_COST = {0: 0.0, 1: 1.5, 2: 3.5, 3: 3.0}
COARSE_COST = {1: 0.0, 2: 0.4, 3: 0.8, 4: 1.6, 5: 3.0}
ARC_COST, SAID_COST, BOUND_COST, SPAN_COST, UNIT_COST = 0.25, 1.4, 3.0, 2.0, 1.3
FOLLOWING_COST, CLOCK_GAIN = 2.2, 0.8
POINTED_COST = 2.0  # of "yesterday's killing", which points to an attack told before or to another one
TOO_DEAR = 6.0  # a candidate that costs more is another thing's date
COARSE = 3  # precision from which a day inside is looked for: a week
NEWS = timedelta(days=10)  # what a report without a date of its own tells with a time of day is this near
_BOUNDS = frozenset({"since", "until", "till", "by", "before", "between"})
PUBLICATION_PRECISION = 2  # the day is known to within some days only


def fill(draft: Draft, reading: Reading) -> EventDate | None:
    """The date of an event, or null where nothing tells it."""
    found = ranked(draft, reading)
    if found and found[0][0] <= TOO_DEAR:
        return _event_date(draft, reading, _finer(draft, reading, found[0][2]))
    if draft.salience is Salience.MAIN:
        return _fallback(draft, reading)
    return None


def ranked(draft: Draft, reading: Reading) -> list[tuple[float, int, Mention]]:
    """(cost, rank, mention) of all dates that an event may have, the likeliest first."""
    found = [(_cost(draft, reading, rank, m), rank, m) for rank, m in _candidates(draft, reading)]
    return sorted(found, key=lambda one: (one[0], one[2].first))


def _finer(draft: Draft, reading: Reading, best: Mention) -> Mention:
    """The day told inside a mere week, month or year ("in 2013 ... on May 14, 2013")."""
    found = _resolved(best)
    if found is None or found.precision < COARSE:
        return best
    inside = [m for m in _days(reading) if (d := _resolved(m)) and found.start <= d.start and d.end <= found.end]
    if draft.salience is not Salience.MAIN:
        inside = [m for m in inside if m.head in draft.rank]
    return min(inside, key=lambda m: (m.first < best.first, abs(m.first - best.first)), default=best)


def _resolved(mention: Mention) -> ResolvedDate | None:
    value = mention.value
    return value.resolved if isinstance(value, DateValue) and value.expression.kind != "clock" else None


def _days(reading: Reading) -> Iterator[Mention]:
    """Days of the past that belong to no verb of saying or of what followed."""
    written = day_of_writing(reading)
    for mention in reading.labelled(MentionLabel.DATE):
        found = _resolved(mention)
        if found is None or found.precision != 1 or (written is not None and found.start > written):
            continue
        furniture = reading.sentence_at(mention.first).zone is Zone.FURNITURE
        if not furniture and not _speech_cost(reading.doc[mention.head], None):
            yield mention


def _candidates(draft: Draft, reading: Reading) -> Iterator[tuple[int, Mention]]:
    written = day_of_writing(reading)
    for rank, mention in draft.mentions(reading, MentionLabel.DATE):
        value = mention.value
        if not isinstance(value, DateValue) or value.resolved is None or value.expression.kind == "clock":
            continue
        if rank > 1 and draft.salience is not Salience.MAIN:
            continue
        if written is not None and value.resolved.start > written:
            continue
        yield rank, mention


def _cost(draft: Draft, reading: Reading, rank: int, mention: Mention) -> float:
    value = mention.value
    if not isinstance(value, DateValue) or value.resolved is None:
        return TOO_DEAR + 1
    cost = RANK_COST[rank] + COARSE_COST[value.resolved.precision]
    frame = _nearest(draft, reading, mention)
    if frame is not None:
        cost += ARC_COST * min(8, distance(reading.doc[mention.head], reading.doc[frame.token]))
        cost += 0.3 * draft.frames.index(frame)
        cost += POINTED_COST if _points_back(reading.doc[mention.head], frame) else 0.0
    if value.preposition in _BOUNDS:
        cost += BOUND_COST
    if value.expression.kind in {"span", "unit"}:
        cost += SPAN_COST if value.expression.kind == "span" else UNIT_COST
    cost += _speech_cost(reading.doc[mention.head], frame)
    return cost - (CLOCK_GAIN if _has_clock(reading, mention) else 0.0)


def _points_back(day: Token, frame: Frame) -> bool:
    """Whether a date owns a word for harm and not for an attack."""
    return frame.generic and day.dep_ == "poss" and day.head.i == frame.token


def _nearest(draft: Draft, reading: Reading, mention: Mention) -> Frame | None:
    sentence = reading.sentence_at(mention.head).index
    here = [f for f in draft.frames if f.sentence == sentence]
    token = reading.doc[mention.head]
    return min(here, key=lambda f: distance(token, reading.doc[f.token]), default=None)


def _speech_cost(token: Token, frame: Frame | None) -> float:
    """What it costs to belong to a verb of saying ("said on Thursday") or of what follows ("arrested on Thursday")."""
    verb = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or (frame is not None and verb.i == frame.token):
        return 0.0
    lemma = verb.lemma_.casefold()
    return SAID_COST if lemma in sayings() else FOLLOWING_COST if lemma in followings() else 0.0


def _has_clock(reading: Reading, mention: Mention) -> bool:
    """Whether a time of day stands right beside a date ("around 9 p.m. Monday")."""
    near = reading.overlapping(mention.first - CLOCK_REACH, mention.last + CLOCK_REACH, [MentionLabel.DATE])
    return any(isinstance(m.value, DateValue) and m.value.expression.kind == "clock" for m in near)


def _event_date(draft: Draft, reading: Reading, mention: Mention) -> EventDate:
    value = mention.value
    if not isinstance(value, DateValue) or value.resolved is None:
        raise TypeError(f"mention {mention.text!r} is no date")
    found: ResolvedDate = value.resolved
    clock = _clock(draft, reading, mention)
    spans = (mention.span,) if clock is None else (mention.span, clock.span)
    day_part = found.time_of_day or (
        clock.value.expression.part if clock and isinstance(clock.value, DateValue) else None
    )
    if part := _night_into(found, day_part):
        found = part
    return EventDate(found.start, found.end, found.precision, found.method, day_part, mention.text, spans, mention.rule)


def _night_into(found: ResolvedDate, part: str | None) -> ResolvedDate | None:
    """Of a night between two days the second: most of it."""
    if part != "night" or (found.end - found.start).days != 1:
        return None
    return ResolvedDate(found.end, found.end, 1, found.method, part)


def _clock(draft: Draft, reading: Reading, near: Mention) -> Mention | None:
    """The time of day beside a date."""
    sentence = reading.sentence_at(near.head)
    times = [
        m
        for m in reading.overlapping(sentence.first, sentence.last, [MentionLabel.DATE])
        if isinstance(m.value, DateValue) and m.value.expression.kind == "clock" and m.head in draft.rank
    ]
    return min(times, key=lambda m: abs(m.first - near.first), default=None)


def _fallback(draft: Draft, reading: Reading) -> EventDate | None:
    """Publication, quoted by the trigger: a fallback that says so."""
    written = day_of_writing(reading)
    if written is None:
        return None
    near = (m for m in _days(reading) if (d := _resolved(m)) and d.start >= written - NEWS and _has_clock(reading, m))
    if (timed := next(near, None)) is not None:
        return _event_date(draft, reading, timed)
    trigger = draft.frames[0].trigger
    dated = reading.article.published is None and any(
        reading.sentence_at(m.first).zone is Zone.DATELINE for m in reading.labelled(MentionLabel.DATE)
    )
    method = DateMethod.DATELINE if dated else DateMethod.PUBLICATION
    return EventDate(
        written, written, PUBLICATION_PRECISION, method, None, trigger.text, (trigger.span,), "date.publication"
    )
