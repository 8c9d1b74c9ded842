"""The evidence of places: one site, near, apart, far, or named by the other article too."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from pipeline.linking.features import Features, Site, site_key
from pipeline.linking.reasons import NOTHING, Found, Why
from pipeline.linking.weights import weights
from pipeline.linking.words import fold

EARTH_KM = 6371.0
_SETTLED = 2  # a place told to precision 1 or 2 can speak against another


def distance_km(left: Site, right: Site) -> float | None:
    """Great-circle distance; null when a site has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    turn = math.radians(right.lon - left.lon)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def place(left: Features, right: Features) -> Found:
    """What the places of two reports say, with the words for it."""
    value, why = sites(left.site, right.site)
    if value < 0 and left.alone and right.alone and _named_by_the_other(left, right):
        return value * weights().place.named_by_the_other, (f"{why[0]}, but one names the other's place", *why[1:])
    return value, why


def _named_by_the_other(left: Features, right: Features) -> bool:
    return _is_named(left.site, right) or _is_named(right.site, left)


def _is_named(site: Site | None, report: Features) -> bool:
    """Whether an article names a place: among those that it names most, or by its rare words."""
    if site is None:
        return False
    return site_key(site.id, site.name) in report.named or report.words.keys() >= _words(site.name)


def place_words(left: Features, right: Features) -> frozenset[str]:
    """The words of both places' names."""
    return frozenset().union(*(_words(one.site.name) for one in (left, right) if one.site is not None))


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name))


def sites(a: Site | None, b: Site | None) -> Found:
    """What two sites say, whatever else their articles name."""
    rule = weights().place
    if a is None or b is None:
        return NOTHING
    if a.country and b.country and a.country != b.country:
        return rule.other_country, ("{} and {}", a.country, b.country)
    settled = a.precision <= _SETTLED and b.precision <= _SETTLED
    if a.id and a.id == b.id:
        return (rule.same_site, ("both at {}", a.name)) if settled else (rule.same_admin, ("both in {}", a.name))
    if a.name == b.name and settled:
        return rule.same_name, ("both at {}", a.name)
    if _within(a, b) or _within(b, a):
        return rule.same_admin, ("{} and {}, one within the other", a.name, b.name)
    gap = distance_km(a, b)
    if gap is not None and (settled or _apart(a, b, gap)):
        return _distance(gap, (a.radius_m + b.radius_m) / 1000, ("{} and {}, {:.0f} km apart", a.name, b.name, gap))
    if a.admin1 and a.admin1 == b.admin1:
        return rule.same_admin, ("both in {}", a.admin1)
    return (rule.same_country, ("both in {}", a.country)) if a.country and a.country == b.country else NOTHING


def _apart(a: Site, b: Site, gap: float) -> bool:
    """Whether even the countryside of one place, told to precision 3, is out of reach of the other."""
    reach = (a.radius_m + b.radius_m) / 1000 + weights().place.near_km
    return max(a.precision, b.precision) == _SETTLED + 1 and gap > reach


def _within(whole: Site, part: Site) -> bool:
    """Whether a place bears the name of the other's province: "Hasakah" is said of the city and of the province."""
    return whole.admin1 is not None and whole.admin1 == part.admin1 and fold_name(whole.name) == fold_name(whole.admin1)


@lru_cache(maxsize=1 << 14)
def fold_name(name: str) -> str:
    """A place name without marks, hyphens and articles: "Al Ḩasakah" and "Al-Hasakah" are one."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return "".join(part for part in re.split(r"[^\w]+", plain) if part not in ("al", "el", "ar", "as", "ad", "the"))


def _distance(gap: float, radius: float, words: Why) -> Found:
    rule = weights().place
    if gap <= radius:
        return rule.within_uncertainty, words
    if gap <= radius + rule.near_km:
        return 0.0, words
    return (rule.apart if gap <= radius + rule.far_km else rule.far), words
