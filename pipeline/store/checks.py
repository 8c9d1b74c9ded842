"""What must never be in a store, looked for."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from models.states import EventStatus, ReviewKind
from models.tables.rows import EventRow, ReadingRow, ReportRow, ReviewRow
from pipeline.identity import event_name
from pipeline.store.connect import Transaction


def problems(tx: Transaction) -> Iterator[str]:
    """One sentence a problem; none in a sound store."""
    yield from _live_without_reports(tx)
    yield from _reports_astray(tx)
    yield from _former_readings(tx)
    yield from _several_current(tx)
    yield from _circles(tx)


def _live_without_reports(tx: Transaction) -> Iterator[str]:
    told = select(ReportRow.id).where(ReportRow.event_id == EventRow.id)
    for event in tx.connection.execute(
        select(EventRow.id).where(EventRow.status == EventStatus.LIVE, ~told.exists())
    ).scalars():
        yield f"{event_name(event)} has no report"


def _reports_astray(tx: Transaction) -> Iterator[str]:
    """Reports in events that have ended and that no analyst rejected."""
    rejected = select(ReviewRow.event_id).where(ReviewRow.kind == ReviewKind.REJECT, ReviewRow.withdrawn_at.is_(None))
    wanted = select(ReportRow.id, EventRow.id).join(EventRow, EventRow.id == ReportRow.event_id)
    ended = wanted.where(EventRow.status != EventStatus.LIVE, EventRow.id.not_in(rejected))
    for report, event in tx.connection.execute(ended):
        yield f"report {report} is in {event_name(event)}, which has ended"


def _former_readings(tx: Transaction) -> Iterator[str]:
    wanted = select(ReportRow.id).join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
    for report in tx.connection.execute(wanted.where(~ReadingRow.current, ReportRow.event_id.is_not(None))).scalars():
        yield f"report {report} is of a former reading and still in an event"


def _several_current(tx: Transaction) -> Iterator[str]:
    counted = select(ReadingRow.article_id).where(ReadingRow.current).group_by(ReadingRow.article_id)
    for article in tx.connection.execute(counted.having(func.count() > 1)).scalars():
        yield f"article {article} has several readings that count"


def _circles(tx: Transaction) -> Iterator[str]:
    wanted = select(EventRow.id, EventRow.merged_into).where(EventRow.merged_into.is_not(None))
    into = {event: target for event, target in tx.connection.execute(wanted) if target is not None}
    for event in into:
        seen, here = {event}, into[event]
        while here in into and here not in seen:
            seen.add(here)
            here = into[here]
        if here in into:
            yield f"{event_name(event)} leads back to itself"
