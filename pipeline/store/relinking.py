"""Linking anew: everything after a change of weights, or what an analyst's decision touches."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from models.tables.rows import BlockRow, LinkRow, ReadingRow, ReportRow
from pipeline.linking.features import load
from pipeline.store.connect import Transaction
from pipeline.store.linkage import compare, relink
from pipeline.store.regroup import Regrouped


def relink_all(tx: Transaction) -> Regrouped:
    """Forget all links and judge every report that counts again; one transaction, memory grows with the store."""
    tx.connection.execute(delete(LinkRow))
    tx.connection.execute(delete(BlockRow))
    wanted = (
        select(ReportRow.id, ReportRow.features)
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .where(ReadingRow.current, ReportRow.features != "null")
    )
    features = {report: load(text) for report, text in tx.connection.execute(wanted)}
    known = compare(tx, dict(features), features)
    return relink(tx, list(features), features, known, {}, {}, "linked anew")


def relink_around(tx: Transaction, reports: Iterable[int], cause: str) -> Regrouped:
    """Group anew everything that hangs together with some reports."""
    return relink(tx, set(reports), {}, {}, {}, {}, cause)
