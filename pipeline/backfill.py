"""A past window from files on disk, through cleaning, reading and the store as a night would."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from models.article import CleanPage
from models.feed import FeedItem
from models.page import FetchOutcome, FetchRequest, FetchStatus, RawPage
from models.stored import PendingArticle
from pipeline.clean.batch import CleanTask, clean_many
from pipeline.identity_url import canonical_url
from pipeline.jsonl import parse_published
from pipeline.nightly import read_all
from pipeline.options import Options
from pipeline.outcome import Outcome, Reason, Stage
from pipeline.refetch import source_of
from pipeline.report import Report
from pipeline.runs import close_run
from pipeline.saved import SavedPage, saved_pages
from pipeline.settings import Settings
from pipeline.settle import Answer, settle
from pipeline.store import Transaction, open_store
from pipeline.store.articles import article_ids, discover, stored
from pipeline.store.runs import record_items, start_run
from pipeline.store.statements import chunks

BATCH = 100
CLEANERS = 2


def backfill_files(settings: Settings, options: Options, path: Path) -> Report:
    """Ingest what files hold of a window; what is in the store already stays as it is. Safe to repeat.

    WARC files, saved HTML and JSON Lines of ``{"url", "html"}``, or a folder of them. NotFoundError for no such path.
    """
    with closing(open_store(settings.database_url)) as store:
        asked = {**options.parameters(), "files": str(path)}
        run_id = store.transact(lambda tx: start_run(tx, "backfill", asked))
        for batch in chunks(saved_pages(path), BATCH):
            odd = [_unread(one) for one in batch if one.page is None]
            found = [one.page for one in batch if one.page is not None and one.page.status == 200]
            tasks = [CleanTask.of_page(page.url, page) for page in found]
            pairs = list(zip(found, clean_many(tasks, CLEANERS if len(tasks) == BATCH else 1), strict=True))
            store.transact(lambda tx, odd=odd: record_items(tx, run_id, odd), run_id)  # type: ignore[misc]
            store.transact(lambda tx, pairs=pairs: _keep(tx, settings, options, run_id, pairs), run_id)  # type: ignore[misc]
        read_all(settings, run_id)
        return store.transact(lambda tx: close_run(tx, run_id), run_id)


def _unread(saved: SavedPage) -> Outcome:
    return Outcome(saved.where, "", Stage.FETCH, Reason.MALFORMED, saved.problem or "")


def _keep(
    tx: Transaction, settings: Settings, options: Options, run_id: int, pairs: Sequence[tuple[RawPage, CleanPage]]
) -> None:
    answers, outcomes = [], []
    for raw, page in pairs:
        item = _item(settings, raw, page)
        reason = _left_out(tx, options, item)
        if reason is None and item is not None:
            answers.append((raw, page, item))
        else:
            outcomes.append(Outcome(raw.final_url or raw.url, "", Stage.FETCH, reason or Reason.MALFORMED))
    record_items(tx, run_id, outcomes)
    discover(tx, [item for _, _, item in answers])
    ids = article_ids(tx, [item.canonical_url for _, _, item in answers])
    settle(tx, run_id, [_answer(settings, ids, *found) for found in answers], refetch_days=0)


def _item(settings: Settings, raw: RawPage, page: CleanPage) -> FeedItem | None:
    """The page as a feed would list it; null when its address is none of the web."""
    url = raw.final_url or raw.url
    if not canonical_url(url):
        return None
    source = source_of(settings, url, None)
    when, _ = parse_published(page.published)
    return FeedItem(source.id if source else "", "", url, canonical_url(url), title=page.title, published=when)


def _left_out(tx: Transaction, options: Options, item: FeedItem | None) -> Reason | None:
    if item is None:
        return Reason.MALFORMED
    if not options.holds(item):
        return Reason.NOT_DUE
    return Reason.UNCHANGED if stored(tx, item.canonical_url) else None


def _answer(settings: Settings, ids: dict[str, int], raw: RawPage, page: CleanPage, item: FeedItem) -> Answer:
    article = PendingArticle(ids[item.canonical_url], item.canonical_url, item.url, item.source_id or None, 0)
    fetched = FetchOutcome(FetchRequest(item.url), FetchStatus.FETCHED, replace(raw, final_url=item.url))
    return Answer(article, fetched, page, source_of(settings, item.url, None))
