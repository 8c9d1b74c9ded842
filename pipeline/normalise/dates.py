"""What date expressions amount to: calendar arithmetic, the same for every reader of a text.

A weekday is the latest such day not after publication (not before it in a sentence about the future); a day or
month without a year takes the nearest; periods are whole ISO weeks, months, quarters and years.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from extractors.resolve import ResolvedDate, TimeExpression
from models.vocabulary import DateMethod
from pipeline.normalise.feasts import feast_day

WEDNESDAY = 2  # until then "this weekend" of a report on what has happened is the one before
SATURDAY = 5
FRIDAY = 4  # until then "the weekend" is
FIRST_YEAR = 1500  # the calendar of today is taken backwards for the years before 1583
_STEP = {"last": -1, "this": 0, "next": 1}
_DAYS = {"minute": 0, "hour": 0, "day": 1, "week": 7, "fortnight": 14}
_NAMED = frozenset({"day", "week", "month", "year"})
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class _Now:
    published: date | None
    anchor: date | None
    past: bool

    @property
    def near(self) -> date | None:
        return self.published or self.anchor


_Rule = Callable[[TimeExpression, _Now], ResolvedDate | None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Implements `extractors.resolve.Dates`."""

    def resolve(
        self, expression: TimeExpression, published: date | None, anchor: date | None, past: bool
    ) -> ResolvedDate | None:
        """Value of an expression, or null where the text does not tell enough."""
        try:
            found = _RULES[expression.kind](expression, _Now(published, anchor, past))
        except (ValueError, OverflowError):  # 31 June, year 12000
            return None
        if found is None or found.start.year < FIRST_YEAR:
            return None
        return replace(found, time_of_day=expression.part)


@cache
def calendar() -> Calendar:
    """The calendar of this process."""
    return Calendar()


def precision_of(start: date, end: date) -> int:
    """UCDP date precision of a range."""
    days = (end - start).days + 1
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def _made(start: date, end: date, method: DateMethod) -> ResolvedDate:
    return ResolvedDate(start, end, precision_of(start, end), method)


def _one(day: date, method: DateMethod) -> ResolvedDate:
    return _made(day, day, method)


