"""The evidence that two reports tell of one event: log odds by kind, each with its reason in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.linking.features import Days, Features, Site, Toll
from pipeline.linking.weights import family_of, opposed_pairs, weights
from pipeline.linking.words import cosine, shared

LIMIT = 8.0  # no single sum counts for more: one pair must not outvote a whole group
EARTH_KM = 6371.0
_SETTLED = 2  # a place told to precision 1 or 2 can speak against another


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


def odds(left: Features, right: Features) -> float:
    """The sum of a pair's evidence: what grouping uses. Symmetrical."""
    if left.article == right.article:
        return -LIMIT
    total = weights().prior
    for feature in _FEATURES.values():
        total += feature(left, right)[0]
        if total < -2 * LIMIT:
            break
    return _held(total)


def judge(left: Features, right: Features) -> Judgement:
    """The same with its reasons, for `link` rows and `explain`."""
    if left.article == right.article:
        return Judgement(-LIMIT, (Evidence("article", -LIMIT, "one article tells them apart"),))
    found = [Evidence("prior", weights().prior, "two reports of the same days")]
    for name, feature in _FEATURES.items():
        value, why = feature(left, right)
        if value or why:
            found.append(Evidence(name, value, why))
    total = sum(evidence.odds for evidence in found)
    return Judgement(_held(total), tuple(found))


def _held(total: float) -> float:
    """Within the limit, and rounded: the sum must not depend on which report is left and which right."""
    return round(max(-LIMIT, min(LIMIT, total)), 6)


Found = tuple[float, str]
_NOTHING: Found = (0.0, "")


def day_gap(left: Days | None, right: Days | None) -> int | None:
    """Days between two spans of days: 0 when they overlap; null when one is unknown."""
    if left is None or right is None:
        return None
    return max(0, left.first - right.last, right.first - left.last)


def _date(left: Features, right: Features) -> Found:
    rule = weights().date
    gap = day_gap(left.days, right.days)
    if gap is None or left.days is None or right.days is None:
        return _NOTHING
    if gap == 0:
        exact = left.days.told and right.days.told and left.days.precision == right.days.precision == 1
        return (rule.same, "same day") if exact else (rule.gap[0], "days overlap")
    value = rule.gap[gap] if gap < len(rule.gap) else rule.beyond
    return value, f"{gap} days apart"


def _type(left: Features, right: Features) -> Found:
    rule, a, b = weights().type, left.event_type, right.event_type
    if a == b:
        return rule.same, f"both {a}"
    if (a, b) in opposed_pairs():
        return rule.opposed, f"{a} and {b}"
    if family_of(a) & family_of(b):
        return rule.same_family, f"{a} beside {b}"
    return rule.other_family, f"{a} and {b}"


def distance_km(left: Site, right: Site) -> float | None:
    """Great-circle distance; null when a site has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    turn = math.radians(right.lon - left.lon)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def _place(left: Features, right: Features) -> Found:
    rule, a, b = weights().place, left.site, right.site
    if a is None or b is None:
        return _NOTHING
    if a.country and b.country and a.country != b.country:
        return rule.other_country, f"{a.country} and {b.country}"
    settled = a.precision <= _SETTLED and b.precision <= _SETTLED
    if a.id and a.id == b.id:
        return (rule.same_site, f"both at {a.name}") if settled else (rule.same_admin, f"both in {a.name}")
    if a.name == b.name and settled:
        return rule.same_name, f"both at {a.name}"
    gap = distance_km(a, b)
    if gap is not None and settled:
        return _distance(gap, (a.radius_m + b.radius_m) / 1000, f"{a.name} and {b.name}, {gap:.0f} km apart")
    if a.admin1 and a.admin1 == b.admin1:
        return rule.same_admin, f"both in {a.admin1}"
    return (rule.same_country, f"both in {a.country}") if a.country and a.country == b.country else _NOTHING


def _distance(gap: float, radius: float, words: str) -> Found:
    rule = weights().place
    if gap <= radius:
        return rule.within_uncertainty, words
    if gap <= radius + rule.near_km:
        return 0.0, words
    return (rule.apart if gap <= radius + rule.far_km else rule.far), words


def _text(left: Features, right: Features) -> Found:
    rule = weights().text
    if left.alone and right.alone:
        likeness, words = cosine(left.words, right.words), shared(left.words, right.words)
    else:
        whole = cosine(left.words, right.words) if left.main and right.main else 0.0
        passage = max(
            cosine(left.local, right.local),
            cosine(left.local, right.words) * 0.7,
            cosine(left.words, right.local) * 0.7,
        )
        likeness, words = max(passage, (whole + passage) / 2), shared(left.local, right.local)
    value = max(rule.floor, min(rule.ceiling, rule.slope * (likeness - rule.even)))
    value += rule.quote if left.quotes & right.quotes else 0.0
    return value, f"wording {likeness:.2f}" + (f": {', '.join(words)}" if words else "")


def _weapon(left: Features, right: Features) -> Found:
    rule = weights().weapon
    if same := left.designations & right.designations:
        return rule.same_designation, f"both {', '.join(sorted(same))}"
    if not left.weapons or not right.weapons:
        return _NOTHING
    if same := left.weapons & right.weapons:
        return rule.same_class, f"both {', '.join(sorted(same))}"
    return rule.other_class, f"{', '.join(sorted(left.weapons))} and {', '.join(sorted(right.weapons))}"


def _actor(left: Features, right: Features) -> Found:
    rule = weights().actor
    if not left.actors or not right.actors:
        return _NOTHING
    if same := left.actors & right.actors:
        return rule.shared, f"both name {', '.join(sorted(same))}"
    return rule.other, "different perpetrators named"


def _target(left: Features, right: Features) -> Found:
    same = left.targets & right.targets
    return (weights().target.shared, f"both on {', '.join(sorted(same))}") if same else _NOTHING


def _tolls(left: Features, right: Features) -> Found:
    when = (left.published or 0, right.published or 0)
    early, late = (right, left) if when[0] > when[1] else (left, right)
    risen = when[0] != when[1]
    killed, why_killed = _toll(early.killed, late.killed, "killed", risen)
    wounded, why_wounded = _toll(early.wounded, late.wounded, "wounded", risen)
    return killed + wounded, "; ".join(part for part in (why_killed, why_wounded) if part)


def _toll(early: Toll | None, late: Toll | None, effect: str, risen: bool) -> Found:
    rule = weights().toll
    if early is None or late is None:
        return _NOTHING
    a, b = (next((n for n in (t[1], t[0], t[2]) if n is not None), 0) for t in (early, late))
    if a == b:
        return rule.equal + rule.equal_per_doubling * math.log2(max(1, a)), f"both {a} {effect}"
    if _low(early) <= _high(late) and _low(late) <= _high(early):
        return rule.overlapping, f"{a} and {b} {effect}, ranges meet"
    return (rule.grown if risen and b > a else rule.different), f"{a}, then {b} {effect}"


def _low(toll: Toll) -> float:
    return float(toll[0] if toll[0] is not None else toll[1] or 0)


def _high(toll: Toll) -> float:
    return math.inf if toll[2] is None else float(toll[2])


# In the order in which they most often end the matter: see the early exit in `odds`.
_FEATURES: Mapping[str, Callable[[Features, Features], Found]] = {
    "date": _date,
    "place": _place,
    "type": _type,
    "text": _text,
    "weapon": _weapon,
    "actor": _actor,
    "target": _target,
    "toll": _tolls,
}
