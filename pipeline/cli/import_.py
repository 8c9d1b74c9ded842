"""strikelog import: articles (JSON Lines) read, linked and stored, as a nightly run would after cleaning."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from pipeline.cli.running import FileOrStdin, command_app

app = command_app(
    "import",
    examples="""
    strikelog import articles.jsonl
    strikelog import articles.jsonl --db sqlite:///test.db --workers 2
    strikelog extract a.jsonl > read.jsonl; strikelog import a.jsonl --extracted read.jsonl
    """,
)


@app.default
def import_(
    file: FileOrStdin = "-", *, db: str | None = None, workers: int | None = None, extracted: str | None = None
) -> int:
    """Read articles, one JSON object a line, link their events and store them. Safe to repeat.

    Parameters
    ----------
    file
        JSON Lines with "id", "text" and "url", and "title", "published", "outlet" where known; - is standard input.
    db
        Address of the store: sqlite:///FILE or postgresql://...
    workers
        Processes that read at the same time.
    extracted
        Output of `strikelog extract` for the same lines, in the same order: nothing is read again.
    """
    from pipeline import settings
    from pipeline.cli.files import open_lines
    from pipeline.importing import import_lines

    chosen = settings.load(workers=workers, database_url=db)
    with ExitStack() as stack:
        lines = stack.enter_context(open_lines(file))
        readings = stack.enter_context(open_lines(extracted)) if extracted else None
        result = import_lines(lines, chosen, readings, sys.stderr)
    print(result.words())
    return 1 if result.failed else 0
