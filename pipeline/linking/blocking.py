"""Where a report is kept to be found, and where its likes are sought: time bucket with site, cell or rare word.

Keys are whole numbers: the time bucket in the high bits, so that the reports of one week lie together in the index,
and a hash of the rest in the low ones. Two reports that are comparable share a key in both directions.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b

from pipeline.linking.features import Days, Features, Site
from pipeline.linking.weights import family_of, weights

BUCKET_DAYS = 8
CELL_DEG = 0.5
FINE_PRECISION = 3  # days told to the week or better are sought by the week, others by month and site
BLOCK_WORDS = 10
UNDATED_WORDS = 4
_HASH_BITS = 40
_PRECISE_SITE = 5  # a country or sea is no site


def kept_keys(report: Features) -> set[int]:
    """Under which keys a report is found."""
    return set(_kept(report))


def sought_keys(report: Features) -> set[int]:
    """Under which keys the reports are that it must be compared with."""
    return set(_sought(report))


def _kept(report: Features) -> Iterator[int]:
    if not _is_fine(report.days):
        yield from (_key(0, "loose", mark) for mark in _loose_marks(report))
        return
    assert report.days is not None
    for bucket in _buckets(report.days, 0):
        yield from (_key(bucket, "word", word) for word in report_words(report))
        yield from (
            _key(bucket, family, cell) for family in family_of(report.event_type) for cell in _cells(report.site, 0)
        )
    yield from (_key(0, "dated", mark) for mark in _loose_marks(report))
    yield from (_key(month, "month", mark) for month in _months(report.days) for mark in _site_marks(report.site))


def _sought(report: Features) -> Iterator[int]:
    yield from (_key(0, "loose", mark) for mark in _loose_marks(report))
    if not _is_fine(report.days):
        if report.days is None:
            yield from (_key(0, "dated", mark) for mark in _loose_marks(report))
        else:
            yield from (_key(month, "month", m) for month in _months(report.days) for m in _site_marks(report.site))
        return
    assert report.days is not None
    for bucket in _buckets(report.days, weights().date.reach_days):
        yield from (_key(bucket, "word", word) for word in report_words(report))
        yield from (
            _key(bucket, family, cell) for family in family_of(report.event_type) for cell in _cells(report.site, 1)
        )


def _is_fine(days: Days | None) -> bool:
    return days is not None and days.precision <= FINE_PRECISION


def report_words(report: Features) -> list[str]:
    """The rarest words of what is told: of the article for its main event, of the passage for a recollection."""
    words = report.words if report.main else report.local
    return list(words)[:BLOCK_WORDS]


def _loose_marks(report: Features) -> list[str]:
    return [*report_words(report)[:UNDATED_WORDS], *_site_marks(report.site)]


def _site_marks(site: Site | None) -> list[str]:
    """A site by its gazetteer id or, unresolved, by its name."""
    if site is None or site.precision > _PRECISE_SITE:
        return []
    return [f"site {site.id or site.name}"]


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


def _buckets(days: Days, reach: int) -> range:
    return range((days.first - reach) // BUCKET_DAYS, (days.last + reach) // BUCKET_DAYS + 1)


def _months(days: Days) -> range:
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


def _key(bucket: int, kind: str, mark: str) -> int:
    digest = blake2b(f"{kind} {mark}".encode("utf-8", "surrogatepass"), digest_size=_HASH_BITS // 8).digest()
    return (bucket << _HASH_BITS) | int.from_bytes(digest, "big")
