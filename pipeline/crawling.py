"""Fetching and cleaning side by side: one event loop fetches, processes clean, the store keeps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from models.feed import FeedItem
from models.page import FetchOutcome, FetchStatus
from models.stored import PendingArticle
from pipeline.archive import Archive
from pipeline.clean.batch import CleanTask, clean_pool, run_task
from pipeline.fetch import open_fetcher
from pipeline.gather import pages
from pipeline.settings import Settings
from pipeline.settle import Answer, settle
from pipeline.sources import Source
from pipeline.store import Store

KEEP_AT = 25  # answers in one transaction: what a killed run has to fetch again at most
POOL_FROM = 40  # pages from which on processes of their own repay their start
CLEANERS = 2


async def fetch_pages(
    settings: Settings,
    store: Store,
    run_id: int,
    articles: Sequence[PendingArticle],
    sources: Mapping[str, Source],
    deadline: datetime,
) -> None:
    """Fetch, clean and keep articles; each has its fate in the store when this returns."""
    keep = partial(_keep, store, run_id, settings.refetch_days)
    ready: list[Answer] = []
    async for answer in answers(settings, articles, sources, deadline):
        ready.append(answer)
        if len(ready) >= KEEP_AT:
            await asyncio.to_thread(keep, ready)  # a writer may have to wait for another run
            ready = []
    await asyncio.to_thread(keep, ready)


def _keep(store: Store, run_id: int, refetch_days: float, ready: Sequence[Answer]) -> None:
    if ready:
        store.transact(lambda tx: settle(tx, run_id, ready, refetch_days), run_id)


async def answers(
    settings: Settings, articles: Sequence[PendingArticle], sources: Mapping[str, Source], deadline: datetime
) -> AsyncIterator[Answer]:
    """Each article with its page cleaned, in the order in which they are ready."""
    with _cleaners(len(articles)) as pool, Archive(settings.archive_dir) as archive:
        async with open_fetcher(settings, archive=archive, deadline=deadline) as client:
            cleaning: set[asyncio.Task[Answer]] = set()
            async for article, fetched in pages(articles, sources, client):
                source = sources.get(article.source_id or "")
                cleaning.add(asyncio.create_task(cleaned(pool, article, fetched, source)))
                if len(cleaning) >= 4 * CLEANERS:
                    done, cleaning = await asyncio.wait(cleaning, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        yield task.result()
            for waiting in asyncio.as_completed(cleaning):
                yield await waiting


@contextmanager
def _cleaners(number: int) -> Iterator[Executor]:
    make: Callable[[int], Executor] = clean_pool if number >= POOL_FROM else ThreadPoolExecutor
    with make(CLEANERS) as pool:
        yield pool


async def cleaned(pool: Executor, article: PendingArticle, fetched: FetchOutcome, source: Source | None) -> Answer:
    """What a server said of an article, its page cleaned by ``pool``."""
    if fetched.status is not FetchStatus.FETCHED or fetched.page is None:
        return Answer(article, fetched, None, source)
    zone = source.timezone if source else None
    task = CleanTask.of_page(article.canonical_url, fetched.page, zone, _listed(article))
    page = await asyncio.get_running_loop().run_in_executor(pool, run_task, task)
    return Answer(article, fetched, page, source)


def _listed(article: PendingArticle) -> FeedItem:
    """The article as its feed listed it."""
    when = datetime.fromisoformat(article.feed_published) if article.feed_published else None
    return FeedItem(
        source_id=article.source_id or "",
        feed_url="",
        url=article.listed_url,
        canonical_url=article.canonical_url,
        title=article.feed_title,
        content=article.feed_text,
        published=when,
    )
