"""DATE: calendar expressions and times of day with the days that they mean.

Expressions are found near words that can be part of one, read by `extractors.dates.grammar` and valued by the resolver:
from the day of writing in the outlet's zone, from the tense of the clause, and from the last day told before
("two days later"). Without a publication date only explicit dates are valued, unless the text dates itself.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from spacy.tokens import Doc, Token

from extractors.columns import tokens
from extractors.dates.anchors import Anchors
from extractors.dates.context import Found, with_year
from extractors.dates.dayacts import act_of
from extractors.dates.found import found_in, means_time
from extractors.dates.tense import is_aside, is_before, is_future, is_past
from extractors.mention import Mention
from extractors.reading import Reading, Zone, reading_of
from extractors.resolve import ResolvedDate, TimeExpression
from extractors.tree import root_of
from models.event import Norm
from models.vocabulary import MentionLabel

CLOCK_REACH = 3  # tokens between a time of day and its day
_DAYS = frozenset({"date", "weekday", "day"})  # kinds of expression that name a day
_CLAUSE_OPENERS = frozenset({"that", "as", "when"})
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:\D|$)")


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as told: its days, its structure, the preposition before it, and the part of the day.

    ``resolved`` is null when the text does not tell enough, ``bound`` true where the distance is measured from what
    follows ("two days after the truce").
    """

    resolved: ResolvedDate | None
    expression: TimeExpression
    preposition: str | None
    bound: bool = False

    @property
    def is_range(self) -> bool:
        """Whether both ends are told: "between August 9 and 16"."""
        return self.preposition == "between" and self.expression.last_day is not None

    def days(self) -> tuple[date, date] | None:
        """First and last day that may be meant: a weekend begins on Friday, a night on the evening before."""
        if self.resolved is None:
            return None
        told = self.expression
        wide = told.unit == "weekend" or (told.kind == "day" and told.part == "night" and not told.offset)
        return self.resolved.start - timedelta(days=wide), self.resolved.end


def extract(doc: Doc) -> Iterator[Mention]:
    """All dates of an article in text order."""
    reading = reading_of(doc)
    written = day_of_writing(reading)
    anchors = Anchors()
    found = [f for f in found_in(reading) if means_time(doc, *f)]
    taken = {t for first, last, _ in found_in(reading) for t in range(first, last)}
    for place, (first, last, expression) in enumerate(found):
        token, sentence = doc[root_of(doc, first, last)], reading.sentence_at(first).index
        past, preposition = not is_future(token, reading), _preposition(doc, first)
        counted, anchor = anchors.counted(expression, sentence)
        if expression.kind == "clock":
            anchor = _day_of(reading, found[place:], written) or anchor
        if expression.kind == "weekday" and (same := _same_day(reading, found, place, written)):
            counted = same
        counted = with_year(reading, (first, last, counted), found[:place], written) if past else counted
        bound = _is_bound(doc, last, expression) or _is_any_day(doc, first, last, counted)
        resolved = None if bound else reading.resolvers.dates.resolve(counted, written, anchor, past)
        if resolved is not None and written is not None and resolved.start > written and expression.year is None:
            resolved = _year_before(reading, token, counted, resolved)
        if resolved is not None and expression.kind != "clock":
            ahead = written is not None and resolved.start > written
            weight = 0 if ahead else _weight(token, preposition)
            anchors = anchors.after(resolved, expression, sentence, past, weight)
        yield _mention(reading, first, last, DateValue(resolved, expression, preposition, bound))
    yield from _durations(reading, taken)


def _weight(day: Token, preposition: str | None) -> int:
    """How much a day is the story's: 2, told aside 1, of what was said or done about it or had been 0."""
    governor = next((t for t in day.ancestors if t.pos_ != "ADP"), None)
    told_of = governor is not None and governor.pos_ in {"VERB", "AUX"}
    if told_of and (act_of(day) is not None or is_before(day)):
        return 0
    return 1 if is_aside(day, preposition) else 2


def _year_before(reading: Reading, day: Token, expression: TimeExpression, ahead: ResolvedDate) -> ResolvedDate | None:
    """Of a day or month that lies ahead, that of the year before where a past verb tells of it ("died on June 3")."""
    told = expression.which or expression.week
    if expression.kind not in {"date", "feast", "month"} or told or not is_past(day, reading):
        return ahead
    return reading.resolvers.dates.resolve(replace(expression, year=ahead.start.year - 1), None, None, True)


