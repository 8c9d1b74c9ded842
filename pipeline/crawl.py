"""Single questions to the web, asked from code that is not asynchronous."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from models.feed import FeedReport
from models.page import FetchRequest, FetchStatus
from pipeline.discover import discover
from pipeline.discover.autodiscovery import announced_feeds
from pipeline.fetch import open_fetcher
from pipeline.settings import Settings
from pipeline.sources import Source


def check_sources(sources: Sequence[Source], settings: Settings) -> tuple[FeedReport, ...]:
    """What each feed and sitemap of some sources gives now, as if it were asked for the first time."""
    return asyncio.run(_check(sources, settings))


def announced_feeds_of(homepage: str, settings: Settings) -> tuple[str, ...]:
    """The feeds that a home page announces; empty when it cannot be had."""
    return asyncio.run(_announced(homepage, settings))


async def _check(sources: Sequence[Source], settings: Settings) -> tuple[FeedReport, ...]:
    async with open_fetcher(settings) as fetcher:
        found = await asyncio.gather(*(discover(source, {}, fetcher, force=True) for source in sources))
    return tuple(report for discovery in found for report in discovery.reports)


async def _announced(homepage: str, settings: Settings) -> tuple[str, ...]:
    async with open_fetcher(settings) as fetcher:
        outcome = await fetcher.fetch(FetchRequest(homepage))
    if outcome.status is not FetchStatus.FETCHED or outcome.page is None:
        return ()
    return announced_feeds(outcome.page.body, outcome.page.final_url)
