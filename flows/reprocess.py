"""One article again, as a flow run: the same function that the command line calls."""

from __future__ import annotations

from prefect import flow

from pipeline import settings
from pipeline.reprocess import reprocess as again


@flow(name="reprocess", persist_result=False)
def reprocess(article: str, refetch: bool = False, dry_run: bool = False) -> str:
    """Read one article (its address or id) again; returns what changed, as text."""
    return again(settings.load(), article, refetch=refetch, dry_run=dry_run)
