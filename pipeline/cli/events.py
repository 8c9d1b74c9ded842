"""strikelog events: the stored events, filtered, in any format."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import Annotated, Any

from cyclopts import Parameter

from models.vocabulary import EventType, Salience
from pipeline.cli.render import Format, write_rows
from pipeline.cli.running import command_app

app = command_app(
    "events",
    examples="""
    strikelog events
    strikelog events --since 2026-11-01 --country IQ --country SY
    strikelog events --type rocket_attack --format csv > rockets.csv
    strikelog events --format jsonl | jq -r .place.name
    strikelog events --as-of 2026-11-20T00:00:00Z --format json
    """,
)

COLUMNS = ("event_id", "date", "event_type", "place", "country", "killed", "wounded", "weapons", "told_by")
CSV_COLUMNS = (
    "event_id", "date_start", "date_end", "event_type", "salience", "place", "country", "admin1", "lat", "lon",
    "killed", "wounded", "weapons", "outcomes", "n_articles", "n_outlets", "n_independent", "articles",
)  # fmt: skip
Many = Parameter(negative="")


@app.default
def events(
    *,
    since: date | None = None,
    until: date | None = None,
    country: Annotated[tuple[str, ...], Many] = (),
    type: Annotated[tuple[EventType, ...], Many] = (),
    outlet: str | None = None,
    salience: Salience | None = None,
    min_independent: int = 0,
    according_to: str | None = None,
    as_of: datetime | None = None,
    snapshot: str | None = None,
    format: Format = Format.TABLE,
    db: str | None = None,
) -> int:
    """List the stored events, oldest first.

    Parameters
    ----------
    since
        Only events of this day or later.
    until
        Only events of this day or earlier.
    country
        ISO 3166 code of two letters; may be repeated.
    type
        Kind of attack; may be repeated.
    outlet
        Only events that this outlet tells of.
    salience
        main: reported by an article; background: only recalled by articles.
    min_independent
        Only events that at least so many independent origins tell of.
    according_to
        Each event as this speaker or outlet tells it; events of which it says nothing are left out.
    as_of
        The store as it was at this time.
    snapshot
        The store as it was when this snapshot, by id or label, was taken.
    format
        table, json, jsonl or csv.
    db
        Address of the store: sqlite:///FILE or postgresql://...
    """
    from pipeline.cli.stores import at_time, opened
    from pipeline.store.listing import Wanted, event_lines

    wanted = Wanted(since, until, tuple(c.upper() for c in country), type, salience, outlet, min_independent)
    with opened(db) as store, store.read() as tx:
        moment = at_time(tx, as_of, snapshot)
        lines = event_lines(tx, wanted, moment)
        if according_to is not None:
            from pipeline.store.speakers import retold

            lines = retold(tx, lines, according_to)
        if format is Format.JSONL:
            sys.stdout.writelines(line + "\n" for line in lines)
        else:
            from pydantic_core import from_json

            rows = (from_json(line) for line in lines)
            shown = CSV_COLUMNS if format is Format.CSV else COLUMNS
            write_rows(rows if format is Format.JSON else map(_flat, rows), format, shown)
    return 0


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """One line of the table or of CSV."""
    date, place = row["date"] or {}, row["place"] or {}
    days = dict.fromkeys(day for day in (date.get("start"), date.get("end")) if day)
    return {
        **row,
        "date": " to ".join(days),
        "date_start": date.get("start"),
        "date_end": date.get("end"),
        "place": place.get("name"),
        **{name: place.get(name) for name in ("country", "admin1", "lat", "lon")},
        "killed": _number(row["killed"]),
        "wounded": _number(row["wounded"]),
        "weapons": [_weapon(weapon) for weapon in row["weapons"]],
        "told_by": " of ".join((_counted(row["n_articles"], "article"), _counted(row["n_independent"], "origin"))),
        "articles": [article["url"] for article in row["articles"]],
    }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _number(count: dict[str, Any] | None) -> str | None:
    if count is None:
        return None
    from pipeline.figures import bounds

    return bounds(count["low"], count["best"], count["high"])


def _weapon(weapon: dict[str, Any]) -> str:
    fired = _number(weapon["fired"])
    name = weapon["designation"] or weapon["name"] or weapon["class"]
    return f"{fired} x {name}" if fired is not None else str(name)
