"""Where a report is kept to be found, and where its likes are sought: time bucket with site, cell or rare word.

Keys are whole numbers: the time bucket in the high bits, so that the reports of one week lie together in the index,
and a hash of the rest in the low ones. A report finds another if and only if that one finds it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
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


def keys_of(report: Features, undated: bool = True) -> tuple[set[int], set[int]]:
    """(the keys under which a report is found, those under which what it must be compared with is found).

    ``undated`` is false where there are no reports without a day.
    """
    words, site, days = report_words(report), report.site, report.days
    if days is None:
        kept = set(_at((UNDATED,), _marks("undated", words, site, 0)))
        sought = {
            *_at((UNDATED,), _marks("undated", words, site, 1)),
            *_at((DATED,), _marks("dated", words, site, 1)),
        }
        return kept, sought
    kept, sought = set(_at((DATED,), _marks("dated", words[:DATED_WORDS], site, 0))), set()
    if undated:
        sought.update(_at((UNDATED,), _marks("undated", words[:DATED_WORDS], site, 1)))
    months = _months(days)
    if not _is_fine(report):
        kept.update(_at(months, _cells("coarse", site, 0)))
        sought.update(_at(months, (*_cells("coarse", site, 1), *_cells("fine", site, 1))))
        return kept, sought
    kept.update(_at(months, _cells("fine", site, 0)))
    sought.update(_at(months, _cells("coarse", site, 1)))
    buckets, families = _buckets(report), family_of(report.event_type)
    marks = list(_at(buckets, [_hash("word", word) for word in words]))
    kept.update(marks, _at(buckets, _family_cells(families, site, 0)))
    sought.update(marks, _at(buckets, _family_cells(families, site, 1)))
    return kept, sought


def _family_cells(families: Iterable[str], site: Site | None, around: int) -> list[int]:
    return [mark for family in families for mark in _cells(family, site, around)]


def _at(buckets: Iterable[int], marks: Sequence[int]) -> list[int]:
    return [bucket << _HASH_BITS | mark for bucket in buckets for mark in marks]


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


@lru_cache(maxsize=1 << 15)
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
