"""The evidence that two reports tell of one event: log odds by kind, each with its reason in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from models.vocabulary import EventType
from pipeline.linking.days import date, published, share, written_together
from pipeline.linking.features import Features
from pipeline.linking.figures import tolls
from pipeline.linking.places import place
from pipeline.linking.reasons import NOTHING, Found, words_of
from pipeline.linking.weights import family_of, opposed_pairs, weights
from pipeline.linking.wording import wording

LIMIT = 5.0  # no single sum counts for more: one pair must not outvote a whole group
APART = -20.0  # two reports of one article: its reader told them apart


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
    total, part = weights().prior, share(left, right)
    for feature, common in _HARD_RULES:
        value = feature(left, right)[0]
        total += value * part if common and value > 0.0 else value
    if total < weights().veto:
        return _held(total)
    for feature, common in _SOFT_RULES:
        value = feature(left, right)[0]
        total += value * part if common and value > 0.0 else value
    return _held(total)


def _impossible(left: Features, right: Features) -> bool:
    """What most pairs under one key fall to: days, and times of writing, out of reach. Kept cheap."""
    a, b = left.days, right.days
    reach = weights().date.reach_days
    if a is None or b is None or (a.first <= b.last + reach and b.first <= a.last + reach):
        return False
    return not written_together(left, right)


def judge(left: Features, right: Features) -> Judgement:
    """The same with its reasons, for `link` rows and `explain`."""
    if left.article == right.article:
        return Judgement(-LIMIT, (Evidence("article", APART, "one article tells them apart"),))
    found = [Evidence("prior", weights().prior, "two reports of the same days")]
    part = share(left, right)
    for name, feature in (*_HARD.items(), *_SOFT.items()):
        value, why = feature(left, right)
        value *= part if name in _COMMON and value > 0 else 1.0
        if value or why:
            found.append(Evidence(name, value, words_of(why)))
    total = sum(evidence.odds for evidence in found)
    return Judgement(_held(total), tuple(found))


def _held(total: float) -> float:
    """Within the limit, and rounded: the sum must not depend on which report is left and which right."""
    return LIMIT if total >= LIMIT else -LIMIT if total <= -LIMIT else round(total, 6)


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
_HARD: Compared = {"date": date, "published": published, "place": place, "type": _type}
_SOFT: Compared = {"text": wording, "weapon": _weapon, "actor": _actor, "target": _target, "toll": tolls}
_COMMON = frozenset({"place", "type", "text", "weapon", "actor", "target"})  # what all attacks on a place share
_HARD_RULES = tuple((feature, name in _COMMON) for name, feature in _HARD.items())
_SOFT_RULES = tuple((feature, name in _COMMON) for name, feature in _SOFT.items())
