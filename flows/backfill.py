"""A past window, as a flow run: the steps of a night over everything that the sources still list of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from prefect import flow

from flows.nightly import steps_of_a_night
from pipeline import settings
from pipeline.options import Options


@flow(name="backfill", persist_result=False)
def backfill(
    since: datetime,
    until: datetime | None = None,
    sources_file: str | None = None,
    source_ids: list[str] | None = None,
    limit: int | None = None,
) -> dict[str, object]:
    """Everything published between two times that feeds and sitemaps still list. Returns the run report."""
    file = Path(sources_file) if sources_file else None
    options = Options(file, tuple(source_ids or ()), since, limit, force=True, until=until, kind="backfill")
    return steps_of_a_night(settings.load(), options)
