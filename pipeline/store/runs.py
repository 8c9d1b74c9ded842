"""Runs: what was done when, and the one fate of each item. The run report is kept here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import insert, select, update

from models.stored import RunRecord
from models.tables.rows import RunItemRow, RunRow
from pipeline.errors import NotFoundError
from pipeline.outcome import Outcome, Reason, Stage
from pipeline.store.connect import Transaction
from pipeline.store.counter import draw
from pipeline.store.statements import upsert


def start_run(tx: Transaction, kind: str, settings: Mapping[str, object] | None = None) -> int:
    """Note the start of a run (``kind``: nightly, import, reprocess, backfill); returns its id."""
    run_id = draw(tx, 1)[0]
    values = {"id": run_id, "kind": kind, "started_at": tx.now, "settings": json.dumps(settings or {}, default=str)}
    tx.connection.execute(insert(RunRow).values(values))
    return run_id


def finish_run(tx: Transaction, run_id: int, report: Mapping[str, object]) -> None:
    """Note the end of a run and its report."""
    done = update(RunRow).where(RunRow.id == run_id)
    tx.connection.execute(done.values(finished_at=tx.now, report=json.dumps(report, default=str)))


def record_items(tx: Transaction, run_id: int, outcomes: Iterable[Outcome]) -> None:
    """Write the fates of items; a later fate of the same item and stage takes the place of the earlier."""
    rows = {(item.stage, item.key): item for item in outcomes}
    upsert(
        tx,
        RunItemRow,
        [
            {"run_id": run_id, "stage": item.stage, "key": item.key, "fate": item.fate, "reason": _why(item)}
            for item in rows.values()
        ],
        ["run_id", "stage", "key"],
    )


def _why(item: Outcome) -> str:
    return f"{item.reason}: {item.detail}" if item.detail else str(item.reason)


def items(tx: Transaction, run_id: int) -> list[Outcome]:
    """All fates of a run, by stage and key. The source of an item is not kept here."""
    rows = tx.connection.execute(
        select(RunItemRow.stage, RunItemRow.key, RunItemRow.reason)
        .where(RunItemRow.run_id == run_id)
        .order_by(RunItemRow.stage, RunItemRow.key)
    )
    found = []
    for stage, key, reason in rows:
        word, _, detail = (reason or "").partition(": ")
        found.append(Outcome(key, "", Stage(stage), Reason(word), detail))
    return found


def runs(tx: Transaction, since: datetime | None = None, kind: str | None = None) -> list[RunRecord]:
    """Runs, oldest first."""
    wanted = select(RunRow).order_by(RunRow.id)
    if since is not None:
        wanted = wanted.where(RunRow.started_at >= since)
    if kind is not None:
        wanted = wanted.where(RunRow.kind == kind)
    return [
        RunRecord(row.id, row.kind, row.started_at, row.finished_at, row.undone_at, row.report)
        for row in tx.connection.execute(wanted)
    ]


def run(tx: Transaction, run_id: int) -> RunRecord:
    """One run; NotFoundError."""
    for record in runs(tx):
        if record.run_id == run_id:
            return record
    raise NotFoundError(f"no run {run_id}", todo="`strikelog db runs` lists them")