def months(year: int, first: int, count: int = 1) -> tuple[date, date]:
    """First and last day of ``count`` months; ``first`` may be outside 1 to 12 and then counts on."""
    index = year * 12 + first - 1
    start = date(index // 12, index % 12 + 1, 1)
    final = index + count - 1
    return start, date(final // 12, final % 12 + 1, monthrange(final // 12, final % 12 + 1)[1])


def _week(day: date, step: int = 0) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
    return monday, monday + timedelta(days=6)


def _date(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    if e.day is None:
        return None
    if e.month is None:
        return _day_of_month(e, e.day, now)
    year = now.near.year + _STEP[e.week] if e.week and now.near else e.year or _year_of(e, now.near, now.past)
    if year is None:
        return None
    start = date(year, e.month, e.day)
    if e.which == "last" and now.near is not None and start > now.near:
        start = date(year - 1, e.month, e.day)
    if e.swappable and now.published and start > now.published and date(year, e.day, e.month) <= now.published:
        start = date(year, e.day, e.month)
    if e.last_day is None:
        return _one(start + timedelta(days=e.offset or 0), DateMethod.EXPLICIT)
    end = date(year, e.last_month or e.month, e.last_day)
    return _made(start, end if end >= start else end.replace(year=year + 1), DateMethod.EXPLICIT)


def _day_of_month(e: TimeExpression, day: int, now: _Now) -> ResolvedDate | None:
    """ "the 14th of last month", "on the 14th" """
    if now.published is None:
        return None
    ahead = (day < now.published.day) - (day > now.published.day)  # months to the nearest one behind and ahead
    step = _STEP[e.week] if e.week else min(ahead, 0) if now.past else max(ahead, 0)
    start, _ = months(now.published.year, now.published.month + step)
    return _one(start.replace(day=day), DateMethod.RELATIVE)


def _year_of(e: TimeExpression, near: date | None, past: bool) -> int | None:
    """The nearest year; where the weekday is told too, the nearest in which it fits."""
    month, day = e.month or 1, e.day or 1
    if near is None:
        return None
    years = [y for y in range(near.year - 6, near.year + 2) if _fits(y, month, day, e.weekday)]
    years = years or [y for y in range(near.year - 1, near.year + 2) if _fits(y, month, day, None)]
    return _nearest((date(y, month, day) for y in years), near, past).year if years else None


def _feast(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    if e.unit is None:
        return None
    away = timedelta(days=e.offset or 0)
    if e.year is not None:
        return _one(feast_day(e.unit, e.year) + away, DateMethod.EXPLICIT)
    if now.near is None:
        return None
    years = (feast_day(e.unit, now.near.year + step) + away for step in (-1, 0, 1))
    return _one(_nearest(years, now.near, now.past), DateMethod.EXPLICIT)


def _nearest(days: Iterable[date], near: date, past: bool) -> date:
    late = timedelta(days=60 if not past else 0)
    return min(days, key=lambda day: abs((day - near - late).days))


def _fits(year: int, month: int, day: int, weekday: int | None) -> bool:
    if day > monthrange(year, month)[1]:
        return False
    return weekday is None or date(year, month, day).weekday() == weekday


def _month(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    if e.month is None:
        return None
    if e.year:
        return _made(*months(e.year, e.month), DateMethod.EXPLICIT)
    near = now.near
    if near is None:
        return None
    year = near.year
    if e.which is None:
        year += -1 if now.past and e.month > near.month + 1 else 1 if not now.past and e.month < near.month else 0
    elif e.which == "last":
        year -= 1 if e.month >= near.month else 0
    elif e.which == "next":
        year += 1 if e.month <= near.month else 0
    return _made(*months(year, e.month), DateMethod.RELATIVE if e.which else DateMethod.EXPLICIT)


def _year(e: TimeExpression, _now: _Now) -> ResolvedDate | None:
    return _made(*months(e.year or 0, 1, 12), DateMethod.EXPLICIT)


def _decade(e: TimeExpression, _now: _Now) -> ResolvedDate | None:
    return _made(*months(e.year or 0, 1, 120), DateMethod.EXPLICIT)


def _quarter(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    first = 3 * (e.offset or 1) - 2
    near = now.near
    if e.year is None and near is None:
        return None
    year = e.year or (near.year if near else 0) + _STEP.get(e.which or "this", 0)
    if e.year is None and e.which is None and now.past and near and first > near.month:
        year -= 1
    return _made(*months(year, first, 3), DateMethod.EXPLICIT if e.year else DateMethod.RELATIVE)


def _weekday(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    near = now.near
    if near is None or e.weekday is None:
        return None
    if e.week is not None:
        return _one(_week(near, _STEP[e.week])[0] + timedelta(days=e.weekday), DateMethod.WEEKDAY)
    if e.which in ("following", "preceding"):
        return _weekday_from(e.weekday, now.anchor or near, 1 if e.which == "following" else -1)
    back = (near.weekday() - e.weekday) % 7
    if e.offset:  # "the Friday before last"
        return _one(near - timedelta(days=back or 7) + timedelta(weeks=e.offset), DateMethod.WEEKDAY)
    if e.which == "next":  # of the week that begins with the next Sunday
        ahead = SATURDAY + 1 - near.weekday() + (e.weekday + 1) % 7
        return _one(near + timedelta(days=ahead or 7), DateMethod.WEEKDAY)
    if not now.past and e.which != "last":
        return _one(near + timedelta(days=-back % 7), DateMethod.WEEKDAY)
    if e.which == "last" and back <= 1:  # yesterday would be called so
        back += 7
    return _one(near - timedelta(days=back), DateMethod.WEEKDAY)


def _weekday_from(weekday: int, near: date, way: int) -> ResolvedDate:
    """The first such day after or before another."""
    days = way * (weekday - near.weekday()) % 7 or 7
    return _one(near + timedelta(days=way * days), DateMethod.WEEKDAY)


def _day(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    if now.published is None:
        return None
    return _one(now.published + timedelta(days=e.offset or 0), DateMethod.RELATIVE)


def _moved(near: date, offset: int, unit: str) -> tuple[date, date]:
    """The day, ISO week, month or year that lies so many units away."""
    if unit in _DAYS:
        day = near + timedelta(days=offset * _DAYS[unit])
        return _week(day) if unit in ("week", "fortnight") else (day, day)
    index = near.year * 12 + near.month - 1 + offset * _MONTHS[unit]
    year, month = index // 12, index % 12 + 1
    if unit == "month":
        return months(year, month)
    return months(year, month - (month - 1) % 3, 3) if unit == "quarter" else months(year, 1, 12)


def _ago(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    if now.published is None or e.unit is None:
        return None
    return _made(*_moved(now.published, e.offset or 0, e.unit), DateMethod.RELATIVE)


def _shift(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    near = (now.anchor or now.published)
    if near is None or e.unit is None or (now.anchor is None and not e.offset and e.unit in _NAMED):  # "that day"
        return None
    if e.unit == "quarter" and e.which == "last" and now.anchor is None:  # the last whole quarter
        near = _moved(near, -1, "quarter")[0]
    if e.unit == "week" and e.which != "whole":
        return _one(near + timedelta(weeks=e.offset or 0), DateMethod.RELATIVE)
    return _made(*_moved(near, e.offset or 0, e.unit), DateMethod.RELATIVE)


def _span(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    if now.published is None or e.unit is None:
        return None
    if e.unit in ("hour", "minute"):
        days = max(1, round(-(e.offset or 0) / 24)) if e.unit == "hour" else 0
        return _made(now.published - timedelta(days=days), now.published, DateMethod.RELATIVE)
    return _made(_moved(now.published, e.offset or 0, e.unit)[0], now.published, DateMethod.RELATIVE)


def _unit(e: TimeExpression, now: _Now) -> ResolvedDate | None:
    if now.published is None or e.unit is None:
        return None
    step = _STEP.get(e.which or "this", 0)
    if e.unit == "weekend":
        monday, _ = _week(now.published, step)
        late = WEDNESDAY if e.which == "this" else FRIDAY
        just_over = e.which in ("this", "the") and now.past and now.published.weekday() <= late
        if just_over or (e.which == "last" and now.published.weekday() < 5):
            monday = _week(now.published, -1)[0]
        return _made(monday + timedelta(days=5), monday + timedelta(days=6), DateMethod.RELATIVE)
    if e.unit in ("decade", "century"):
        size = 10 if e.unit == "decade" else 100
        return _made(*months((now.published.year // size + step) * size, 1, size * 12), DateMethod.RELATIVE)
    return _made(*_moved(now.published, step, e.unit), DateMethod.RELATIVE)


def _clock(_e: TimeExpression, now: _Now) -> ResolvedDate | None:
    near = (now.anchor or now.published)
    return _one(near, DateMethod.RELATIVE) if near else None


_RULES: dict[str, _Rule] = {
    "date": _date,
    "feast": _feast,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "quarter": _quarter,
    "weekday": _weekday,
    "day": _day,
    "ago": _ago,
    "shift": _shift,
    "span": _span,
    "unit": _unit,
    "clock": _clock,
}
