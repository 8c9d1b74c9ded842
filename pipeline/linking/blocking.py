"""Where a report is kept to be found, and where its likes are sought: time bucket with site, cell or rare word.

Keys are whole numbers: the time bucket in the high bits, so that the reports of one week lie together in the index,
and a hash of the rest in the low ones. A report finds another if and only if that one finds it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from pipeline.linking.features import Days, Features, Site
from pipeline.linking.weights import family_of, weights
from pipeline.linking.words import rarity

BUCKET_DAYS = 8
CELL_DEG = 0.5
FINE_PRECISION = 3  # days told to the week or better are sought by the week, others by month and site
BLOCK_WORDS = 10
DATED_WORDS = 6
BLOCK_RARITY = 1.1  # commoner words than 25 in a million lead everywhere; place names stay
UNDATED, DATED = 1, 2  # in place of a time bucket
_HASH_BITS = 40
UNDATED_KEYS = (UNDATED << _HASH_BITS, DATED << _HASH_BITS)  # from, and before
_PRECISE_SITE = 5  # a country or sea is no site


def kept_keys(report: Features) -> set[int]:
    """Under which keys a report is found."""
    words, site, days = report_words(report), report.site, report.days
    if days is None:
        return set(_at((UNDATED,), _marks("undated", words, site, 0)))
    keys = set(_at((DATED,), _marks("dated", words[:DATED_WORDS], site, 0)))
    keys.update(_at(_months(days), _cells("fine" if _is_fine(report) else "coarse", site, 0)))
    if _is_fine(report):
        keys.update(_fine(report, words, 0))
    return keys


def sought_keys(report: Features, undated: bool = True) -> set[int]:
    """Under which keys the reports are that it must be compared with; ``undated`` false where there are none."""
    words, site, days = report_words(report), report.site, report.days
    if days is None:
        return {
            *_at((UNDATED,), _marks("undated", words, site, 1)),
            *_at((DATED,), _marks("dated", words, site, 1)),
        }
    keys = set(_at((UNDATED,), _marks("undated", words[:DATED_WORDS], site, 1))) if undated else set()
    for kind in ("coarse",) if _is_fine(report) else ("coarse", "fine"):
        keys.update(_at(_months(days), _cells(kind, site, 1)))
    if _is_fine(report):
        keys.update(_fine(report, words, 1))
    return keys


def _at(buckets: Iterable[int], marks: Iterable[int]) -> Iterator[int]:
    return (bucket << _HASH_BITS | mark for bucket in buckets for mark in marks)


def _fine(report: Features, words: Sequence[str], around: int) -> Iterator[int]:
    """The keys of a report whose days are known to the week: equal when kept and sought but for the cells around."""
    marks = [_hash("word", word) for word in words]
    for family in family_of(report.event_type):
        marks += _cells(family, report.site, around)
    return _at(_buckets(report), marks)


def _is_fine(report: Features) -> bool:
    return report.days is not None and report.days.precision <= FINE_PRECISION


def report_words(report: Features) -> list[str]:
    """The rarest words of what is told: of the article for its main event, of the passage for a recollection."""
    words = report.words if report.main else report.passage
    return [word for word in islice(words, BLOCK_WORDS) if rarity(word) >= BLOCK_RARITY]


def _marks(kind: str, words: Sequence[str], site: Site | None, around: int) -> list[int]:
    return [*(_hash(kind, word) for word in words), *_cells(kind, site, around)]


def _cells(kind: str, site: Site | None, around: int) -> Sequence[int]:
    """The grid cell of a site with ``around`` neighbours on each side, or its name when it has no coordinates."""
    if site is None or site.precision > _PRECISE_SITE:
        return ()
    if site.lat is None or site.lon is None:
        return (_hash(kind, f"name {site.name}"),)
    return _grid(kind, math.floor(site.lat / CELL_DEG), math.floor(site.lon / CELL_DEG), around)


@lru_cache(maxsize=1 << 13)
def _grid(kind: str, row: int, column: int, around: int) -> Sequence[int]:
    steps = range(-around, around + 1)
    return tuple(_hash(kind, f"{row + i} {(column + j) % round(360 / CELL_DEG)}") for i in steps for j in steps)


def _buckets(report: Features) -> set[int]:
    """Time buckets of the days and, for a report, of its publication, each a little widened."""
    days, slack = report.days, weights().date.reach_days // 2 + 1
    buckets = set(range((days.first - slack) // BUCKET_DAYS, (days.last + slack) // BUCKET_DAYS + 1)) if days else set()
    if report.main and report.published is not None:
        buckets |= {(report.published - 1) // BUCKET_DAYS, (report.published + 1) // BUCKET_DAYS}
    return buckets


def _months(days: Days) -> range:
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


@lru_cache(maxsize=1 << 15)
def _hash(kind: str, mark: str) -> int:
    digest = blake2b(f"{kind} {mark}".encode("utf-8", "surrogatepass"), digest_size=_HASH_BITS // 8).digest()
    return int.from_bytes(digest, "big")
