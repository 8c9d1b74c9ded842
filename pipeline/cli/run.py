"""strikelog run: the nightly flow, now."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.running import command_app

app = command_app(
    "run",
    examples="""
    strikelog run
    strikelog run --sources my-sources.toml --since 2026-11-20
    strikelog run --source gulf-courier --limit 20 --plain
    strikelog run undo 1234
    """,
)


@app.default
def run(
    *,
    sources: Path | None = None,
    source: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    since: datetime | None = None,
    limit: int | None = None,
    force: Annotated[bool, Parameter(negative="")] = False,
    db: str | None = None,
    plain: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Discover, fetch, clean, read and store what the sources list; print the run report.

    Runs as a Prefect flow: recorded in the server that PREFECT_API_URL names, else with a temporary one.

    Parameters
    ----------
    sources
        A sources file instead of the one in the settings.
    source
        Only this source, by id; may be given several times.
    since
        Leave out what was published before this day or time.
    limit
        Fetch at most so many articles.
    force
        Ask feeds that are not due or disabled too.
    db
        The store's address instead of the one in the settings.
    plain
        The same steps in this process, without Prefect.
    """
    from pipeline import nightly, report, settings
    from pipeline.cli.flow import become
    from pipeline.cli.stores import aware
    from pipeline.options import Options

    chosen = settings.load(database_url=db)
    options = Options(sources, source, aware(since) if since else None, limit, force)
    number = len(options.sources(chosen))  # a mistake in the sources file is told now and not from within a flow
    print(f"Reading {number} sources ...", file=sys.stderr, flush=True)
    if not plain:
        become(chosen, "nightly", options.parameters())
    print(*report.lines(nightly.night(chosen, options)), sep="\n")
    return 0


@app.command
def undo(run: int, *, db: str | None = None) -> int:
    """Take back what a run read, as `strikelog db undo` does.

    Parameters
    ----------
    run
        Number of the run, as `strikelog db runs` shows it.
    db
        Address of the store.
    """
    from pipeline.cli.db import undo as take_back

    return take_back(run, db=db)
