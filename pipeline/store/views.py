"""Writing events: the view over the tellings, its history, redirects and tombstones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, func, select, update

from models.event import ExtractedEvent
from models.states import EventStatus
from models.stored import EventArticle, EventView
from models.tables.rows import EventHistoryRow, EventRow
from models.vocabulary import Salience
from pipeline.origins import origins
from pipeline.resolution import Resolution, resolve
from pipeline.review import Verdict
from pipeline.store.connect import Transaction
from pipeline.store.corrections import corrected, rejected, verdicts_of
from pipeline.store.statements import among, chunks, insert_rows
from pipeline.store.tellings import Member, members

_VIEW = TypeAdapter(EventView)


def write_views(
    tx: Transaction,
    groups: Mapping[int, Sequence[int]],
    fresh: Mapping[int, ExtractedEvent],
    new: set[int],
    cause: str,
) -> list[int]:
    """Write the events with these reports; returns the ids of former events that are different now."""
    found = members(tx, [report for group in groups.values() for report in group], fresh)
    views = {event: view_of([found[report] for report in group]) for event, group in groups.items()}
    verdicts = verdicts_of(tx, groups, found)
    ends = {event: _end(decided, views[event]) for event, decided in verdicts.items()}
    views = corrected(views, verdicts)
    rows = {event: _row(tx, event, view, cause) | ends.get(event, {}) for event, view in views.items()}
    insert_rows(tx, EventRow, [row | {"first_seen": tx.now} for event, row in rows.items() if event in new])
    return _update(tx, {event: row for event, row in rows.items() if event not in new}, cause)


def _end(verdicts: Sequence[Verdict], told: EventView) -> dict[str, Any]:
    """A rejected event ends, though its reports stay with it."""
    why = rejected(verdicts, told)
    return {"status": EventStatus.DELETED, "cause": why} if why else {}


def view_of(tellings: Sequence[Member]) -> EventView:
    """One event of its tellings."""
    return view(resolve(member.told for member in tellings), tellings)


def view(resolution: Resolution, tellings: Sequence[Member]) -> EventView:
    """A resolved event with its articles and how many independent tellings there are."""
    articles = _articles(tellings)
    mains = [member for member in tellings if member.article.salience is Salience.MAIN] or list(tellings)
    independent = origins(list({member.origin.url: member.origin for member in mains}.values()))
    values = {name: getattr(resolution.event, name) for name in ExtractedEvent.__dataclass_fields__}
    return EventView(
        **values,
        articles=articles,
        n_articles=len(articles),
        n_outlets=len({article.outlet or article.url for article in articles}),
        n_independent=len(independent),
        resolved=resolution.resolved,
        disagreements=resolution.disagreements,
    )


def _articles(tellings: Sequence[Member]) -> tuple[EventArticle, ...]:
    """Each article once, as a report if any of its tellings is one; by publication, then address."""
    best: dict[int, EventArticle] = {}
    for member in tellings:
        known = best.get(member.article_id)
        if known is None or (known.salience is not Salience.MAIN and member.article.salience is Salience.MAIN):
            best[member.article_id] = member.article
    return tuple(sorted(best.values(), key=lambda article: (article.published or "", article.url)))


def _row(tx: Transaction, event: int, view: EventView, cause: str) -> dict[str, Any]:
    place, date = view.place, view.date
    return {
        "id": event,
        "status": EventStatus.LIVE,
        "merged_into": None,
        "event_type": view.event_type,
        "salience": view.salience,
        "day_start": date.start if date else None,
        "day_end": date.end if date else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "n_articles": view.n_articles,
        "n_outlets": view.n_outlets,
        "n_independent": view.n_independent,
        "last_changed": tx.now,
        "cause": cause,
        "run_id": tx.run_id,
        "view": _VIEW.dump_json(view, by_alias=True).decode(),
    }


def _update(tx: Transaction, rows: Mapping[int, dict[str, Any]], cause: str) -> list[int]:
    """Overwrite events whose view is another one; their former state goes to the history."""
    changed: list[int] = []
    for batch in chunks(rows):
        wanted = select(EventRow.id, EventRow.view, EventRow.status).where(among(tx, EventRow.id, batch))
        for event, text, status in tx.connection.execute(wanted):
            if text != rows[event]["view"] or status != rows[event]["status"]:
                changed.append(event)
    keep_history(tx, changed, cause)
    if changed:
        there = update(EventRow).where(EventRow.id == bindparam("event"))
        values: dict[str, Any] = {name: bindparam(name) for name in rows[changed[0]] if name != "id"}
        tx.connection.execute(there.values(values), [rows[event] | {"event": event} for event in changed])
    return changed


def keep_history(tx: Transaction, events: Iterable[int], cause: str) -> None:
    """Copy the present state of events to the history, before it is overwritten."""
    for batch in chunks(events):
        numbers = dict(
            tx.connection.execute(
                select(EventHistoryRow.event_id, func.max(EventHistoryRow.revision))
                .where(among(tx, EventHistoryRow.event_id, batch))
                .group_by(EventHistoryRow.event_id)
            ).all()
        )
        present = tx.connection.execute(select(EventRow.__table__).where(among(tx, EventRow.id, batch)))
        rows = [
            {
                "event_id": row.id,
                "revision": numbers.get(row.id, 0) + 1,
                "valid_from": row.last_changed,
                "valid_to": tx.now,
                "status": row.status,
                "merged_into": row.merged_into,
                "cause": cause,
                "run_id": tx.run_id,
                "view": row.view,
            }
            for row in present
        ]
        insert_rows(tx, EventHistoryRow, rows)


def end_events(tx: Transaction, merged: Mapping[int, int], deleted: Iterable[int], cause: str) -> None:
    """Redirects and tombstones: the ids stay, with the day and the cause."""
    ends: dict[int, int | None] = {**merged, **dict.fromkeys(deleted)}
    keep_history(tx, sorted(ends), cause)
    for event, into in ends.items():
        status = EventStatus.DELETED if into is None else EventStatus.MERGED
        values = {"status": status, "merged_into": into, "last_changed": tx.now, "cause": cause, "run_id": tx.run_id}
        tx.connection.execute(update(EventRow).where(EventRow.id == event).values(values))
