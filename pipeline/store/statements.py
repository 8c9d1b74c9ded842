"""SQL that both databases read: upserts, and lists of keys cut to what a statement may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar, cast

from pydantic_core import to_json
from sqlalchemy import ARRAY, ColumnElement, any_, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from models.tables.rows import Row
from pipeline.store.connect import Transaction

T = TypeVar("T")
CHUNK = 2000  # keys in one statement


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Items in lists of at most ``size``, in order."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def among(tx: Transaction, column: Any, values: Sequence[int] | Sequence[str]) -> ColumnElement[bool]:
    """Whether a column holds one of the values: one parameter however many there are, so the statement is made once."""
    if tx.is_sqlite:
        listed = func.json_each(to_json(values).decode()).table_valued("value")
        return cast("ColumnElement[bool]", column.in_(select(listed.c.value)))
    return cast("ColumnElement[bool]", column == any_(bindparam(None, list(values), type_=ARRAY(column.type))))


def insert_tuples(tx: Transaction, table: type[Row], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows as the driver takes them; their values and ``columns`` are in the table's order."""
    if rows:
        tx.connection.exec_driver_sql(_insertion(table, tuple(columns), tx.is_sqlite), list(rows))


@cache
def _insertion(table: type[Row], columns: tuple[str, ...], is_sqlite: bool) -> str:
    kind = sqlite.dialect() if is_sqlite else postgresql.dialect(paramstyle="format")  # type: ignore[no-untyped-call]
    return str(insert(table).compile(dialect=kind, column_keys=list(columns)))


def insert_rows(tx: Transaction, table: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns: as Core does it, but the columns are made ready one by one."""
    if not rows:
        return
    dialect = tx.connection.dialect
    names = [column.key for column in table.__table__.columns if column.key in rows[0]]  # in the order of the statement
    columns = []
    for name in names:
        process = table.__table__.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        values = [row[name] for row in rows]
        columns.append(list(map(process, values)) if process else values)
    insert_tuples(tx, table, names, list(zip(*columns, strict=True)))


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
