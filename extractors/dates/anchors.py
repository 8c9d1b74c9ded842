"""What relative times count from: "two days later", "the next month", "a year earlier"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from extractors.resolve import ResolvedDate, TimeExpression

_LONG = frozenset({"month", "year", "decade", "century"})
_NEIGHBOURS = frozenset({"following", "preceding"})
_MONTHS_IN = {"quarter": 12, "month": 12}


@dataclass(frozen=True, slots=True)
class Anchors:
    """Times told so far in an article: the last past day, the last past period, the last of any kind."""

    day: date | None = None
    weight: int = 0  # of `day`
    period: ResolvedDate | None = None  # a month, quarter or year, or a day where that came last
    last: ResolvedDate | None = None
    told: ResolvedDate | None = None  # the last month or quarter of `sentence`
    sentence: int = -1

    def after(self, found: ResolvedDate, expression: TimeExpression, sentence: int, past: bool, weight: int) -> Anchors:
        """These anchors once one more time has been told; what weighs less than the story's day does not move it.

        ``weight`` is 2 for a day of the story, 1 for one told aside, 0 for one of what was said or done afterwards.
        """
        exact = found.precision == 1 and past and (self.day is None or weight >= self.weight)
        told = self.told if sentence == self.sentence else None
        compared = _is_comparison(expression)
        return replace(
            self,
            day=found.start if exact else self.day,
            weight=weight if exact else self.weight,
            period=found if past and not compared else self.period,
            last=found,
            told=found if _unit_of(found) in _MONTHS_IN and not compared else told,
            sentence=sentence,
        )

    def counted(self, expression: TimeExpression, sentence: int) -> tuple[TimeExpression, date | None]:
        """The expression as it is to be counted, and the day that it counts from; null for publication."""
        here = self.last if sentence == self.sentence else None
        if expression.kind == "date" and expression.month is None and expression.week is None:
            return self._of_month(expression, sentence), None
        if expression.kind == "clock":
            return expression, here.start if here and here.precision == 1 else self.day
        if (told := self._same_period(expression, sentence)) is not None:
            return told
        if expression.kind != "shift" and expression.which not in _NEIGHBOURS:
            return expression, None
        if expression.unit == "quarter":
            told_here = self.told if sentence == self.sentence else None
            near = next((p for p in (told_here, self.period) if p and _unit_of(p) == "quarter"), None)
            if near is None and expression.which == "same":  # "the same period last year"
                month = told_here if told_here and _unit_of(told_here) == "month" else None
                year = TimeExpression("unit", which="last", unit="year")
                return (TimeExpression("shift", offset=-12, unit="month"), month.start) if month else (year, None)
            return expression, near.start if near else None
        if expression.unit in _LONG:
            near = here or self.period
            return expression, near.start if near else None
        return expression, here.start if here and here.precision == 1 else self.day

    def _of_month(self, expression: TimeExpression, sentence: int) -> TimeExpression:
        """ "In May last year radars were hit; on the 26th ...", "began on June 3, and on the 9th ...": in that month"""
        told, number = self.last, expression.day or 0
        if told is None or sentence - self.sentence > 1 or not 1 <= number <= monthrange(*_month_of(told))[1]:
            return expression
        later = told.precision == 1 and sentence == self.sentence and number > told.start.day
        if _unit_of(told) != "month" and not later:
            return expression
        return replace(expression, year=told.start.year, month=told.start.month)

    def _same_period(self, expression: TimeExpression, sentence: int) -> tuple[TimeExpression, date] | None:
        """ "from a year earlier": the quarter or month of the sentence, a year before"""
        if self.told is None or sentence != self.sentence or (expression.unit, expression.offset) != ("year", -1):
            return None
        if expression.kind not in {"shift", "ago"}:
            return None
        unit = _unit_of(self.told)
        return TimeExpression("shift", offset=-4 if unit == "quarter" else -12, unit=unit), self.told.start


def _is_comparison(expression: TimeExpression) -> bool:
    """ "from a year earlier": what the period told before is compared with"""
    return expression.kind == "shift" and expression.unit in {"year", "quarter"} and (expression.offset or 0) < 0


def _month_of(found: ResolvedDate) -> tuple[int, int]:
    return found.start.year, found.start.month


def _unit_of(found: ResolvedDate) -> str:
    days = (found.end - found.start).days + 1
    return "day" if days == 1 else "month" if 28 <= days <= 31 else "quarter" if 90 <= days <= 92 else "other"
