"""What the store's commands share: opening it, and the moment that a query is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.store import Store, Transaction


@contextmanager
def opened(db: str | None) -> Iterator[Store]:
    """The store that the command line or the settings name."""
    from pipeline import settings
    from pipeline.store import open_store

    store = open_store(settings.load(database_url=db).database_url)
    try:
        yield store
    finally:
        store.close()


def aware(moment: datetime) -> datetime:
    """A time of the command line: without a zone it is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def at_time(tx: Transaction, as_of: datetime | None, snapshot: str | None) -> datetime | None:
    """The moment that a query is about; null for now."""
    if snapshot is not None:
        from pipeline.store.snapshots import snapshot_time

        return snapshot_time(tx, snapshot)
    return aware(as_of) if as_of is not None else None
