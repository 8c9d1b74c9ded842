"""Ending a run: its report is counted from the fates that it recorded, whatever way it went."""

from __future__ import annotations

from pipeline.clean.drift import drifts
from pipeline.report import Report, problems, tally
from pipeline.store import Transaction
from pipeline.store.events import count_events
from pipeline.store.looks import looked_at, looks
from pipeline.store.runs import finish_run, items, run, runs


def close_run(tx: Transaction, run_id: int) -> Report:
    """Count the run's fates, write its report and note its end."""
    record, outcomes = run(tx, run_id), items(tx, run_id)
    articles, fates, reasons, feeds = tally(outcomes)
    report = Report(
        run_id=run_id,
        kind=record.kind,
        started_at=record.started_at,
        seconds=round((tx.now - record.started_at).total_seconds(), 1),
        items=articles,
        fates=fates,
        reasons=reasons,
        feeds=feeds,
        problems=problems(outcomes),
        events_total=count_events(tx),
        events_new=count_events(tx, record.started_at),
        cut_short=_cut_short(tx, run_id, record.kind),
        warnings=_warnings(tx, run_id),
    )
    finish_run(tx, run_id, report.as_json())
    return report


def _warnings(tx: Transaction, run_id: int) -> list[str]:
    """Sources whose pages no longer look like their own past."""
    found = (drifts(source, *looks(tx, source, run_id)) for source in looked_at(tx, run_id))
    return [str(drift) for warnings in found for drift in warnings]


def _cut_short(tx: Transaction, run_id: int, kind: str) -> list[int]:
    """Runs of this kind since the last one that ended which never ended themselves."""
    earlier = [record for record in runs(tx, kind=kind) if record.run_id < run_id]
    last = max((record.run_id for record in earlier if record.finished_at), default=0)
    return [record.run_id for record in earlier if record.run_id > last]
