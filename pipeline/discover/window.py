"""A past window: everything that a source's feeds and sitemaps still list of it, whatever was seen before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from models.feed import Discovery, FeedFate, FeedItem, FeedKind, FeedReport
from models.page import FetchRequest, FetchStatus
from pipeline.discover.entry import FeedDocument
from pipeline.discover.items import feed_items, once
from pipeline.discover.poll import Fetches
from pipeline.discover.read import read_feed
from pipeline.sources import Source

MAX_SITEMAPS = 400  # a year of daily sitemaps
_DEEPEST = 3  # an index of indexes of sitemaps
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_/]?(0[1-9]|1[0-2])(?:[-_/]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")


async def discover_window(
    source: Source, client: Fetches, since: datetime, until: datetime | None = None, *, now: datetime | None = None
) -> Discovery:
    """The items published from ``since`` to before ``until`` (both aware), the newest first, each identity once.

    Sitemap indexes are followed where a child's address or last change does not put it outside the window; an item
    without a date counts as inside. No state is kept: the nightly runs go on as if nothing had been asked.
    """
    moment = now or datetime.now(UTC)
    end = until or moment
    items: list[FeedItem] = []
    reports: list[FeedReport] = []
    waiting = [(url, 0) for url in dict.fromkeys((*source.feeds, *source.sitemaps))]
    known = {url for url, _ in waiting}
    while waiting and len(reports) < MAX_SITEMAPS:
        url, depth = waiting.pop(0)
        document, report = await _read(source, client, url)
        found = [item for item in feed_items(document.entries, source, url, moment) if _inside(item, since, end)]
        items += found
        reports.append(replace(report, new=len(found)))
        if document.kind is FeedKind.SITEMAP_INDEX and depth < _DEEPEST:
            below = [child for child, at in document.children if child not in known and may_hold(child, at, since, end)]
            known.update(below)
            waiting += [(child, depth + 1) for child in below]
    if waiting:
        reports.append(FeedReport(source.id, waiting[0][0], FeedFate.FAILED, error=_left(waiting)))
    return Discovery(source.id, once(items, moment), (), tuple(reports))


def may_hold(url: str, changed: datetime | None, since: datetime, until: datetime) -> bool:
    """Whether a sitemap may list something of a window: by the year, month or day in its address, and its last change.

    A sitemap that last changed before the window cannot hold anything of it.
    """
    if changed is not None and changed < since - timedelta(days=1):
        return False
    spans = [span for match in _DAY.finditer(url) if (span := _span(match)) is not None]
    return not spans or any(start < until and end > since for start, end in spans)


def _span(match: re.Match[str]) -> tuple[datetime, datetime] | None:
    """First and last moment of a year, month or day, a day wider on both sides for the zones."""
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        start = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    if match[3]:
        end = start + timedelta(days=1)
    elif match[2]:
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    else:
        end = datetime(year + 1, 1, 1, tzinfo=UTC)
    return start - timedelta(days=1), end + timedelta(days=1)


async def _read(source: Source, client: Fetches, url: str) -> tuple[FeedDocument, FeedReport]:
    outcome = await client.fetch(
        FetchRequest(
            url, source.id, feed=True, min_delay_s=source.min_delay_s, allow_private=source.allow_private,
            obey_robots=source.obey_robots,
        )
    )  # fmt: skip
    if outcome.status is not FetchStatus.FETCHED or outcome.page is None:
        failed = FeedReport(source.id, url, FeedFate.FAILED, status=outcome.status, error=outcome.reason)
        return FeedDocument(FeedKind.UNKNOWN, error=outcome.reason), failed
    page = outcome.page
    document = read_feed(page.body, base_url=page.final_url, headers=dict(reversed(page.headers)))
    nothing = bool(document.error) and not document.entries and not document.children
    report = FeedReport(
        source.id, url, FeedFate.FAILED if nothing else FeedFate.READ, document.kind, outcome.status, page.status,
        max(document.total, len(document.entries)), error=document.error,
    )  # fmt: skip
    return document, report


def _inside(item: FeedItem, since: datetime, until: datetime) -> bool:
    return item.published is None or since <= item.published < until


def _left(waiting: Sequence[tuple[str, int]]) -> str:
    return f"{len(waiting)} more sitemaps may hold something of the window; ask for a shorter one"