def _same_day(reading: Reading, found: Sequence[Found], place: int, written: date | None) -> TimeExpression | None:
    """The date of a weekday behind it in brackets, or before it: "Tuesday (Jan. 7)", "on Jan. 7, a Tuesday"."""
    doc, (first, last, weekday) = reading.doc, found[place]
    behind = found[place + 1] if place + 1 < len(found) else None
    if behind and behind[2].kind == "date" and behind[0] == last + 1 and doc[last].text == "(":
        return behind[2]
    before = found[place - 1] if place else None
    if not before or before[2].kind != "date" or before[1] != first - 2 or doc[first - 1].lower_ != "a":
        return None
    day = reading.resolvers.dates.resolve(before[2], written, None, True)
    return before[2] if day and day.start.weekday() == weekday.weekday else None


def _day_of(reading: Reading, found: Sequence[Found], written: date | None) -> date | None:
    """The day told right behind a time of day ("9 a.m. on Monday", "9 a.m. (0600 GMT) Monday")."""
    for (_, before, _), (first, last, expression) in pairwise(found):
        if first - before > CLOCK_REACH:
            return None
        if expression.kind in _DAYS:
            past = not is_future(reading.doc[first:last].root, reading)
            resolved = reading.resolvers.dates.resolve(expression, written, None, past)
            return resolved.start if resolved else None
        if expression.kind != "clock":
            return None
    return None


def _is_any_day(doc: Doc, first: int, last: int, expression: TimeExpression) -> bool:
    """ "killed nine on a Tuesday evening": of no week in particular; "on a Monday night raid" is of this one"""
    if expression.kind != "weekday" or first < 2 or doc[first - 1].lower_ != "a":
        return False
    return doc[first - 2].lower_ == "on" and doc[last:last + 1].text[:1] in {"", ".", ",", ";"}


def _is_bound(doc: Doc, last: int, expression: TimeExpression) -> bool:
    """Whether a distance is measured from what follows ("a week after the truce") and not from what was told."""
    if expression.kind != "shift" or last >= len(doc):
        return False
    if not expression.offset:  # "the same day that"
        return doc[last].lower_ in _CLAUSE_OPENERS
    open_end = doc[last].pos_ in {"ADP", "CCONJ", "AUX"}  # "killed the day before by a mine", "... before and"
    return doc[last - 1].lower_ in {"before", "after"} and doc[last].text[0].isalnum() and not open_end


def day_of_writing(reading: Reading) -> date | None:
    """The day that relative dates count from: publication, the address's day, or the text's own first full date."""
    article = reading.article
    if article.published is not None:
        return article.published.date()
    if (match := _URL_DAY.search(article.url or "")) is not None:
        year, month, day = (int(g) for g in match.groups())
        return date(year, month, min(day, monthrange(year, month)[1]))
    if "written" not in reading.doc.user_data:
        reading.doc.user_data["written"] = _dated_by_itself(reading)
    written: date | None = reading.doc.user_data["written"]
    return written


def _dated_by_itself(reading: Reading) -> date | None:
    for first, _, expression in found_in(reading):
        if reading.sentence_at(first).index > 4 and reading.sentence_at(first).zone is Zone.BODY:
            return None
        if expression.kind == "date" and expression.year and expression.last_day is None:
            resolved = reading.resolvers.dates.resolve(expression, None, None, True)
            return resolved.start if resolved else None
    return None


def _preposition(doc: Doc, first: int) -> str | None:
    for token in reversed(tokens(doc)[max(0, first - 3):first]):
        if token.pos_ in {"ADP", "SCONJ"} or token.lower_ in {"since", "until", "till", "on", "in"}:
            return token.lower_
        if token.pos_ not in {"DET", "ADJ", "ADV"}:
            return None
    return None


def _mention(reading: Reading, first: int, last: int, value: DateValue) -> Mention:
    found = value.resolved
    norm: Norm | None = None
    if found is not None:
        norm = {"start": found.start.isoformat(), "end": found.end.isoformat(), "precision": found.precision,
                "method": found.method.value}
    return reading.mention(MentionLabel.DATE, first, last, f"date.{value.expression.kind}", norm=norm, value=value)


def _durations(reading: Reading, taken: set[int]) -> Iterator[Mention]:
    """Time phrases of the model without a place in the calendar ("12 months"): shown, not valued."""
    for entity in reading.doc.ents:
        if entity.label_ not in {"DATE", "TIME"} or any(t.i in taken for t in entity):
            continue
        if any(t.is_alpha for t in entity):
            last = entity.end - (entity[-1].tag_ == "POS" and len(entity) > 1)
            yield reading.mention(MentionLabel.DATE, entity.start, last, "date.duration")

