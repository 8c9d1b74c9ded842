"""Where a report is kept to be found, and where its likes are sought: time bucket with site, cell or rare word.

Keys are whole numbers: the time bucket in the high bits, so that the reports of one week lie together in the index,
and a hash of the rest in the low ones. A report finds another if and only if that one finds it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
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
    return set(_kept(report))


def sought_keys(report: Features, undated: bool = True) -> set[int]:
    """Under which keys the reports are that it must be compared with; ``undated`` false where there are none."""
    return set(_sought(report, undated))


def _kept(report: Features) -> Iterator[int]:
    if report.days is None:
        yield from (_key(UNDATED, "undated", mark) for mark in _marks(report, BLOCK_WORDS, 0))
        return
    yield from (_key(DATED, "dated", mark) for mark in _marks(report, DATED_WORDS, 0))
    kind = "fine" if _is_fine(report) else "coarse"
    yield from (_key(month, kind, mark) for month in _months(report.days) for mark in _cells(report.site, 0))
    if _is_fine(report):
        yield from _fine(report, 0)


def _sought(report: Features, undated: bool) -> Iterator[int]:
    if report.days is None:
        for bucket, kind in ((UNDATED, "undated"), (DATED, "dated")):
            yield from (_key(bucket, kind, mark) for mark in _marks(report, BLOCK_WORDS, 1))
        return
    if undated:
        yield from (_key(UNDATED, "undated", mark) for mark in _marks(report, DATED_WORDS, 1))
    for kind in ("coarse",) if _is_fine(report) else ("coarse", "fine"):
        yield from (_key(month, kind, mark) for month in _months(report.days) for mark in _cells(report.site, 1))
    if _is_fine(report):
        yield from _fine(report, 1)


def _fine(report: Features, around: int) -> Iterator[int]:
    """The keys of a report whose days are known to the week: equal when kept and sought but for the cells around."""
    cells = list(_cells(report.site, around))
    marks = [_hash("word", word) for word in report_words(report)]
    marks += [_hash(family, cell) for family in family_of(report.event_type) for cell in cells]
    for bucket in _buckets(report):
        high = bucket << _HASH_BITS
        yield from (high | mark for mark in marks)


def _is_fine(report: Features) -> bool:
    return report.days is not None and report.days.precision <= FINE_PRECISION


def report_words(report: Features) -> list[str]:
    """The rarest words of what is told: of the article for its main event, of the passage for a recollection."""
    words = report.words if report.main else report.passage
    return [word for word in islice(words, BLOCK_WORDS) if rarity(word) >= BLOCK_RARITY]


def _marks(report: Features, words: int, around: int) -> list[str]:
    return [*report_words(report)[:words], *_cells(report.site, around)]


def _cells(site: Site | None, around: int) -> Iterator[str]:
    """The grid cell of a site with ``around`` neighbours on each side, or its name when it has no coordinates."""
    if site is None or site.precision > _PRECISE_SITE:
        return
    if site.lat is None or site.lon is None:
        yield f"name {site.name}"
        return
    row, column = math.floor(site.lat / CELL_DEG), math.floor(site.lon / CELL_DEG)
    around_range = range(-around, around + 1)
    yield from (f"{row + i} {(column + j) % round(360 / CELL_DEG)}" for i in around_range for j in around_range)


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


def _key(bucket: int, kind: str, mark: str) -> int:
    return (bucket << _HASH_BITS) | _hash(kind, mark)


@lru_cache(maxsize=1 << 15)
def _hash(kind: str, mark: str) -> int:
    digest = blake2b(f"{kind} {mark}".encode("utf-8", "surrogatepass"), digest_size=_HASH_BITS // 8).digest()
    return int.from_bytes(digest, "big")
