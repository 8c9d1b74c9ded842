"""strikelog changes: what changed in the store since a time, for mirrors."""

from __future__ import annotations

from datetime import datetime

from pipeline.cli.render import Format, write_rows
from pipeline.cli.running import command_app

app = command_app(
    "changes",
    examples="""
    strikelog changes --since 2026-11-20
    strikelog changes --since 2026-11-20T02:00:00Z --format jsonl
    """,
)


@app.default
def changes(*, since: datetime, format: Format = Format.TABLE, db: str | None = None) -> int:
    """List every change of an event after a time, oldest first: created, changed (old and new values), merged, ended.

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
    from pipeline.store.revisions import changes_since

    with opened(db) as store, store.read() as tx:
        write_rows(changes_since(tx, aware(since)), format, ("at", "event_id", "change", "cause", "differences"))
    return 0
