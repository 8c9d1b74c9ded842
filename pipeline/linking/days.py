"""The evidence of days: told alike, apart, unknown, out of reach; and how far apart two reports were published."""

from __future__ import annotations

from pipeline.linking.features import Days, Features
from pipeline.linking.reasons import NOTHING, Found
from pipeline.linking.weights import weights

TOGETHER_DAYS = 3  # between two publications


def day_gap(left: Days | None, right: Days | None) -> int | None:
    """Days between two spans of days: 0 when they overlap; null when one is unknown."""
    if left is None or right is None:
        return None
    return max(0, left.first - right.last, right.first - left.last)


def date(left: Features, right: Features) -> Found:
    """What the days of two reports say, with the words for it."""
    rule = weights().date
    alike = written_together(left, right)
    if not alike and (_before_its_time(left, right) or _before_its_time(right, left)):
        return rule.beyond, ("written before the other's day",)
    gap = day_gap(left.days, right.days)
    if gap is None or left.days is None or right.days is None:
        return rule.unknown, ("day unknown",)
    if gap == 0:
        exact = to_the_day(left.days) and to_the_day(right.days)
        return (rule.same, ("same day",)) if exact else (rule.gap[0], ("days overlap",))
    if gap < len(rule.gap):
        return rule.gap[gap] + weights().serial.day * (1 - share(left, right)), ("{} days apart", gap)
    return (rule.beyond_alike if alike else rule.beyond), ("{} days apart", gap)


def _before_its_time(one: Features, other: Features) -> bool:
    """Whether a report was published before what the other tells of: with a day's grace for time zones."""
    return one.published is not None and other.days is not None and other.days.first > one.published + 1


def published(left: Features, right: Features) -> Found:
    """What the days of publication of two reports say; nothing of a recollection."""
    rule = weights().date
    if not (left.main and right.main) or left.published is None or right.published is None:
        return NOTHING
    gap = abs(left.published - right.published)
    floor = rule.published_floor if to_the_day(left.days) and to_the_day(right.days) else rule.published_floor_coarse
    value = max(floor, rule.published_near + rule.published_per_day * max(0, gap - 1))
    return value, ("published {} days apart", gap)


def to_the_day(days: Days | None) -> bool:
    """Whether a report itself tells its day."""
    return days is not None and days.told and days.precision == 1


def written_together(left: Features, right: Features) -> bool:
    """Whether two reports, no recollections, came out within days of each other."""
    if not (left.main and right.main) or left.published is None or right.published is None:
        return False
    return abs(left.published - right.published) <= TOGETHER_DAYS


def share(left: Features, right: Features) -> float:
    """How much of what all attacks on a place share counts, 0 to 1.

    Less than 1 where both tell their day, one soon after the other, in few words: then they may be two of the attacks
    that the place sees day by day. Of longer texts the wording tells better; a day that differs may have been misread.
    """
    a, b = left.days, right.days
    if a is None or b is None or a.precision != 1 or b.precision != 1 or not (a.told and b.told):
        return 1.0
    if not 0 < max(a.first - b.last, b.first - a.last) <= weights().date.reach_days:
        return 1.0
    return min(1.0, min(len(left.words), len(right.words)) / weights().serial.full_words)
