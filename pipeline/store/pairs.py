"""Pairs of reports that an analyst joined or parted, found again after any re-reading."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from models.states import PairVerdict
from models.tables.rows import PairRow, ReadingRow, ReportRow, ReviewRow
from pipeline.linking.grouping import Pair
from pipeline.store.connect import Transaction


def fixed_pairs(tx: Transaction) -> dict[Pair, bool]:
    """Ordered pairs of report ids with what was decided (true: one event). Withdrawn decisions do not count."""
    left_reading, right_reading = aliased(ReadingRow), aliased(ReadingRow)
    left, right = aliased(ReportRow), aliased(ReportRow)
    wanted = (
        select(left.id, right.id, PairRow.verdict)
        .join(ReviewRow, and_(ReviewRow.id == PairRow.review_id, ReviewRow.withdrawn_at.is_(None)))
        .join(left_reading, and_(left_reading.article_id == PairRow.left_article, left_reading.current))
        .join(right_reading, and_(right_reading.article_id == PairRow.right_article, right_reading.current))
        .join(left, and_(left.reading_id == left_reading.id, left.ordinal == PairRow.left_ordinal))
        .join(right, and_(right.reading_id == right_reading.id, right.ordinal == PairRow.right_ordinal))
        .where(left.features != "null", right.features != "null")
        .order_by(PairRow.id)
    )
    found = tx.connection.execute(wanted)
    return {(min(a, b), max(a, b)): verdict == PairVerdict.SAME for a, b, verdict in found}
