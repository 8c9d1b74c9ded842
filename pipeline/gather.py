"""Asking the web: sources for what they list, then each address for its page, cleaned on the way.

Everything here runs in one event loop with one fetcher, which owns the manners (pace per host, robots.txt, limits).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime

from models.feed import Discovery, FeedFate, FeedReport, FeedState
from models.page import FetchOutcome, FetchRequest
from models.stored import PendingArticle
from pipeline.discover import Fetches, discover, discover_window
from pipeline.fetch import Fetcher, stream_pages
from pipeline.outcome import OF_FETCH, Outcome, Reason, Stage
from pipeline.sources import Source

FEED_REASONS = {
    FeedFate.READ: Reason.LISTED,
    FeedFate.UNCHANGED: Reason.UNCHANGED,
    FeedFate.NOT_DUE: Reason.NOT_DUE,
    FeedFate.DISABLED: Reason.DISABLED,
}
Fetched = tuple[PendingArticle, FetchOutcome]


async def discoveries(
    sources: Sequence[Source],
    states: Mapping[str, FeedState],
    client: Fetches,
    *,
    force: bool,
    since: datetime | None = None,
    until: datetime | None = None,
) -> AsyncIterator[Discovery]:
    """What each source lists, in the order in which they answer.

    ``force`` with ``since`` asks for a past window: everything still listed of it, known or not, sitemaps of the
    time included.
    """

    async def ask(source: Source) -> Discovery:
        if force and since is not None:
            return await discover_window(source, client, since, until)
        return await discover(source, states, client, force=force)

    tasks = [asyncio.create_task(ask(source)) for source in sources]
    for task in asyncio.as_completed(tasks):
        yield await task


async def pages(
    articles: Sequence[PendingArticle], sources: Mapping[str, Source], client: Fetcher
) -> AsyncIterator[Fetched]:
    """The answer for each article, in the order in which they come."""
    asked: dict[str, list[PendingArticle]] = {}
    for article in articles:
        asked.setdefault(article.listed_url, []).append(article)
    requests = [request_for(article, sources) for article in articles]
    async for outcome in stream_pages(client, requests):
        yield asked[outcome.request.url].pop(), outcome


def by_turns(articles: Sequence[PendingArticle]) -> list[PendingArticle]:
    """The articles so that sources take turns: no host is asked in one go while the others wait."""
    groups: dict[str | None, list[PendingArticle]] = {}
    for article in articles:
        groups.setdefault(article.source_id, []).append(article)
    turns = [(turn, number) for number, group in enumerate(groups.values()) for turn in range(len(group))]
    columns = list(groups.values())
    return [columns[number][turn] for turn, number in sorted(turns)]


def request_for(article: PendingArticle, sources: Mapping[str, Source]) -> FetchRequest:
    """How an article is asked for: its source's manners, and "has it changed?" when we have it."""
    source = sources.get(article.source_id or "")
    if source is None:
        return FetchRequest(article.listed_url, article.source_id or "", validators=article.validators)
    return FetchRequest(
        url=article.listed_url,
        source_id=source.id,
        validators=article.validators,
        min_delay_s=source.min_delay_s,
        allow_private=source.allow_private,
        obey_robots=source.obey_robots,
    )


def feed_outcome(report: FeedReport) -> Outcome:
    """The fate of one feed."""
    reason = FEED_REASONS.get(report.fate) or _failure(report)
    return Outcome(report.feed_url, report.source_id, Stage.DISCOVER, reason, report.error or "")


def _failure(report: FeedReport) -> Reason:
    reason = OF_FETCH[report.status] if report.status else Reason.FAILED
    return Reason.MALFORMED if reason is Reason.FETCHED else reason
