"""strikelog reprocess: one article again, or all that older rules have read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pipeline.cli.running import command_app

if TYPE_CHECKING:
    from pipeline.settings import Settings

app = command_app(
    "reprocess",
    examples="""
    strikelog reprocess https://example.org/news/attack --dry-run
    strikelog reprocess --id 42
    strikelog reprocess https://example.org/news/attack --refetch
    strikelog reprocess --all --changed-rules --dry-run
    strikelog reprocess --all --changed-rules
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
    all: Annotated[bool, Flag] = False,
    changed_rules: Annotated[bool, Flag] = False,
    limit: int | None = None,
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
        Only say what would change, field by field and with the cause.
    all
        Every stored text; with --changed-rules. It goes on where it was when it was cut short.
    changed_rules
        Texts that were read by other rules or another model than the present ones.
    limit
        With --all: at most so many articles.
    db
        Address of the store: sqlite:///FILE or postgresql://...
    """
    from pipeline import settings
    from pipeline.cli.flow import become
    from pipeline.errors import UsageError
    from pipeline.reprocess import reprocess as again

    if all or changed_rules:
        clear = all and changed_rules and url is None and id is None
        return _all(settings.load(database_url=db), clear, dry_run, limit)
    if (url is None) == (id is None):
        raise UsageError("an address or an id is needed", todo="as in: strikelog reprocess --id 42")
    chosen = settings.load(database_url=db)
    name = url or str(id)
    if os.environ.get("PREFECT_API_URL"):
        become(chosen, "reprocess", {"article": name, "refetch": refetch, "dry_run": dry_run})
    print(again(chosen, name, refetch=refetch, dry_run=dry_run))
    return 0


def _all(chosen: Settings, clear: bool, dry_run: bool, limit: int | None) -> int:
    from pipeline.errors import UsageError
    from pipeline.reread import reread_all

    if not clear:
        raise UsageError("--all and --changed-rules belong together, without an article", todo="give both")
    for line in reread_all(chosen, dry_run=dry_run, limit=limit):
        print(line, flush=True)
    return 0
