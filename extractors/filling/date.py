"""The day of one event: dates that modify its triggers, then its sentences, then title and lead, then publication."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from extractors.attributes.date import DateValue, day_of_writing
from extractors.columns import tokens
from extractors.dates.dayacts import Act, act_of, verb_of
from extractors.dates.lexicon import stamps
from extractors.draft import Draft
from extractors.events.dating import is_told_again
from extractors.filling.daycost import TOO_DEAR, cost_of, has_clock
from extractors.filling.measured import measured
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from extractors.resolve import ResolvedDate
from models.event import EventDate
from models.vocabulary import DateMethod, MentionLabel, Salience

COARSE = 3  # precision from which a day inside is looked for: a week
NEWS = timedelta(days=10)  # what a report without a date of its own tells with a time of day is this near
CLOSE = 1.0  # what costs less is the attack's own day, whatever else is measured from it
PUBLICATION_PRECISION = 2  # the day is known to within some days only
UNRANKED = 9.0  # of a day that is told outside an event's scope, beside the costs of those inside
STAMP_REACH = 2  # tokens between "Posted" or "Updated:" and the day of a page
_HEADS = frozenset({Zone.TITLE, Zone.LEAD})
EVENING = "18:00"  # what a report with a day and no hour tells of an evening, it tells on the next day
MIDNIGHT = "00:00"  # of a publication: a day without an hour


def fill(draft: Draft, reading: Reading) -> EventDate | None:
    """The date of an event, or null where nothing tells it."""
    found = ranked(draft, reading)
    counted = measured(draft, reading)
    if counted is not None and (not found or found[0][0] > CLOSE or found[0][2].span in counted.spans):
        return _within(draft, reading, counted, found) or counted
    if found and found[0][0] <= TOO_DEAR:
        return _event_date(draft, reading, _finer(draft, reading, found))
    by_hour = _by_the_hour(draft, reading)
    if draft.salience is not Salience.MAIN:
        return by_hour
    return by_hour if by_hour and by_hour.start != day_of_writing(reading) else _fallback(draft, reading)


def _within(draft: Draft, reading: Reading, counted: EventDate, found: list[tuple[float, int, Mention]]
            ) -> EventDate | None:
    """The day told inside a mere month or year that was counted back ("four years after ... on 18 April 2015")."""
    if counted.precision < COARSE or counted.start is None or counted.end is None:
        return None
    days = ((m, d) for _, _, m in found if (d := _resolved(m)) is not None and d.precision == 1)
    inside = next((m for m, d in days if counted.start <= d.start and d.end <= counted.end), None)
    return _event_date(draft, reading, inside) if inside is not None else None


def _by_the_hour(draft: Draft, reading: Reading) -> EventDate | None:
    """The day told last, where the sentence gives but an hour ("seized on Sunday. Hours before, at 2:10 am, ...")."""
    for rank, mention in draft.mentions(reading, MentionLabel.DATE):
        value = mention.value
        if rank <= 1 and isinstance(value, DateValue) and value.expression.kind == "clock" and value.resolved:
            return _event_date(draft, reading, mention)
    return None


def ranked(draft: Draft, reading: Reading) -> list[tuple[float, int, Mention]]:
    """(cost, rank, mention) of all dates that an event may have, the likeliest first."""
    found = [(cost_of(draft, reading, rank, m), rank, m) for rank, m in _candidates(draft, reading)]
    return sorted(found, key=lambda one: (one[0], one[2].first))


def _finer(draft: Draft, reading: Reading, ranked: list[tuple[float, int, Mention]]) -> Mention:
    """The day told inside a mere week, month or year ("in 2013 ... on May 14, 2013"), the likeliest first."""
    best = ranked[0][2]
    value, found = best.value, _resolved(best)
    if not isinstance(value, DateValue) or found is None or not _is_period(value, found):
        return best
    first, last = value.days() or (found.start, found.end)
    inside = [m for m in _days(draft, reading) if (d := _resolved(m)) and first <= d.start and d.end <= last]
    if draft.salience is not Salience.MAIN:
        inside = [m for m in inside if m.head in draft.rank]
    costs = {m.first: cost for cost, _, m in ranked}
    return min(inside, key=lambda m: (costs.get(m.first, UNRANKED), m.first < best.first, abs(m.first - best.first)),
               default=best)


def _is_period(value: DateValue, found: ResolvedDate) -> bool:
    """Whether a date is a week or longer, or a weekend."""
    return found.precision >= COARSE or value.expression.kind == "unit"


def _resolved(mention: Mention) -> ResolvedDate | None:
    value = mention.value
    return value.resolved if isinstance(value, DateValue) and value.expression.kind != "clock" else None


def _days(draft: Draft, reading: Reading, but: Container[Act] = tuple(Act)) -> Iterator[Mention]:
    """Days of the past outside furniture, ``but`` those of a statement or of what followed."""
    written, triggers = day_of_writing(reading), frozenset(f.token for f in draft.frames)
    for mention in reading.labelled(MentionLabel.DATE):
        found = _resolved(mention)
        if found is None or found.precision != 1 or (written is not None and found.start > written):
            continue
        furniture = reading.sentence_at(mention.first).zone is Zone.FURNITURE
        if not furniture and act_of(reading.doc[mention.head], triggers) not in but:
            yield mention


def _candidates(draft: Draft, reading: Reading) -> Iterator[tuple[int, Mention]]:
    written = day_of_writing(reading)
    for rank, mention in draft.mentions(reading, MentionLabel.DATE):
        value = mention.value
        if not isinstance(value, DateValue) or value.resolved is None or value.expression.kind == "clock":
            continue
        if rank > 1 and draft.salience is not Salience.MAIN:
            continue
        if (written is not None and value.resolved.start > written) or _is_stamp(reading, mention):
            continue
        old = written is not None and value.resolved.end < written - NEWS
        if old and rank and _is_of_another_time(draft, reading.doc[mention.head]):
            continue
        yield rank, mention


def _is_of_another_time(draft: Draft, day: Token) -> bool:
    """ "The hospital was also hit in January": an act beside the news that no trigger tells"""
    verb = verb_of(day)
    return verb is not None and is_told_again(verb) and all(f.token != verb.i for f in draft.frames)


def _is_stamp(reading: Reading, mention: Mention) -> bool:
    """ "Posted Monday, Feb. 26, 2018": the day of a page and of no event"""
    before = tokens(reading.doc)[max(0, mention.first - STAMP_REACH):mention.first]
    return any(t.lower_ in stamps() and t.text[0].isupper() for t in before)


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
    if (told := _told_nearby(draft, reading, written)) is not None:
        return _event_date(draft, reading, told)
    written -= timedelta(days=_is_of_the_evening_before(draft, reading))
    trigger = draft.frames[0].trigger
    dated = reading.article.published is None and any(
        reading.sentence_at(m.first).zone is Zone.DATELINE for m in reading.labelled(MentionLabel.DATE)
    )
    method = DateMethod.DATELINE if dated else DateMethod.PUBLICATION
    return EventDate(
        written, written, PUBLICATION_PRECISION, method, None, trigger.text, (trigger.span,), "date.publication"
    )


def _told_nearby(draft: Draft, reading: Reading, written: date) -> Mention | None:
    """A late day with an hour, or one in title, lead or a sentence of the event, though not of its clause."""
    late = [m for m in _days(draft, reading) if (d := _resolved(m)) and d.start >= written - NEWS]
    own = {f.sentence for f in draft.frames}
    near = [m for m in late if (s := reading.sentence_at(m.first)).zone in _HEADS or s.index in own]
    return next((m for m in late if has_clock(reading, m)), None) or next(iter(near), None)


def _is_of_the_evening_before(draft: Draft, reading: Reading) -> bool:
    """Whether the hour told is later than the hour of publication, or in the evening where that has none."""
    article = reading.article
    clocks = [m.value.expression.part for rank, m in draft.mentions(reading, MentionLabel.DATE)
              if isinstance(m.value, DateValue) and m.value.expression.kind == "clock"]
    if article.published is None or not clocks or clocks[0] is None:
        return False
    hour = article.published.strftime("%H:%M")
    return clocks[0] >= (EVENING if article.published_day_only or hour == MIDNIGHT else hour)
