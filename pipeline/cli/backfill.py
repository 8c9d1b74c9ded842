"""strikelog backfill: a past window, from what sources still list or from files on disk."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.running import command_app

app = command_app(
    "backfill",
    examples="""
    strikelog backfill --since 2026-11-01 --until 2026-11-08
    strikelog backfill --since 2026-11-01 --sources my-sources.toml --plain
    strikelog backfill --since 2020-01-01 --files saved-pages
    """,
)


@app.default
def backfill(
    *,
    since: datetime,
    until: datetime | None = None,
    files: Path | None = None,
    sources: Path | None = None,
    source: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    limit: int | None = None,
    db: str | None = None,
    plain: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Ingest a past window: what feeds and sitemaps still list of it, due or not, or what files on disk hold.

    Parameters
    ----------
    since
        The first day or time of the window.
    until
        The end of the window (not in it); now when it is left out.
    files
        A WARC file, saved HTML or JSON Lines of url and html, or a folder of such, instead of the network.
    sources
        A sources file instead of the one in the settings.
    source
        Only this source, by id; may be given several times.
    limit
        Fetch at most so many articles.
    db
        The store's address instead of the one in the settings.
    plain
        The same steps in this process, without Prefect.
    """
    from pipeline import nightly, report, settings
    from pipeline.cli.flow import become
    from pipeline.cli.stores import aware
    from pipeline.errors import UsageError
    from pipeline.options import Options

    chosen = settings.load(database_url=db)
    first, end = aware(since), aware(until) if until else None
    if end and end <= first:
        raise UsageError("the window ends before it begins", todo="--since comes before --until")
    options = Options(sources, source, first, limit, force=True, until=end, kind="backfill")
    options.sources(chosen)
    if files is not None:
        from pipeline.backfill import backfill_files

        print(*report.lines(backfill_files(chosen, options, files)), sep="\n")
        return 0
    if not plain:
        become(chosen, "backfill", {key: value for key, value in options.parameters().items() if key != "force"})
    print(*report.lines(nightly.night(chosen, options)), sep="\n")
    return 0
