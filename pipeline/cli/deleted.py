"""strikelog deleted: which event ids ended since a time, for mirrors."""

from __future__ import annotations

from datetime import datetime

from pipeline.cli.render import Format, write_rows
from pipeline.cli.running import command_app

app = command_app(
    "deleted",
    examples="""
    strikelog deleted
    strikelog deleted --since 2026-11-20 --format jsonl
    """,
)


@app.default
def deleted(*, since: datetime | None = None, format: Format = Format.TABLE, db: str | None = None) -> int:
    """List the ids that no longer stand for an event: merged ones with where they went, ended ones with the cause.

    Parameters
    ----------
    since
        Time; without a zone it is UTC.
    format
        table, json, jsonl or csv.
    db
        Address of the store: sqlite:///FILE or postgresql://...
    """
    from pipeline.cli.stores import aware, opened
    from pipeline.store.events import ended

    with opened(db) as store, store.read() as tx:
        rows = (
            {
                "event_id": one.event_id,
                "ended": one.ended.isoformat(),
                "status": one.status.value,
                "merged_into": one.merged_into,
                "cause": one.cause,
            }
            for one in ended(tx, aware(since) if since else None)
        )
        write_rows(rows, format, ("event_id", "ended", "status", "merged_into", "cause"))
    return 0
