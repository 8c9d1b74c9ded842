"""Reading events as values: all that are wanted, one by its id, those of an article, those that ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic_core import from_json
from sqlalchemy import func, select

from models import wire
from models.states import EventStatus
from models.stored import StoredEvent
from models.tables.rows import EventRow, ReadingRow, ReportRow
from pipeline.errors import NotFoundError
from pipeline.identity import event_name
from pipeline.store.connect import Transaction
from pipeline.store.listing import EVERYTHING, Wanted, event_line, event_lines


@dataclass(frozen=True, slots=True)
class Ended:
    """An id that no longer stands for an event: since when, why, and where it went (null: nowhere)."""

    event_id: str
    ended: datetime
    status: EventStatus
    merged_into: str | None
    cause: str


def events(tx: Transaction, wanted: Wanted = EVERYTHING, as_of: datetime | None = None) -> Iterator[StoredEvent]:
    """Live events by day and id, as values."""
    for line in event_lines(tx, wanted, as_of):
        yield wire.from_dict(StoredEvent, from_json(line))


def count_events(tx: Transaction, since: datetime | None = None) -> int:
    """How many live events there are, or how many of them were first seen since a time."""
    chosen = select(func.count()).select_from(EventRow).where(EventRow.status == EventStatus.LIVE)
    if since is not None:
        chosen = chosen.where(EventRow.first_seen >= since)
    return tx.connection.execute(chosen).scalar_one()


def live_id(tx: Transaction, number: int) -> int:
    """The id that an event has now, after all redirects; NotFoundError says what became of one that ended."""
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        found = tx.connection.execute(
            select(EventRow.status, EventRow.merged_into, EventRow.last_changed, EventRow.cause).where(
                EventRow.id == number
            )
        ).one_or_none()
        if found is None:
            raise NotFoundError(f"no event {event_name(number)}", todo="`strikelog events` lists them")
        if found.status == EventStatus.DELETED:
            raise NotFoundError(f"event {event_name(number)} ended on {found.last_changed.date()}: {found.cause}")
        if found.merged_into is None:
            return number
        number = found.merged_into
    raise NotFoundError(f"event {event_name(number)} leads back to itself", todo="run: strikelog db check")


def event(tx: Transaction, number: int) -> StoredEvent:
    """One event, through redirects; NotFoundError."""
    chosen = select(EventRow.id, EventRow.first_seen, EventRow.last_changed, EventRow.view)
    row = tx.connection.execute(chosen.where(EventRow.id == live_id(tx, number))).one()
    return wire.from_dict(StoredEvent, from_json(event_line(row.id, row.first_seen, row.last_changed, row.view)))


def events_of(tx: Transaction, article_id: int) -> dict[int, StoredEvent]:
    """The live events that an article's current reading tells of, by number."""
    told = (
        select(ReportRow.event_id)
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .where(ReadingRow.article_id == article_id, ReadingRow.current, ReportRow.event_id.is_not(None))
    )
    numbers = {number for number in tx.connection.execute(told).scalars() if number is not None}
    return {number: event(tx, number) for number in sorted(numbers)}


def report_ids(tx: Transaction, number: int) -> Sequence[int]:
    """The reports of an event."""
    wanted = select(ReportRow.id).where(ReportRow.event_id == number).order_by(ReportRow.id)
    return tx.connection.execute(wanted).scalars().all()


def ended(tx: Transaction, since: datetime | None = None) -> Iterator[Ended]:
    """Ids that redirect or are tombstones, by the time they ended."""
    chosen = select(EventRow.id, EventRow.last_changed, EventRow.status, EventRow.merged_into, EventRow.cause)
    chosen = chosen.where(EventRow.status != EventStatus.LIVE)
    if since is not None:
        chosen = chosen.where(EventRow.last_changed > since)
    for row in tx.connection.execute(chosen.order_by(EventRow.last_changed, EventRow.id)):
        into = event_name(row.merged_into) if row.merged_into else None
        yield Ended(event_name(row.id), row.last_changed, EventStatus(row.status), into, row.cause)
