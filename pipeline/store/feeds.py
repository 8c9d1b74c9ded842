"""Sources and what is remembered of their feeds between two nights."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from models.feed import FeedKind, FeedState
from models.page import Validators
from models.tables.rows import FeedRow, SourceRow
from pipeline.sources import Source
from pipeline.store.connect import Transaction
from pipeline.store.statements import upsert

SOURCE_FIELDS = ("id", "name", "homepage", "country", "language", "timezone", "scale", "agency")


def save_sources(tx: Transaction, sources: Iterable[Source]) -> None:
    """Write outlets as the sources file has them; those that left the file stay, since articles name them."""
    upsert(tx, SourceRow, [{name: getattr(source, name) for name in SOURCE_FIELDS} for source in sources], ["id"])


def save_feed_states(tx: Transaction, states: Iterable[FeedState], source_id: str | None = None) -> None:
    """Write the states of feeds; ``source_id`` must have been saved."""
    upsert(tx, FeedRow, [_row(state, source_id) for state in states], ["url"])


def feed_states(tx: Transaction) -> Mapping[str, FeedState]:
    """All remembered feeds by address."""
    return {row.url: _state(row._asdict()) for row in tx.connection.execute(select(FeedRow.__table__))}


def _row(state: FeedState, source_id: str | None) -> dict[str, object]:
    return {
        "url": state.feed_url,
        "source_id": source_id,
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "body_sha256": state.validators.body_sha256,
        "kind": state.kind,
        "polled_at": state.polled_at,
        "read_at": state.read_at,
        "next_poll_at": state.next_poll_at,
        "interval_s": state.interval_s,
        "failure_score": state.failure_score,
        "disabled": state.disabled,
        "reason": state.reason,
        "moved_to": state.moved_to,
        "seen": json.dumps(state.seen),
    }


def _state(row: Mapping[str, object]) -> FeedState:
    same = ("polled_at", "read_at", "next_poll_at", "interval_s", "failure_score", "disabled", "reason", "moved_to")
    return FeedState(
        feed_url=str(row["url"]),
        validators=Validators(row["etag"], row["last_modified"], row["body_sha256"]),  # type: ignore[arg-type]
        kind=FeedKind(str(row["kind"])),
        seen=tuple(json.loads(str(row["seen"]))),
        **{name: row[name] for name in same},  # type: ignore[arg-type]
    )
