"""What the store's commands share: opening it, and the moment that a query is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import StoreError

if TYPE_CHECKING:
    from pipeline.store import Store, Transaction


@contextmanager
def opened(db: str | None, *, make: bool = False) -> Iterator[Store]:
    """The store that the command line or the settings name; StoreError where it is missing, unless it may be made."""
    from pipeline import settings
    from pipeline.store import open_store

    address = settings.load(database_url=db).database_url
    if not make:
        _must_exist(address)
    store = open_store(address)
    try:
        yield store
    finally:
        store.close()


def _must_exist(address: str) -> None:
    """A file that is not there would be made, and look like a store in which nothing is found."""
    kind, _, name = address.partition(":///")
    file = Path(name.partition("?")[0])
    if kind.startswith("sqlite") and name and name != ":memory:" and not file.exists():
        todo = "`strikelog run` or `strikelog import` makes one; --db or STRIKELOG_DATABASE_URL names another"
        raise StoreError(f"there is no store at {file.absolute()}", todo=todo)


def aware(moment: datetime) -> datetime:
    """A time of the command line: without a zone it is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def at_time(tx: Transaction, as_of: datetime | None, snapshot: str | None) -> datetime | None:
    """The moment that a query is about; null for now."""
    if snapshot is not None:
        from pipeline.store.snapshots import snapshot_time

        return snapshot_time(tx, snapshot)
    return aware(as_of) if as_of is not None else None
