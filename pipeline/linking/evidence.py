"""The evidence that two reports tell of one event: log odds by kind, each with its reason in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from models.vocabulary import EventType
from pipeline.linking.features import Days, Features
from pipeline.linking.figures import tolls
from pipeline.linking.places import place
from pipeline.linking.reasons import NOTHING, Found, words_of
from pipeline.linking.weights import family_of, opposed_pairs, weights
from pipeline.linking.wording import wording

LIMIT = 5.0  # no single sum counts for more: one pair must not outvote a whole group
APART = -20.0  # two reports of one article: its reader told them apart
TOGETHER_DAYS = 3  # between two publications


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason: which feature, its log odds, and the words for it."""

    feature: str
    odds: float
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A pair's evidence; ``odds`` is the sum, held within ±`LIMIT`."""

    odds: float
    reasons: tuple[Evidence, ...]

    @property
    def probability(self) -> float:
        """The odds as a probability, 0 to 1."""
        return 1 / (1 + math.exp(-self.odds))


def log_odds(probability: float) -> float:
    """The log odds that `Judgement.probability` was made of."""
    return round(math.log(probability / (1 - probability)), 6)


def odds(left: Features, right: Features) -> float:
    """The sum of a pair's evidence: what grouping uses. Symmetrical."""
    if left.article == right.article:
        return APART
    if _impossible(left, right):
        return -LIMIT
    total = weights().prior
    for feature in _HARD_RULES:
        total += feature(left, right)[0]
    if total >= weights().veto:
        for feature in _SOFT_RULES:
            total += feature(left, right)[0]
    return _held(total)


def _impossible(left: Features, right: Features) -> bool:
    """What most pairs under one key fall to: days, and times of writing, out of reach. Kept cheap."""
    a, b = left.days, right.days
    reach = weights().date.reach_days
    if a is None or b is None or (a.first <= b.last + reach and b.first <= a.last + reach):
        return False
    return not _written_together(left, right)


def _written_together(left: Features, right: Features) -> bool:
    if not (left.main and right.main) or left.published is None or right.published is None:
        return False
    return abs(left.published - right.published) <= TOGETHER_DAYS


def judge(left: Features, right: Features) -> Judgement:
    """The same with its reasons, for `link` rows and `explain`."""
    if left.article == right.article:
        return Judgement(-LIMIT, (Evidence("article", APART, "one article tells them apart"),))
    found = [Evidence("prior", weights().prior, "two reports of the same days")]
    for name, feature in (*_HARD.items(), *_SOFT.items()):
        value, why = feature(left, right)
        if value or why:
            found.append(Evidence(name, value, words_of(why)))
    total = sum(evidence.odds for evidence in found)
    return Judgement(_held(total), tuple(found))


def _held(total: float) -> float:
    """Within the limit, and rounded: the sum must not depend on which report is left and which right."""
    return LIMIT if total >= LIMIT else -LIMIT if total <= -LIMIT else round(total, 6)


def day_gap(left: Days | None, right: Days | None) -> int | None:
    """Days between two spans of days: 0 when they overlap; null when one is unknown."""
    if left is None or right is None:
        return None
    return max(0, left.first - right.last, right.first - left.last)


def _date(left: Features, right: Features) -> Found:
    rule = weights().date
    alike = _written_together(left, right)
    if not alike and (_before_its_time(left, right) or _before_its_time(right, left)):
        return rule.beyond, ("written before the other's day",)
    gap = day_gap(left.days, right.days)
    if gap is None or left.days is None or right.days is None:
        return rule.unknown, ("day unknown",)
    if gap == 0:
        exact = left.days.told and right.days.told and left.days.precision == right.days.precision == 1
        return (rule.same, ("same day",)) if exact else (rule.gap[0], ("days overlap",))
    if gap < len(rule.gap):
        return rule.gap[gap], ("{} days apart", gap)
    return (rule.beyond_alike if alike else rule.beyond), ("{} days apart", gap)


def _before_its_time(one: Features, other: Features) -> bool:
    """Whether a report was published before what the other tells of: with a day's grace for time zones."""
    return one.published is not None and other.days is not None and other.days.first > one.published + 1


def _published(left: Features, right: Features) -> Found:
    rule = weights().date
    if not (left.main and right.main) or left.published is None or right.published is None:
        return NOTHING
    gap = abs(left.published - right.published)
    floor = rule.published_floor if _to_the_day(left.days) and _to_the_day(right.days) else rule.published_floor_coarse
    value = max(floor, rule.published_near + rule.published_per_day * max(0, gap - 1))
    return value, ("published {} days apart", gap)


def _to_the_day(days: Days | None) -> bool:
    return days is not None and days.told and days.precision == 1


def _type(left: Features, right: Features) -> Found:
    return _kinds(left.event_type, right.event_type)


@cache
def _kinds(a: EventType, b: EventType) -> Found:
    rule = weights().type
    if a == b:
        return rule.same, ("both {}", a)
    if (a, b) in opposed_pairs():
        return rule.opposed, ("{} and {}", a, b)
    if family_of(a) & family_of(b):
        return rule.same_family, ("{} beside {}", a, b)
    return rule.other_family, ("{} and {}", a, b)


def _weapon(left: Features, right: Features) -> Found:
    rule = weights().weapon
    if same := left.designations & right.designations:
        return rule.same_designation, ("both {}", same)
    if not left.weapons or not right.weapons:
        return NOTHING
    if same := left.weapons & right.weapons:
        return rule.same_class, ("both {}", same)
    return rule.other_class, ("{} and {}", left.weapons, right.weapons)


def _actor(left: Features, right: Features) -> Found:
    rule = weights().actor
    if not left.actors or not right.actors:
        return NOTHING
    if same := left.actors & right.actors:
        return rule.shared, ("both name {}", same)
    return rule.other, ("different perpetrators named",)


def _target(left: Features, right: Features) -> Found:
    same = left.targets & right.targets
    return (weights().target.shared, ("both on {}", same)) if same else NOTHING


Compared = Mapping[str, Callable[[Features, Features], Found]]
_HARD: Compared = {"date": _date, "published": _published, "place": place, "type": _type}
_SOFT: Compared = {"text": wording, "weapon": _weapon, "actor": _actor, "target": _target, "toll": tolls}
_HARD_RULES, _SOFT_RULES = tuple(_HARD.values()), tuple(_SOFT.values())
