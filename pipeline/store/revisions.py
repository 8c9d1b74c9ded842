"""How events came to be what they are: their former states, and all changes since a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import select

from models.states import EventStatus
from models.tables.rows import EventHistoryRow, EventRow
from pipeline.differences import FIELDS, short
from pipeline.identity import event_name
from pipeline.store.connect import Transaction
from pipeline.store.statements import among, chunks


@dataclass(frozen=True, slots=True)
class State:
    """A state of an event: from when, why it began, and its view as JSON data (null for an end)."""

    event: int
    since: datetime
    cause: str
    status: EventStatus
    merged_into: int | None
    view: dict[str, Any]


def revisions(tx: Transaction, number: int) -> Iterator[State]:
    """All states of one event, oldest first; the last is the present one."""
    yield from _states(tx, [number])


def _states(tx: Transaction, numbers: list[int]) -> list[State]:
    """All states of some events, by event and time. A row names the cause of its end: that begins the next state."""
    found: list[State] = []
    for batch in chunks(numbers):
        former: dict[int, list[Any]] = {}
        past = select(EventHistoryRow.__table__).where(among(tx, EventHistoryRow.event_id, batch))
        for row in tx.connection.execute(past.order_by(EventHistoryRow.event_id, EventHistoryRow.revision)):
            former.setdefault(row.event_id, []).append(row)
        for row in tx.connection.execute(select(EventRow.__table__).where(among(tx, EventRow.id, batch))):
            cause = "first told"
            for past_row in former.get(row.id, ()):
                found.append(_state(row.id, past_row.valid_from, cause, past_row))
                cause = past_row.cause
            found.append(_state(row.id, row.last_changed, cause, row))
    return found


def _state(event: int, since: datetime, cause: str, row: Any) -> State:
    return State(event, since, cause, EventStatus(row.status), row.merged_into, from_json(row.view))


def changes_since(tx: Transaction, since: datetime) -> list[dict[str, Any]]:
    """Every change after a time, by time and event: at, event_id, change, cause, merged_into, differences."""
    wanted = select(EventRow.id).where(EventRow.last_changed > since).order_by(EventRow.id)
    states = _states(tx, list(tx.connection.execute(wanted).scalars()))
    before: dict[int, State] = {}
    rows = []
    for state in states:
        if state.since > since:
            rows.append(_change(before.get(state.event), state))
        before[state.event] = state
    return sorted(rows, key=lambda row: (row["at"], row["event_id"]))


def _change(old: State | None, new: State) -> dict[str, Any]:
    kind = {EventStatus.MERGED: "merged", EventStatus.DELETED: "ended"}.get(new.status)
    kind = kind or ("created" if old is None else "changed")
    return {
        "at": new.since.isoformat(),
        "event_id": event_name(new.event),
        "change": kind,
        "cause": new.cause,
        "merged_into": event_name(new.merged_into) if new.merged_into else None,
        "differences": list(differences(old.view, new.view)) if old and kind == "changed" else [],
    }


def differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Field by field, what a view says otherwise than the one before it."""
    for name in FIELDS:
        was, now = short(old.get(name)), short(new.get(name))
        if was != now:
            yield f"{name.replace('_', ' ')}: {was or 'not told'} -> {now or 'not told'}"
