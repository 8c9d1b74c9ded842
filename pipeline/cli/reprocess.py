"""strikelog reprocess: one article again."""

from __future__ import annotations

import os
from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.running import command_app

app = command_app(
    "reprocess",
    examples="""
    strikelog reprocess https://example.org/news/attack --dry-run
    strikelog reprocess --id 42
    strikelog reprocess https://example.org/news/attack --refetch
    """,
)
Flag = Parameter(negative="")


@app.default
def reprocess(
    url: str | None = None,
    *,
    id: int | None = None,
    refetch: Annotated[bool, Flag] = False,
    dry_run: Annotated[bool, Flag] = False,
    db: str | None = None,
) -> int:
    """Read one article again and say what that changes, field by field; a URL never seen before is ingested.

    Runs in this process, or as a Prefect flow run where PREFECT_API_URL is set.

    Parameters
    ----------
    url
        The article's address, or any address that leads to it.
    id
        The article's id instead.
    refetch
        Ask the network and not the archive.
    dry_run
        Only say what would change.
    db
        Address of the store: sqlite:///FILE or postgresql://...
    """
    from pipeline import settings
    from pipeline.cli.flow import become
    from pipeline.errors import UsageError
    from pipeline.reprocess import reprocess as again

    if (url is None) == (id is None):
        raise UsageError("an address or an id is needed", todo="as in: strikelog reprocess --id 42")
    chosen = settings.load(database_url=db)
    name = url or str(id)
    if os.environ.get("PREFECT_API_URL"):
        become(chosen, "reprocess", {"article": name, "refetch": refetch, "dry_run": dry_run})
    print(again(chosen, name, refetch=refetch, dry_run=dry_run))
    return 0
