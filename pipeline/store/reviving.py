"""Readings that count again: a text that went back to what it was, or a run that is taken back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from models.tables.rows import ReadingRow, ReportRow
from pipeline.linking.features import Features, load
from pipeline.store.connect import Transaction
from pipeline.store.statements import among, chunks


def revive(tx: Transaction, readings: Sequence[int]) -> dict[int, Features]:
    """Make former readings count; returns what linking has to compare, by report."""
    set_current(tx, readings, True)
    added: dict[int, Features] = {}
    for batch in chunks(readings):
        wanted = select(ReportRow.id, ReportRow.features).where(among(tx, ReportRow.reading_id, batch))
        found = tx.connection.execute(wanted.where(ReportRow.features != "null"))
        added.update((report, load(text)) for report, text in found)
    return added


def set_current(tx: Transaction, readings: Sequence[int], current: bool) -> None:
    """Whether readings count; only one of an article may."""
    for batch in chunks(readings):
        tx.connection.execute(update(ReadingRow).where(among(tx, ReadingRow.id, batch)).values(current=current))
