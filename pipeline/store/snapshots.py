"""Snapshots: a named state of the store that an export can cite and anybody can get again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from sqlalchemy import or_, select

from models.tables.rows import SnapshotRow
from pipeline.errors import NotFoundError
from pipeline.store.connect import Transaction
from pipeline.store.listing import event_lines
from pipeline.store.statements import insert_new


def take_snapshot(tx: Transaction, label: str | None = None) -> str:
    """Name the present state; returns the id, which holds the time and a digest of all events."""
    digest, number = sha256(), 0
    for line in event_lines(tx):
        digest.update(line.encode("utf-8", "surrogatepass"))
        number += 1
    name = f"snap-{tx.now:%Y%m%dT%H%M%SZ}-{digest.hexdigest()[:8]}"
    row = {"id": name, "taken_at": tx.now, "label": label, "n_events": number, "digest": digest.hexdigest()}
    insert_new(tx, SnapshotRow, [row], ["id"])
    return name


def snapshot_time(tx: Transaction, name: str) -> datetime:
    """When a snapshot was taken, by its id or its label (of several the last); NotFoundError."""
    named = select(SnapshotRow.taken_at).where(or_(SnapshotRow.id == name, SnapshotRow.label == name))
    found = tx.connection.execute(named.order_by(SnapshotRow.taken_at.desc()).limit(1)).scalar()
    if found is None:
        raise NotFoundError(f"no snapshot {name!r}", todo="`strikelog db snapshots` lists them")
    return found


def snapshots(tx: Transaction) -> Iterator[dict[str, object]]:
    """All snapshots, oldest first: id, taken_at, label, n_events, digest."""
    for row in tx.connection.execute(select(SnapshotRow.__table__).order_by(SnapshotRow.taken_at, SnapshotRow.id)):
        yield row._asdict()
