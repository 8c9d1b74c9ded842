"""Ids: whole numbers from one counter row, drawn in the transaction that uses them. They grow, none comes twice."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from models.tables.rows import CounterRow
from pipeline.store.connect import Transaction

NAME = "id"


def draw(tx: Transaction, number: int) -> range:
    """The next ``number`` ids."""
    first = tx.connection.execute(select(CounterRow.following).where(CounterRow.name == NAME)).scalar()
    if first is None:
        first = 1
        tx.connection.execute(insert(CounterRow).values(name=NAME, following=first + number))
    elif number:
        grown = update(CounterRow).where(CounterRow.name == NAME).values(following=first + number)
        tx.connection.execute(grown)
    return range(first, first + number)
