"""The evidence that two reports tell of one event: log odds by kind, each with its reason in words."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.linking.features import Days, Features, Site, Toll, site_key
from pipeline.linking.weights import family_of, opposed_pairs, weights
from pipeline.linking.words import cosine, fold, shared

LIMIT = 5.0  # no single sum counts for more: one pair must not outvote a whole group
APART = -20.0  # two reports of one article: its reader told them apart
EARTH_KM = 6371.0
TOGETHER_DAYS = 3  # between two publications
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
    for feature in _HARD.values():
        total += feature(left, right)[0]
    if total >= weights().veto:
        for feature in _SOFT.values():
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
    alike = _written_together(left, right)
    if not alike and (_before_its_time(left, right) or _before_its_time(right, left)):
        return rule.beyond, "written before the other's day"
    gap = day_gap(left.days, right.days)
    if gap is None or left.days is None or right.days is None:
        return rule.unknown, "day unknown"
    if gap == 0:
        exact = left.days.told and right.days.told and left.days.precision == right.days.precision == 1
        return (rule.same, "same day") if exact else (rule.gap[0], "days overlap")
    if gap < len(rule.gap):
        return rule.gap[gap], f"{gap} days apart"
    return (rule.beyond_alike if alike else rule.beyond), f"{gap} days apart"


def _before_its_time(one: Features, other: Features) -> bool:
    """Whether a report was published before what the other tells of: with a day's grace for time zones."""
    return one.published is not None and other.days is not None and other.days.first > one.published + 1


def _published(left: Features, right: Features) -> Found:
    rule = weights().date
    if not (left.main and right.main) or left.published is None or right.published is None:
        return _NOTHING
    gap = abs(left.published - right.published)
    value = max(rule.published_floor, rule.published_near + rule.published_per_day * max(0, gap - 1))
    return value, f"published {gap} days apart"


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
    value, why = _sites(left, right)
    if value < 0 and left.alone and right.alone and _named_by_the_other(left, right):
        return value * weights().place.named_by_the_other, f"{why}, but one names the other's place"
    return value, why


def _named_by_the_other(left: Features, right: Features) -> bool:
    return _is_named(left.site, right) or _is_named(right.site, left)


def _is_named(site: Site | None, report: Features) -> bool:
    """Whether an article names a place: among those that it names most, or by its rare words."""
    if site is None:
        return False
    return site_key(site.id, site.name) in report.named or report.words.keys() >= set(fold(site.name))


def _sites(left: Features, right: Features) -> Found:
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
    if _within(a, b) or _within(b, a):
        return rule.same_admin, f"{a.name} and {b.name}, one within the other"
    gap = distance_km(a, b)
    if gap is not None and settled:
        return _distance(gap, (a.radius_m + b.radius_m) / 1000, f"{a.name} and {b.name}, {gap:.0f} km apart")
    if a.admin1 and a.admin1 == b.admin1:
        return rule.same_admin, f"both in {a.admin1}"
    return (rule.same_country, f"both in {a.country}") if a.country and a.country == b.country else _NOTHING


def _within(whole: Site, part: Site) -> bool:
    """Whether a place bears the name of the other's province: "Hasakah" is said of the city and of the province."""
    return whole.admin1 is not None and whole.admin1 == part.admin1 and fold_name(whole.name) == fold_name(whole.admin1)


def fold_name(name: str) -> str:
    """A place name without marks, hyphens and articles: "Al Ḩasakah" and "Al-Hasakah" are one."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return "".join(part for part in re.split(r"[^\w]+", plain) if part not in ("al", "el", "ar", "as", "ad", "the"))


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
            cosine(left.passage, right.passage),
            cosine(left.passage, right.words) * 0.7,
            cosine(left.words, right.passage) * 0.7,
        )
        likeness, words = max(passage, (whole + passage) / 2), shared(left.passage, right.passage)
    value = max(rule.floor, min(rule.ceiling, rule.slope * (likeness - rule.even)))
    value *= rule.one_outlet if value > 0 and left.outlet is not None and left.outlet == right.outlet else 1.0
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


Compared = Mapping[str, Callable[[Features, Features], Found]]
_HARD: Compared = {"date": _date, "published": _published, "place": _place, "type": _type}
_SOFT: Compared = {"text": _text, "weapon": _weapon, "actor": _actor, "target": _target, "toll": _tolls}
