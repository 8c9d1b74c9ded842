"""The year of a day or month that its sentence or its name tells: "in 1991 ... on Feb. 24", "the Sept. 11 attacks"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from extractors.dates.dayacts import verb_of
from extractors.dates.lexicon import terms, values
from extractors.reading import Reading
from extractors.resolve import TimeExpression

Found = tuple[int, int, TimeExpression]
NEWS = timedelta(days=10)  # what happened so lately has no name yet
NAME = 2  # tokens behind a day in which its deed is named
_WITHIN = frozenset({"in", "during", "of"})
_OPENERS = frozenset({"the", "a"})


def with_year(reading: Reading, here: Found, told: Sequence[Found], written: date | None) -> TimeExpression:
    """The expression, with the year of a deed known by its day, or with the year told before it in its sentence."""
    first, last, expression = here
    if expression.kind not in {"date", "month"} or expression.year or expression.week or expression.which:
        return expression
    if expression.month is None or expression.weekday is not None:
        return expression
    year = _of_deed(reading.doc, last, expression, written) or _of_sentence(reading, first, told, written)
    return replace(expression, year=year) if year else expression


def _of_deed(doc: Doc, last: int, expression: TimeExpression, written: date | None) -> int | None:
    """The year of a known attack that is called by its day alone, unless the same day has just been."""
    known = values("deed day").get(f"{expression.month}/{expression.day}")
    if known is None or written is None or not any(t.lower_ in terms("deed") for t in doc[last:last + NAME]):
        return None
    day = date(int(known), expression.month or 1, expression.day or 1)
    just_been = timedelta() < written - day.replace(year=written.year) <= NEWS
    return None if just_been or day > written else day.year


def _of_sentence(reading: Reading, first: int, told: Sequence[Found], written: date | None) -> int | None:
    """The year that the sentence opens with ("in 1991", "in the 1991 war", "last year"), if it is past."""
    start = reading.sentence_at(first).first
    bare = (f[2].kind in {"date", "month"} and not f[2].year for f in told)  # "in 1991 ... on Jan. 17 and on Feb. 28"
    here = [f for f, skip in zip(told, bare, strict=True) if f[0] >= start and not skip]
    if not here or written is None:
        return None
    begun, _, year = here[-1]
    if year.kind == "unit" and year.unit == "year" and year.which == "last":
        return written.year - 1
    before = [t.lower_ for t in reading.doc[max(start, begun - 2):begun] if t.lower_ not in _OPENERS]
    within = bool(before) and before[-1] in _WITHIN and _holds_for(reading.doc[begun], reading.doc[first])
    return year.year if year.kind == "year" and within and (year.year or 0) < written.year else None


def _holds_for(year: Token, day: Token) -> bool:
    """Whether a year's clause is that of a day or above it; "since the war ended in 1991, guards were sent back on
    January 13" tells of two years, as does "had climbed in 1988, but it slid on October 13"."""
    above, own = verb_of(year), verb_of(day)
    if above is None or own is None or above.i == own.i:
        return True
    earlier = _had(above) and not _had(own)
    return not (earlier or own.is_ancestor(above))


def _had(verb: Token) -> bool:
    return any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)
