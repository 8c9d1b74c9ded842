"""SQL that both databases read: upserts, and lists of keys cut to what a statement may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite

from models.tables import Row
from pipeline.store.connect import Transaction

T = TypeVar("T")
CHUNK = 500  # keys in one IN list: SQLite's oldest limit is 999 variables


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Items in lists of at most ``size``, in order."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def upsert(
    tx: Transaction, table: type[Row], rows: Sequence[Mapping[str, Any]], key: Sequence[str], keep: Sequence[str] = ()
) -> None:
    """Insert rows; on the same ``key`` overwrite the other columns except ``keep``. All rows have equal columns."""
    if not rows:
        return
    statement = (sqlite.insert if tx.is_sqlite else postgresql.insert)(table)
    fresh = {name: statement.excluded[name] for name in rows[0] if name not in key and name not in keep}
    tx.connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=fresh), list(rows))


def insert_new(tx: Transaction, table: type[Row], rows: Sequence[Mapping[str, Any]], key: Sequence[str]) -> None:
    """Insert rows whose ``key`` is not there yet; the others stay as they are."""
    if rows:
        statement = (sqlite.insert if tx.is_sqlite else postgresql.insert)(table)
        tx.connection.execute(statement.on_conflict_do_nothing(index_elements=list(key)), list(rows))
