"""strikelog extract: articles (JSON Lines) into coded events."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pipeline.cli.running import FileOrStdin, command_app

if TYPE_CHECKING:
    from models.article import Article
    from models.event import Extraction
    from pipeline.jsonl import LineError

app = command_app(
    "extract",
    examples="""
    strikelog extract articles.jsonl > events.jsonl
    strikelog extract - --workers 2 --output events.jsonl < articles.jsonl
    strikelog extract articles.jsonl --no-triage | jq '.mentions | length'
    """,
)


@app.default
def extract(
    file: FileOrStdin = "-", *, output: Path | None = None, workers: int | None = None, triage: bool = True
) -> int:
    """Read articles, one JSON object a line, and write one line each, in the same order.

    Parameters
    ----------
    file
        JSON Lines with "id" and "text", and "title", "url", "published", "language" where known; - is standard input.
    output
        Where to write; standard output by default.
    workers
        Processes that read at the same time.
    triage
        With --no-triage every article is read in full.
    """
    from extractors.read import read_articles
    from pipeline import jsonl, settings
    from pipeline.cli.files import open_lines
    from pipeline.normalise import make_resolvers

    chosen = settings.load(workers=workers)
    with ExitStack() as stack:
        lines = stack.enter_context(open_lines(file))
        sink = stack.enter_context(output.open("wb")) if output else sys.stdout.buffer
        slots: deque[LineError | None] = deque()
        articles = _articles(jsonl.read_articles(lines), slots)
        read = read_articles(articles, make_resolvers, model=chosen.model, triage=triage, workers=chosen.workers)
        return _write(read, slots, sink, chosen.model)


def _articles(parsed: Iterator[Article | LineError], slots: deque[LineError | None]) -> Iterator[Article]:
    """The readable articles; ``slots`` keeps, in order, the errors between them (None stands for an article)."""
    from models.article import Article

    for item in parsed:
        if isinstance(item, Article):
            slots.append(None)
            yield item
        else:
            slots.append(item)


def _write(read: Iterator[Extraction], slots: deque[LineError | None], sink: BinaryIO, model: str) -> int:
    from models.vocabulary import ExtractStatus
    from models.wire import to_json

    failed = False
    for extraction in read:
        failed |= _write_errors(slots, sink, model)
        slots.popleft()
        failed |= extraction.status is ExtractStatus.FAILED
        sink.write(to_json(extraction) + b"\n")
    failed |= _write_errors(slots, sink, model)
    sink.flush()
    return int(failed)


def _write_errors(slots: deque[LineError | None], sink: BinaryIO, model: str) -> bool:
    """Write the error lines that stand before the next article."""
    from extractors.read import extractor_version
    from models.event import Extraction
    from models.vocabulary import ExtractStatus
    from models.wire import to_json

    wrote = False
    while slots and slots[0] is not None:
        error = slots.popleft()
        if error is not None:
            line = Extraction(error.id, error.url, None, None, extractor_version(model), ExtractStatus.FAILED,
                              error=error.message)
            sink.write(to_json(line) + b"\n")
            wrote = True
    return wrote
