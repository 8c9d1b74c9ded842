"""Listing events: those that are wanted, as they are or as they were, as JSON text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Select, or_, select, union_all

from models.states import EventStatus
from models.tables.listed import ARTICLE, EVENT, FORMER, READING, REPORT
from models.vocabulary import EventType, Salience
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


def event_lines(tx: Transaction, wanted: Wanted = EVERYTHING, as_of: datetime | None = None) -> Iterator[str]:
    """Live events as JSON text in the shape of `StoredEvent`, by day and id; memory stays flat."""
    chosen = _present(wanted) if as_of is None else _as_of(as_of)
    result = tx.connection.execute(chosen.execution_options(yield_per=PAGE))
    for row in result:
        if as_of is None or holds(wanted, row.view, row.last_changed):
            yield event_line(row.id, row.first_seen, row.last_changed, row.view)


def event_line(number: int, first_seen: datetime, last_changed: datetime, view: str) -> str:
    """JSON text of one event, in the shape of `StoredEvent`."""
    times = f'"first_seen":"{first_seen.isoformat()}","last_changed":"{last_changed.isoformat()}"'
    return f'{{"event_id":"{event_name(number)}",{times},{view[1:]}'


def _present(wanted: Wanted) -> Select[Any]:
    chosen: Any = select(EVENT.c.id, EVENT.c.first_seen, EVENT.c.last_changed, EVENT.c.view)
    chosen = chosen.where(EVENT.c.status == EventStatus.LIVE, EVENT.c.n_independent >= wanted.min_independent)
    if wanted.since is not None:
        chosen = chosen.where(EVENT.c.day_end >= wanted.since)
    if wanted.until is not None:
        chosen = chosen.where(EVENT.c.day_start <= wanted.until)
    if wanted.countries:
        chosen = chosen.where(EVENT.c.country.in_(wanted.countries))
    if wanted.types:
        chosen = chosen.where(EVENT.c.event_type.in_(wanted.types))
    if wanted.salience is not None:
        chosen = chosen.where(EVENT.c.salience == wanted.salience)
    if wanted.changed_since is not None:
        chosen = chosen.where(EVENT.c.last_changed > wanted.changed_since)
    if wanted.outlet is not None:
        chosen = chosen.where(EVENT.c.id.in_(_told_by(wanted.outlet)))
    return chosen.order_by(EVENT.c.day_start, EVENT.c.id)  # type: ignore[no-any-return]


def _told_by(outlet: str) -> Select[Any]:
    told: Any = (
        select(REPORT.c.event_id)
        .join(READING, READING.c.id == REPORT.c.reading_id)
        .join(ARTICLE, ARTICLE.c.id == READING.c.article_id)
        .where(or_(ARTICLE.c.outlet == outlet, ARTICLE.c.source_id == outlet), REPORT.c.event_id.is_not(None))
    )
    return told  # type: ignore[no-any-return]


def _as_of(moment: datetime) -> Select[Any]:
    """The states that were in force at a time: present ones from before it, and former ones around it."""
    now = select(EVENT.c.id, EVENT.c.first_seen, EVENT.c.last_changed, EVENT.c.view, EVENT.c.day_start).where(
        EVENT.c.status == EventStatus.LIVE, EVENT.c.last_changed <= moment
    )
    then = (
        select(FORMER.c.event_id, EVENT.c.first_seen, FORMER.c.valid_from, FORMER.c.view, EVENT.c.day_start)
        .join(EVENT, EVENT.c.id == FORMER.c.event_id)
        .where(FORMER.c.status == EventStatus.LIVE)
        .where(FORMER.c.valid_from <= moment, FORMER.c.valid_to > moment)
    )
    both = union_all(now, then).subquery()
    states: Any = select(both.c.id, both.c.first_seen, both.c.last_changed, both.c.view)
    return states.order_by(both.c.day_start, both.c.id)  # type: ignore[no-any-return]
