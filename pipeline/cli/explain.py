"""strikelog explain: why an event's values are what they are."""

from __future__ import annotations

from pipeline.cli.running import command_app

app = command_app(
    "explain",
    examples="""
    strikelog explain ev0000000042
    strikelog explain 42 --field place
    """,
)


@app.default
def explain(event: str, *, field: str | None = None, db: str | None = None) -> int:
    """Say which rule read each value where, what lost, which telling was chosen, and why the reports are one event.

    Parameters
    ----------
    event
        Id of the event.
    field
        Only this field of the event: date, place, weapons ...
    db
        Address of the store: sqlite:///FILE or postgresql://...
    """
    from pipeline.cli.stores import opened
    from pipeline.identity import event_number
    from pipeline.reasons import reasons
    from pipeline.store.explaining import explain as explained

    with opened(db) as store, store.read() as tx:
        found = explained(tx, event_number(event))
    print("\n".join(reasons(found, field)))
    return 0
