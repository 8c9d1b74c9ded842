"""strikelog db: migrate, dump and check the store; snapshots; undo a run."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.render import Format, write_rows
from pipeline.cli.running import command_app

app = command_app(
    "db",
    examples="""
    strikelog db upgrade
    strikelog db dump --canonical | sha256sum
    strikelog db check
    strikelog db snapshot --label "weekly report 12"
    strikelog db runs
    strikelog db undo 1234
    """,
)


@app.command
def upgrade(*, db: str | None = None) -> int:
    """Create the store, or migrate it to this version."""
    from pipeline.cli.stores import opened
    from pipeline.store.schema import HEAD

    with opened(db, make=True) as store:
        print(f"{store.engine.url.render_as_string(hide_password=True)} is at revision {HEAD}")
    return 0


@app.command
def dump(*, canonical: Annotated[bool, Parameter(negative="")] = False, db: str | None = None) -> int:
    """Write the whole content as JSON Lines.

    Parameters
    ----------
    canonical
        Without ids, times and runs: equal for equal content, whatever the order in which it came.
    db
        Address of the store.
    """
    from pipeline.cli.stores import opened
    from pipeline.store.dump import canonical_lines
    from pipeline.store.listing import event_lines

    with opened(db) as store, store.read() as tx:
        lines = canonical_lines(tx) if canonical else event_lines(tx)
        sys.stdout.writelines(line + "\n" for line in lines)
    return 0


@app.command
def check(*, db: str | None = None) -> int:
    """Look for what must never be: events without reports, redirects in a circle, reports of a former reading."""
    from pipeline.cli.stores import opened
    from pipeline.store.checks import problems

    with opened(db) as store, store.read() as tx:
        found = list(problems(tx))
    for problem in found:
        print(problem)
    print(f"{len(found)} problems" if found else "the store is sound")
    return 1 if found else 0


@app.command
def relink(*, db: str | None = None) -> int:
    """Judge all reports anew after a change of data/linking.toml."""
    from pipeline.cli.stores import opened
    from pipeline.store.relinking import relink_all

    with opened(db) as store:
        result = store.transact(relink_all)
    print(f"events: {len(result.created)} new, {len(result.changed)} changed, {len(result.merged)} merged")
    return 0


@app.command
def snapshot(*, label: str | None = None, db: str | None = None) -> int:
    """Name the present state, so that an export can cite it; prints the id."""
    from pipeline.cli.stores import opened
    from pipeline.store.snapshots import take_snapshot

    with opened(db) as store:
        print(store.transact(lambda tx: take_snapshot(tx, label)))
    return 0


@app.command
def snapshots(*, format: Format = Format.TABLE, db: str | None = None) -> int:
    """List the snapshots."""
    from pipeline.cli.stores import opened
    from pipeline.store.snapshots import snapshots as all_snapshots

    with opened(db) as store, store.read() as tx:
        rows = [row | {"taken_at": str(row["taken_at"])} for row in all_snapshots(tx)]
    write_rows(rows, format, ("id", "taken_at", "label", "n_events"))
    return 0


@app.command
def runs(*, format: Format = Format.TABLE, db: str | None = None) -> int:
    """List the runs."""
    from pipeline.cli.stores import opened
    from pipeline.store.runs import runs as all_runs

    with opened(db) as store, store.read() as tx:
        rows = [
            {
                "run": run.run_id,
                "kind": run.kind,
                "started": str(run.started_at),
                "finished": str(run.finished_at or ""),
                "undone": str(run.undone_at or ""),
            }
            for run in all_runs(tx)
        ]
    write_rows(rows, format, ("run", "kind", "started", "finished", "undone"))
    return 0


@app.command
def undo(run: int, *, db: str | None = None) -> int:
    """Take back what a run read: former readings count again, events follow.

    Parameters
    ----------
    run
        Number of the run, as `strikelog db runs` shows it.
    db
        Address of the store.
    """
    from pipeline.cli.stores import opened
    from pipeline.store.undoing import undo_run

    with opened(db) as store:
        undone = store.transact(lambda tx: undo_run(tx, run))
    print(f"run {run} undone: {undone} readings taken back")
    return 0
