"""The steps of a night as plain functions: begin, discover, fetch, read, finish.

Each step takes keys and leaves its work in the store, so that a run that is cut short anywhere is taken over by the
next one, and a step done twice changes nothing. `night` does them all in this process; flows/nightly.py does the same
steps as tasks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta

from models.feed import Discovery
from models.stored import PendingArticle
from pipeline.crawling import fetch_pages
from pipeline.fetch import open_fetcher
from pipeline.gather import by_turns, discoveries, feed_outcome
from pipeline.ingest import read_texts, reader
from pipeline.options import Options
from pipeline.outcome import Outcome, Reason, Stage
from pipeline.report import Report
from pipeline.runs import close_run
from pipeline.settings import Settings
from pipeline.sources import Source
from pipeline.store import Store, Transaction, open_store
from pipeline.store import articles as stored_articles
from pipeline.store import feeds as stored_feeds
from pipeline.store import runs as stored_runs

FETCHING = 0.8  # of a run's time, so that what is fetched is read in the same night
ARTICLES_A_BATCH = 500  # a fetch task; reading takes settings.batch_articles


def begin(settings: Settings, options: Options) -> int:
    """Check sources, lexicons and store, note the start; returns the run's id."""
    sources = options.sources(settings)
    reader(settings.model)
    with closing(open_store(settings.database_url)) as store:
        return store.transact(lambda tx: _begin(tx, sources, options))


def _begin(tx: Transaction, sources: Sequence[Source], options: Options) -> int:
    stored_feeds.save_sources(tx, sources)
    return stored_runs.start_run(tx, options.kind, options.parameters())


def discover_batch(settings: Settings, options: Options, run_id: int, source_ids: Sequence[str]) -> int:
    """Poll the feeds of some sources and note what they list; returns how many articles are new to the store."""
    wanted = frozenset(source_ids)
    sources = [source for source in options.sources(settings) if source.id in wanted]
    with closing(open_store(settings.database_url)) as store:
        return asyncio.run(_discover(settings, options, run_id, sources, store))


async def _discover(settings: Settings, options: Options, run_id: int, sources: Sequence[Source], store: Store) -> int:
    new = 0
    with store.read() as tx:
        states = stored_feeds.feed_states(tx)
    async with open_fetcher(settings) as client:
        window = {"since": options.since, "until": options.until}
        async for found in discoveries(sources, states, client, force=options.force, **window):
            new += store.transact(lambda tx, found=found: note(tx, run_id, found, options), run_id)  # type: ignore[misc]
    return new


def note(tx: Transaction, run_id: int, found: Discovery, options: Options) -> int:
    """Keep what a source listed, its feeds' states and fates, in one transaction; returns how many are new."""
    wanted = [item for item in found.items if options.holds(item)]
    known = stored_articles.article_ids(tx, [item.canonical_url for item in wanted])
    new = stored_articles.discover(tx, wanted)
    if found.states:  # a past window keeps none: what is known of it is not fetched again
        stored_articles.look_again(tx, known.values())
    stored_feeds.save_feed_states(tx, found.states, found.source_id)
    early = (
        Outcome(item.canonical_url, found.source_id, Stage.FETCH, Reason.NOT_DUE)
        for item in found.items
        if not options.holds(item)
    )
    stored_runs.record_items(tx, run_id, [*map(feed_outcome, found.reports), *early])
    return new


def see(settings: Settings, options: Options, run_id: int) -> int:
    """Note every article that is due as waiting, those beyond the limit as such; returns how many are to be fetched.

    From here on each has a fate in the run's record, whatever happens to the run.
    """
    with closing(open_store(settings.database_url)) as store:
        return store.transact(lambda tx: _see(tx, options.ids(settings), options.limit, run_id), run_id)


def _see(tx: Transaction, source_ids: Sequence[str], limit: int | None, run_id: int) -> int:
    due = due_articles(tx, source_ids)
    taken = len(due) if limit is None else min(limit, len(due))
    reasons = [Reason.WAITING] * taken + [Reason.LIMIT] * (len(due) - taken)
    seen = [Outcome(a.canonical_url, a.source_id or "", Stage.FETCH, r) for a, r in zip(due, reasons, strict=True)]
    stored_runs.record_items(tx, run_id, seen)
    return taken


def due_articles(tx: Transaction, source_ids: Sequence[str]) -> list[PendingArticle]:
    """What has to be fetched now, new articles first: never fetched, or due to be looked at again."""
    return stored_articles.pending(tx, None, source_ids) + stored_articles.due_again(tx, None, source_ids)


def fetch_batch(settings: Settings, options: Options, run_id: int, left: int) -> int:
    """Fetch, clean and keep the next articles, at most `ARTICLES_A_BATCH` of ``left``; returns how many were taken."""
    with closing(open_store(settings.database_url)) as store:
        with store.read() as tx:
            deadline = _deadline(tx, settings, run_id, FETCHING)
            due = by_turns(due_articles(tx, options.ids(settings))[:left])[:ARTICLES_A_BATCH]
        sources = {source.id: source for source in options.sources(settings)}
        asyncio.run(fetch_pages(settings, store, run_id, due, sources, deadline))
    return len(due)


def read_batch(settings: Settings, run_id: int, after: int = 0) -> tuple[int, int]:
    """Read and link the next texts that were never read; returns (how many, the last article's id).

    None when the run's time is over: the next run reads them.
    """
    with closing(open_store(settings.database_url)) as store:
        with store.read() as tx:
            if tx.now > _deadline(tx, settings, run_id):
                return 0, after
        return read_texts(settings, store, run_id, after)


def _deadline(tx: Transaction, settings: Settings, run_id: int, share: float = 1.0) -> datetime:
    return stored_runs.run(tx, run_id).started_at + timedelta(seconds=share * settings.run_deadline_s)


def read_starts(settings: Settings) -> list[int]:
    """The ids after which the batches begin that `read_batch` would take, for reading them side by side."""
    with closing(open_store(settings.database_url)) as store, store.read() as tx:
        waiting = stored_articles.never_read(tx)
    return [number - 1 for number in waiting[:: settings.batch_articles]]


def finish(settings: Settings, run_id: int) -> Report:
    """Write the run report."""
    with closing(open_store(settings.database_url)) as store:
        return store.transact(lambda tx: close_run(tx, run_id), run_id)


def night(settings: Settings, options: Options) -> Report:
    """A whole night in this process."""
    run_id = begin(settings, options)
    for source_ids in options.batches(settings):
        discover_batch(settings, options, run_id, source_ids)
    left = see(settings, options, run_id)
    while left > 0 and (taken := fetch_batch(settings, options, run_id, left)):
        left -= taken
    read_all(settings, run_id)
    return finish(settings, run_id)


def read_all(settings: Settings, run_id: int) -> None:
    """Read and link all texts that were never read."""
    number, after = 1, 0
    while number:
        number, after = read_batch(settings, run_id, after)
