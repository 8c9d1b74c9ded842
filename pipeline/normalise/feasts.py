"""Feasts whose day moves from year to year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def feast_day(rule: str, year: int) -> date:
    """The day of a feast in a year; ``rule`` is "month/weekday/which" or days from Easter Sunday.

    Rules stand in `data/lexicons/date.toml`: "11/3/4" is the fourth Thursday of November.
    """
    if "/" not in rule:
        return easter(year) + timedelta(days=int(rule))
    month, weekday, which = (int(part) for part in rule.split("/"))
    if which < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, shift = century // 4, (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - shift + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
