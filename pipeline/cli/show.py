"""strikelog show: one event, with the sentence behind each value."""

from __future__ import annotations

from enum import StrEnum

from pipeline.cli.running import command_app

app = command_app(
    "show",
    examples="""
    strikelog show ev0000000042
    strikelog show 42 --format json
    strikelog show 42 --according-to CENTCOM
    strikelog show 42 --history
    """,
)


class Shape(StrEnum):
    """How an event is shown."""

    TEXT = "text"
    JSON = "json"


@app.default
def show(
    event: str,
    *,
    format: Shape = Shape.TEXT,
    according_to: str | None = None,
    history: bool = False,
    db: str | None = None,
) -> int:
    """Show one event: each value with its sentence and article, disagreements, the toll over time.

    Parameters
    ----------
    event
        Id of the event; an id that was merged leads to where it went.
    format
        text or json.
    according_to
        Only what this speaker or outlet says of it.
    history
        With every former state.
    db
        Address of the store: sqlite:///FILE or postgresql://...
    """
    from pipeline.cli.stores import opened
    from pipeline.identity import event_number
    from pipeline.showing import as_json, as_text
    from pipeline.store.explaining import explain
    from pipeline.store.revisions import revisions
    from pipeline.store.speakers import according_to_or_fail

    number = event_number(event)
    with opened(db) as store, store.read() as tx:
        found = explain(tx, number)
        shown = according_to_or_fail(tx, found.event, according_to) if according_to else found.event
        former = list(revisions(tx, number)) if history else []
    print(as_json(shown, found, former) if format is Shape.JSON else as_text(shown, found, former))
    return 0
