"""DATE: calendar expressions and times of day with the days that they mean.

Expressions are found near words that can be part of one, read by `extractors.timewords` and valued by the resolver:
from the day of writing in the outlet's zone, from the tense of the clause, and from the last day told before
("two days later"). Without a publication date only explicit dates are valued, unless the text dates itself.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from spacy.attrs import SHAPE  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc

from extractors.columns import places_of
from extractors.mention import Mention
from extractors.reading import Reading, Zone, reading_of
from extractors.resolve import ResolvedDate, TimeExpression
from extractors.tense import is_future
from extractors.timeanchors import Anchors
from extractors.timewords import cue_words, expressions
from models.event import Norm
from models.vocabulary import MentionLabel

CLOCK_REACH = 3  # tokens between a time of day and its day
REACH = 9  # tokens of one expression on either side of its cue word
_YEAR_BEFORE = frozenset({"in", "since", "of", "by", "until", "from", "during", "before", "after", "through", "to",
                          "and", "late", "early", "mid", "(", "between", "fiscal", "-", "–", "the"})
_COPYRIGHT = frozenset({"©", "copyright", "(c)"})
_CLOCK_BEFORE = frozenset({"at", "around", "about", "by", "from", "until", "to", "before", "after", "between", "and"})
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:\D|$)")
_SHAPES = ("dddd", "ddddx", "dddd-dd-dd", "d:dd", "dd:dd", "dd/dd/dddd", "d/d/dddd", "dd/d/dddd", "d/dd/dddd",
           "dd.dd.dddd", "d.d.dddd", "dd/dd/dd", "dddd-dd-ddXdd:dd", "dddd-dd-ddXdd:dd:ddX", "dddd-dd-ddXdd:dd:dd",
           "dddd'x", "dddd’x", "dd.d.dddd", "d.dd.dddd")


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as told: its days, its structure, the preposition before it, and the part of the day.

    ``resolved`` is null when the text does not tell enough.
    """

    resolved: ResolvedDate | None
    expression: TimeExpression
    preposition: str | None


def extract(doc: Doc) -> Iterator[Mention]:
    """All dates of an article in text order."""
    reading = reading_of(doc)
    written = day_of_writing(reading)
    anchors = Anchors()
    taken: set[int] = set()
    found = [f for f in _found(reading) if _means_time(doc, *f)]
    for here, following in zip_longest(found, found[1:]):
        first, last, expression = here
        past, sentence = not is_future(doc[first:last].root, reading), reading.sentence_at(first).index
        counted, anchor = anchors.counted(expression, sentence)
        if expression.kind == "clock" and following is not None and following[0] - last <= CLOCK_REACH:
            anchor = _day_of(reading, following, written) or anchor
        if expression.kind == "weekday" and following is not None and _is_same_day(doc, last, following):
            counted = following[2]
        bound = _is_bound(doc, last, expression)
        resolved = None if bound else reading.resolvers.dates.resolve(counted, written, anchor, past)
        if resolved is not None and expression.kind != "clock":
            anchors = anchors.after(resolved, sentence, past)
        taken.update(range(first, last))
        yield _mention(reading, first, last, DateValue(resolved, expression, _preposition(doc, first)))
    yield from _durations(reading, taken)


def _is_same_day(doc: Doc, last: int, following: tuple[int, int, TimeExpression]) -> bool:
    """Whether a weekday's date stands behind it in brackets ("Tuesday (Jan. 7)")."""
    return following[2].kind == "date" and following[0] == last + 1 and doc[last].text == "("


def _day_of(reading: Reading, found: tuple[int, int, TimeExpression], written: date | None) -> date | None:
    """The day told right behind a time of day ("9 a.m. on Monday")."""
    first, last, expression = found
    if expression.kind not in {"date", "weekday", "day"}:
        return None
    past = not is_future(reading.doc[first:last].root, reading)
    resolved = reading.resolvers.dates.resolve(expression, written, None, past)
    return resolved.start if resolved else None


def _is_bound(doc: Doc, last: int, expression: TimeExpression) -> bool:
    """Whether a distance is measured from what follows ("a week after the truce") and not from what was told."""
    if expression.kind != "shift" or last >= len(doc) or doc[last - 1].lower_ not in {"before", "after"}:
        return False
    return doc[last].text[0].isalnum()


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
    for first, _, expression in _found(reading):
        if reading.sentence_at(first).index > 4 and reading.sentence_at(first).zone is Zone.BODY:
            return None
        if expression.kind == "date" and expression.year and expression.last_day is None:
            resolved = reading.resolvers.dates.resolve(expression, None, None, True)
            return resolved.start if resolved else None
    return None


def _windows(reading: Reading) -> Iterator[tuple[int, int]]:
    """Token ranges around cue words, inside their sentences, overlapping ones joined."""
    shapes = {reading.doc.vocab.strings[shape] for shape in _SHAPES}
    figures = (place for place, shape in enumerate(reading.doc.to_array(SHAPE).tolist()) if shape in shapes)
    start = end = -1
    for hit in sorted({*places_of(reading.doc, cue_words()), *figures}):
        sentence = reading.sentence_at(hit)
        first, last = max(sentence.first, hit - REACH), min(sentence.last, hit + REACH + 1)
        if first > end or first == sentence.first:
            if end > start:
                yield start, end
            start = max(first, end)
        end = max(end, last)
    if end > start:
        yield start, end


def _found(reading: Reading) -> Sequence[tuple[int, int, TimeExpression]]:
    """(first token, last token, structure) of every expression, found once per article."""
    doc = reading.doc
    if "time_expressions" not in doc.user_data:
        found = []
        for first, last in _windows(reading):
            span = doc[first:last]
            for start, end, expression in expressions(span.text):
                tokens = doc.char_span(span.start_char + start, span.start_char + end, alignment_mode="expand")
                if tokens is not None:
                    found.append((tokens.start, tokens.end, expression))
        doc.user_data["time_expressions"] = found
    cached: list[tuple[int, int, TimeExpression]] = doc.user_data["time_expressions"]
    return cached


def _means_time(doc: Doc, first: int, last: int, expression: TimeExpression) -> bool:
    """Whether a bare number is a year or a time of day, and "second" an ordinal of one."""
    before = doc[first - 1].lower_ if first else ""
    labels = {t.ent_type_ for t in doc[first:last]}
    if expression.kind == "year" and last - first == 1:
        if before in _COPYRIGHT:
            return False
        counted = doc[first].dep_ == "nummod" and "DATE" not in labels
        return not counted and ("DATE" in labels or before in _YEAR_BEFORE)
    if expression.kind == "clock" and expression.unit is None:
        return before in _CLOCK_BEFORE or "TIME" in labels
    return not (expression.kind == "month" and last - first == 1 and "PERSON" in labels)


def _preposition(doc: Doc, first: int) -> str | None:
    for token in reversed(doc[max(0, first - 3):first]):
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

