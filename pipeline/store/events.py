"""Reading events: as they are, as they were, what changed, what ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Select, func, or_, select, union_all

from models import wire
from models.stored import EventStatus, StoredEvent
from models.tables import ArticleRow, EventHistoryRow, EventRow, ReadingRow, ReportRow
from models.vocabulary import EventType, Salience
from pipeline.errors import NotFoundError
from pipeline.identity import event_name
from pipeline.store.connect import Transaction

PAGE = 1000  # rows held at a time


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: all that are given must hold. Days are the event's, ``outlet`` one of its articles'."""

    since: date | None = None
    until: date | None = None
    countries: tuple[str, ...] = ()
    types: tuple[EventType, ...] = ()
    salience: Salience | None = None
    outlet: str | None = None
    min_independent: int = 0
    changed_since: datetime | None = None


EVERYTHING = Wanted()


def holds(wanted: Wanted, view: str, last_changed: datetime) -> bool:
    """Whether a former state is wanted: what the columns tell of a present one, read from the view."""
    if wanted == EVERYTHING:
        return True
    told = from_json(view)
    day, place = told["date"] or {}, told["place"] or {}
    return all((
        wanted.since is None or day.get("end", "") >= wanted.since.isoformat(),
        wanted.until is None or day.get("start", "9") <= wanted.until.isoformat(),
        not wanted.countries or place.get("country") in wanted.countries,
        not wanted.types or told["event_type"] in wanted.types,
        wanted.salience is None or told["salience"] == wanted.salience,
        wanted.outlet is None or any(article["outlet"] == wanted.outlet for article in told["articles"]),
        told["n_independent"] >= wanted.min_independent,
        wanted.changed_since is None or last_changed > wanted.changed_since,
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ended:
    """An id that no longer stands for an event: since when, why, and where it went (null: nowhere)."""

    event_id: str
    ended: datetime
    status: EventStatus
    merged_into: str | None
    cause: str


def event_lines(tx: Transaction, wanted: Wanted = EVERYTHING, as_of: datetime | None = None) -> Iterator[str]:
    """Live events as JSON text in the shape of `StoredEvent`, by day and id; memory stays flat."""
    chosen = _present(wanted) if as_of is None else _as_of(as_of)
    result = tx.connection.execute(chosen.execution_options(yield_per=PAGE))
    for row in result:
        if as_of is None or holds(wanted, row.view, row.last_changed):
            yield _line(row.id, row.first_seen, row.last_changed, row.view)


def events(tx: Transaction, wanted: Wanted = EVERYTHING, as_of: datetime | None = None) -> Iterator[StoredEvent]:
    """The same as values."""
    for line in event_lines(tx, wanted, as_of):
        yield wire.from_dict(StoredEvent, from_json(line))


def count_events(tx: Transaction, since: datetime | None = None) -> int:
    """How many live events there are, or how many of them were first seen since a time."""
    chosen = select(func.count()).select_from(EventRow).where(EventRow.status == EventStatus.LIVE)
    if since is not None:
        chosen = chosen.where(EventRow.first_seen >= since)
    return tx.connection.execute(chosen).scalar_one()


def _line(number: int, first_seen: datetime, last_changed: datetime, view: str) -> str:
    times = f'"first_seen":"{first_seen.isoformat()}","last_changed":"{last_changed.isoformat()}"'
    return f'{{"event_id":"{event_name(number)}",{times},{view[1:]}'


def _present(wanted: Wanted) -> Select[Any]:
    chosen: Any = select(EventRow.id, EventRow.first_seen, EventRow.last_changed, EventRow.view)
    chosen = chosen.where(EventRow.status == EventStatus.LIVE, EventRow.n_independent >= wanted.min_independent)
    if wanted.since is not None:
        chosen = chosen.where(EventRow.day_end >= wanted.since)
    if wanted.until is not None:
        chosen = chosen.where(EventRow.day_start <= wanted.until)
    if wanted.countries:
        chosen = chosen.where(EventRow.country.in_(wanted.countries))
    if wanted.types:
        chosen = chosen.where(EventRow.event_type.in_(wanted.types))
    if wanted.salience is not None:
        chosen = chosen.where(EventRow.salience == wanted.salience)
    if wanted.changed_since is not None:
        chosen = chosen.where(EventRow.last_changed > wanted.changed_since)
    if wanted.outlet is not None:
        chosen = chosen.where(EventRow.id.in_(_told_by(wanted.outlet)))
    return chosen.order_by(EventRow.day_start, EventRow.id)  # type: ignore[no-any-return]


def _told_by(outlet: str) -> Select[Any]:
    told: Any = (
        select(ReportRow.event_id)
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .join(ArticleRow, ArticleRow.id == ReadingRow.article_id)
        .where(or_(ArticleRow.outlet == outlet, ArticleRow.source_id == outlet), ReportRow.event_id.is_not(None))
    )
    return told  # type: ignore[no-any-return]


def _as_of(moment: datetime) -> Select[Any]:
    """The states that were in force at a time: present ones from before it, and former ones around it."""
    now = select(EventRow.id, EventRow.first_seen, EventRow.last_changed, EventRow.view, EventRow.day_start).where(
        EventRow.status == EventStatus.LIVE, EventRow.last_changed <= moment
    )
    then = (
        select(
            EventHistoryRow.event_id,
            EventRow.first_seen,
            EventHistoryRow.valid_from,
            EventHistoryRow.view,
            EventRow.day_start,
        )
        .join(EventRow, EventRow.id == EventHistoryRow.event_id)
        .where(EventHistoryRow.status == EventStatus.LIVE)
        .where(EventHistoryRow.valid_from <= moment, EventHistoryRow.valid_to > moment)
    )
    both = union_all(now, then).subquery()
    states: Any = select(both.c.id, both.c.first_seen, both.c.last_changed, both.c.view)
    return states.order_by(both.c.day_start, both.c.id)  # type: ignore[no-any-return]


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
    return wire.from_dict(StoredEvent, from_json(_line(row.id, row.first_seen, row.last_changed, row.view)))


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
