"""What analysts decided, found for events through all redirects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from models.states import ReviewKind
from models.stored import EventView
from models.tables.rows import EventRow, ReviewRow
from models.wire import to_dict
from pipeline.review import Verdict, apply, conflicts
from pipeline.store.conflicts import pair_decisions
from pipeline.store.connect import Transaction
from pipeline.store.statements import among, chunks
from pipeline.store.tellings import Member


def corrected(views: Mapping[int, EventView], verdicts: Mapping[int, list[Verdict]]) -> dict[int, EventView]:
    """The views with the decisions that hold for these events."""
    return {number: apply(view, verdicts[number]) if number in verdicts else view for number, view in views.items()}


def rejected(verdicts: Iterable[Verdict], view: EventView) -> str | None:
    """Why an analyst rejected an event, with what was told of it since; null when none did."""
    verdict = next((v for v in verdicts if v.kind is ReviewKind.REJECT), None)
    if verdict is None:
        return None
    return "; ".join((f"rejected by {verdict.author}: {verdict.reason}", *conflicts(to_dict(view), verdict)))


def verdicts_of(
    tx: Transaction, groups: Mapping[int, Sequence[int]], found: Mapping[int, Member]
) -> dict[int, list[Verdict]]:
    """Decisions in force, by event, oldest first; those about merged ids hold for what they became.

    ``groups`` are the reports of each event, which ``found`` has; the store need not know them so yet.
    """
    if tx.connection.execute(select(ReviewRow.id).limit(1)).first() is None:
        return {}
    became = with_former_ids(tx, groups)
    home = {report: event for event, reports in groups.items() for report in reports}
    pairs = {one.review_id: one for one in pair_decisions(tx, home, {m.article_id for m in found.values()}, became)}
    kept: dict[int, list[Verdict]] = defaultdict(list)
    for row in [*_reviews(tx, ReviewRow.event_id, became), *_reviews(tx, ReviewRow.id, pairs)]:
        against = pairs[row.id].conflicts if row.id in pairs else ()
        events = {row.event_id, *(pairs[row.id].events if row.id in pairs else ())}
        verdict = Verdict(row.id, ReviewKind(row.kind), row.field, row.value, row.seen, row.author, row.reason, against)
        for event in {became[event] for event in events if event in became}:
            kept[event].append(verdict)
    return {event: sorted(dict.fromkeys(found), key=lambda one: one.review_id) for event, found in kept.items()}


def _reviews(tx: Transaction, column: Any, values: Iterable[int]) -> list[Any]:
    rows: list[Any] = []
    for batch in chunks(values):
        wanted = select(ReviewRow.__table__).where(among(tx, column, batch), ReviewRow.withdrawn_at.is_(None))
        rows += tx.connection.execute(wanted)
    return rows


def with_former_ids(tx: Transaction, numbers: Iterable[int]) -> dict[int, int]:
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
