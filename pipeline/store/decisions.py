"""The decisions of analysts as they stand: listed, each with what later texts say against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from models.states import ReviewKind
from models.tables.rows import EventRow, ReviewRow
from models.wire import to_dict
from pipeline.identity import event_name
from pipeline.review import conflicts
from pipeline.store.connect import Transaction
from pipeline.store.corrections import verdicts_of, with_former_ids
from pipeline.store.events import report_ids
from pipeline.store.statements import among
from pipeline.store.tellings import members
from pipeline.store.views import view_of


@dataclass(frozen=True, slots=True)
class Review:
    """A decision as it is kept. ``value`` is JSON text; times are UTC; ``conflicts`` is what speaks against it now."""

    review_id: int
    event_id: str
    kind: ReviewKind
    field: str | None
    value: str | None
    author: str
    reason: str
    scope: str
    decided_at: datetime
    withdrawn_at: datetime | None
    conflicts: tuple[str, ...] = ()


def reviews(tx: Transaction, number: int | None = None) -> list[Review]:
    """Decisions, oldest first; of one event and the ids that it took over, or of all."""
    wanted = select(ReviewRow.__table__).order_by(ReviewRow.id)
    if number is None:
        against = _against(tx, tx.connection.execute(select(ReviewRow.event_id).distinct()).scalars().all())
    else:
        against = _against(tx, [number])
        ids = [*with_former_ids(tx, [number])]
        wanted = wanted.where(or_(among(tx, ReviewRow.event_id, ids), among(tx, ReviewRow.id, list(against))))
    return [
        Review(
            row.id, event_name(row.event_id), ReviewKind(row.kind), row.field, row.value, row.author, row.reason,
            row.scope, row.decided_at, row.withdrawn_at, against.get(row.id, ()),
        )
        for row in tx.connection.execute(wanted)
    ]  # fmt: skip


def _against(tx: Transaction, numbers: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Review in force -> its conflicts, for the events that these ids are by now."""
    found: dict[int, tuple[str, ...]] = {}
    for number in sorted({_now(tx, number) for number in numbers}):
        reports = report_ids(tx, number)
        if not reports:
            continue
        told = members(tx, reports)
        view = to_dict(view_of(list(told.values())))
        for verdict in verdicts_of(tx, {number: reports}, told).get(number, ()):
            found[verdict.review_id] = tuple(conflicts(view, verdict))
    return found


def _now(tx: Transaction, number: int) -> int:
    """The id that an event has after all redirects, ended or not."""
    redirects = select(EventRow.merged_into)
    while (into := tx.connection.execute(redirects.where(EventRow.id == number)).scalar()) is not None:
        number = into
    return number
