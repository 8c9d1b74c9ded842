"""strikelog review: an analyst's decisions about events."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.cli.render import Format, write_rows
from pipeline.cli.running import command_app

if TYPE_CHECKING:
    from pipeline.store import Transaction
    from pipeline.store.reviews import Decision

app = command_app(
    "review",
    examples="""
    strikelog review accept 42 --reason "checked against the ministry's list"
    strikelog review correct 42 killed 5 --reason "two of the wounded died"
    strikelog review merge 42 57 --reason "one salvo"
    strikelog review split 42 --article https://news.example/a1 --reason "another base"
    strikelog review reject 42 --reason "an exercise"
    strikelog review note 42 --reason "launch site not yet found"
    strikelog review list 42
    strikelog review withdraw 1234
    """,
)


@app.command
def accept(event: str, *, reason: str, author: str | None = None, db: str | None = None) -> int:
    """Say that an event is right as it stands."""
    return _simple("accept", event, reason, author, db)


@app.command
def reject(event: str, *, reason: str, author: str | None = None, db: str | None = None) -> int:
    """End an event: it is none. Its id stays as a tombstone; later reports of it are kept with it."""
    return _simple("reject", event, reason, author, db)


@app.command
def note(event: str, *, reason: str, author: str | None = None, db: str | None = None) -> int:
    """Write a note beside an event; the note is the reason."""
    return _simple("note", event, reason, author, db)


@app.command
def correct(
    event: str, field: str, value: str, *, reason: str, author: str | None = None, db: str | None = None
) -> int:
    """Set one field. It survives re-reading; where the texts come to say something else, that is shown.

    Parameters
    ----------
    event
        Id of the event.
    field
        Field of the event: date, place, killed, wounded, event_type ...
    value
        A day (2026-03-10), a count (5, 5+, 3-5), a word, null, or JSON in the shape of the event.
    reason
        Why; it is shown with the event.
    author
        Who; by default the user of this machine.
    db
        Address of the store.
    """
    from pipeline.identity import event_number
    from pipeline.store import reviews

    return _decide(db, reason, author, lambda tx, who: reviews.correct(tx, event_number(event), field, value, who))


@app.command
def merge(event: str, *others: str, reason: str, author: str | None = None, db: str | None = None) -> int:
    """Say that events are one: the oldest id stays, the others redirect to it."""
    from pipeline.identity import event_number
    from pipeline.store import reviews

    numbers = [event_number(name) for name in (event, *others)]
    return _decide(db, reason, author, lambda tx, who: reviews.merge(tx, numbers, who))


@app.command
def split(
    event: str, *, article: tuple[str, ...], reason: str, author: str | None = None, db: str | None = None
) -> int:
    """Say that what these articles tell is another event than what the others tell.

    Parameters
    ----------
    event
        Id of the event.
    article
        Address of an article that tells of the other event; may be repeated.
    reason
        Why.
    author
        Who; by default the user of this machine.
    db
        Address of the store.
    """
    from pipeline.identity import event_number
    from pipeline.store import reviews

    return _decide(db, reason, author, lambda tx, who: reviews.split(tx, event_number(event), article, who))


@app.command(name="list")
def list_(event: str | None = None, *, format: Format = Format.TABLE, db: str | None = None) -> int:
    """List the decisions, of one event or of all, with what later texts say against each."""
    from pipeline.cli.stores import opened
    from pipeline.identity import event_number
    from pipeline.store.decisions import reviews

    with opened(db) as store, store.read() as tx:
        found = reviews(tx, event_number(event) if event else None)
    rows = [
        {
            "review": one.review_id,
            "event_id": one.event_id,
            "decision": one.kind.value,
            "field": one.field,
            "value": one.value,
            "author": one.author,
            "reason": one.reason,
            "scope": one.scope,
            "decided": one.decided_at.isoformat(),
            "withdrawn": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
            "conflicts": list(one.conflicts),
        }
        for one in found
    ]
    columns = ("review", "event_id", "decision", "field", "value", "author", "reason", "decided", "withdrawn")
    write_rows(rows, format, (*columns, "conflicts"))
    return 0


@app.command
def withdraw(review: int, *, db: str | None = None) -> int:
    """Take a decision back: what the texts say counts again."""
    from pipeline.cli.stores import opened
    from pipeline.store import reviews

    with opened(db) as store:
        store.transact(lambda tx: reviews.withdraw(tx, review))
    print(f"review {review} withdrawn")
    return 0


def _simple(kind: str, event: str, reason: str, author: str | None, db: str | None) -> int:
    from models.states import ReviewKind
    from pipeline.identity import event_number
    from pipeline.store import reviews

    return _decide(db, reason, author, lambda tx, who: reviews.decide(tx, ReviewKind(kind), event_number(event), who))


def _decide(db: str | None, reason: str, author: str | None, work: Callable[[Transaction, Decision], int]) -> int:
    from getpass import getuser

    from pipeline.cli.stores import opened
    from pipeline.store.reviews import Decision

    with opened(db) as store:
        print(f"review {store.transact(lambda tx: work(tx, Decision(author or getuser(), reason)))}")
    return 0
