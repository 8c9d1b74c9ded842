"""What analysts decided, found for events through all redirects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from models.states import ReviewKind
from models.stored import EventView
from models.tables.rows import EventRow, ReviewRow
from pipeline.review import Verdict, apply
from pipeline.store.connect import Transaction
from pipeline.store.statements import among, chunks


def corrected(views: Mapping[int, EventView], verdicts: Mapping[int, list[Verdict]]) -> dict[int, EventView]:
    """The views with the decisions that hold for these events."""
    return {number: apply(view, verdicts[number]) if number in verdicts else view for number, view in views.items()}


def rejected(verdicts: Iterable[Verdict]) -> str | None:
    """Why an analyst rejected an event; null when none did."""
    return next((f"rejected by {v.author}: {v.reason}" for v in verdicts if v.kind is ReviewKind.REJECT), None)


def verdicts_of(tx: Transaction, numbers: Iterable[int]) -> dict[int, list[Verdict]]:
    """Decisions in force, by event, oldest first; those about merged ids hold for what they became."""
    if tx.connection.execute(select(ReviewRow.id).limit(1)).first() is None:
        return {}
    became = _with_former_ids(tx, numbers)
    found: dict[int, list[Verdict]] = defaultdict(list)
    for batch in chunks(became):
        wanted = select(ReviewRow.__table__).where(
            among(tx, ReviewRow.event_id, batch), ReviewRow.withdrawn_at.is_(None)
        )
        for row in tx.connection.execute(wanted.order_by(ReviewRow.id)):
            verdict = Verdict(ReviewKind(row.kind), row.field, row.value, row.seen, row.author, row.reason)
            found[became[row.event_id]].append(verdict)
    return dict(found)


def _with_former_ids(tx: Transaction, numbers: Iterable[int]) -> dict[int, int]:
    """These ids and all that redirect to them -> the id that they lead to."""
    became = {number: number for number in numbers}
    front = list(became)
    while front:
        fresh: dict[int, int] = {}
        for batch in chunks(front):
            wanted = select(EventRow.id, EventRow.merged_into).where(among(tx, EventRow.merged_into, batch))
            fresh |= {row.id: became[row.merged_into] for row in tx.connection.execute(wanted) if row.merged_into}
        front = [number for number in fresh if number not in became]
        became |= fresh
    return became
