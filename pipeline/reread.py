"""All stored texts that older rules have read, read again: in batches, each kept as it is done, so that a run that is
cut short goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from models.event import Extraction
from models.stored import StoredArticle, StoredEvent
from pipeline.differences import differences
from pipeline.ingest import extractions, fate
from pipeline.runs import close_run
from pipeline.settings import Settings
from pipeline.store import Store, Transaction, open_store
from pipeline.store.articles import unread
from pipeline.store.events import events_of
from pipeline.store.keeping import reread_in
from pipeline.store.runs import record_items, start_run

CAUSE = "rules changed"
Batch = Sequence[tuple[StoredArticle, Extraction]]


class _Rehearsal(Exception):  # noqa: N818 - no error: it rolls a dry run back
    """Carries the lines of a dry run out of its transaction."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines


def reread_all(settings: Settings, *, dry_run: bool = False, limit: int | None = None) -> Iterator[str]:
    """Read again what this extractor has not read, by article id; yields what that changes, field by field.

    ``limit`` is the most articles. A dry run writes nothing. StoreError, TransientError.
    """
    from extractors.read import extractor_version

    version = extractor_version(settings.model)
    with closing(open_store(settings.database_url)) as store:
        run_id = None if dry_run else store.transact(lambda tx: start_run(tx, "reprocess", {"version": version}))
        number, after, size = 0, 0, settings.batch_articles
        while found := _next(store, version, size if limit is None else min(size, limit - number), after):
            batch = list(zip(found, extractions(settings, found), strict=True))
            yield from _rehearsed(store, batch) if run_id is None else _kept(store, run_id, batch)
            number, after = number + len(found), found[-1].article_id
        if run_id is not None:
            done = run_id
            store.transact(lambda tx: close_run(tx, done), done)
    yield f"{number} articles read again by {version}" + (". Dry run: nothing was written." if dry_run else "")


def _next(store: Store, version: str, size: int, after: int) -> list[StoredArticle]:
    if size <= 0:
        return []
    with store.read() as tx:
        return unread(tx, version, limit=size, after=after)


def _kept(store: Store, run_id: int, batch: Batch) -> list[str]:
    return store.transact(lambda tx: _keep(tx, run_id, batch), run_id)


def _keep(tx: Transaction, run_id: int, batch: Batch) -> list[str]:
    lines = _changes(tx, batch)
    record_items(tx, run_id, [fate(one, reading) for one, reading in batch])
    return lines


def _rehearsed(store: Store, batch: Batch) -> list[str]:
    try:
        with store.write() as tx:
            raise _Rehearsal(_changes(tx, batch))
    except _Rehearsal as rehearsal:
        return rehearsal.lines


def _changes(tx: Transaction, batch: Batch) -> list[str]:
    """Keep the readings; what that changed in the events of these articles."""
    before = _told(tx, batch)
    reread_in(tx, batch, CAUSE)
    return list(differences(before, _told(tx, batch), CAUSE))


def _told(tx: Transaction, batch: Batch) -> dict[int, StoredEvent]:
    found: dict[int, StoredEvent] = {}
    for one, _ in batch:
        found |= events_of(tx, one.article_id)
    return found
