"""strikelog clean: articles from HTML pages."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pipeline.cli.running import FileOrStdin, command_app

if TYPE_CHECKING:
    from models.article import CleanPage
    from pipeline.clean import CleanTask

app = command_app(
    "clean",
    examples="""
    strikelog clean pages.jsonl > articles.jsonl
    strikelog clean page.html
    strikelog clean - --workers 2 < pages.jsonl
    """,
)


@app.default
def clean(file: FileOrStdin = "-", *, output: Path | None = None, workers: int = 1) -> int:
    """Make articles of HTML pages: title, authors, time, language, text and what became of each page.

    Parameters
    ----------
    file
        JSON Lines of {"id", "html" or "html_path", "url"?}, or one HTML file; - reads standard input.
    output
        Where the JSON Lines go; standard output when not given.
    workers
        Processes that clean.
    """
    from models import wire

    out: BinaryIO = output.open("wb") if output else sys.stdout.buffer
    failed = 0
    try:
        for page in _cleaned(file, workers):
            failed += page.status == "failed"
            out.write(wire.to_json(page) + b"\n")
    finally:
        out.flush()
        if output:
            out.close()
    return int(failed > 0)


def _cleaned(file: str, workers: int) -> Iterator[CleanPage]:
    """The articles in the order of the input, lines that cannot be read among them as failed."""
    from pipeline.clean import clean_many
    from pipeline.clean.batch import CleanTask

    broken: dict[int, CleanPage] = {}

    def tasks() -> Iterator[CleanTask]:
        for number, task in enumerate(_tasks(file)):
            if not isinstance(task, CleanTask):
                broken[number] = task
                task = CleanTask(task.id, "")
            yield task

    for number, page in enumerate(clean_many(tasks(), workers)):
        yield broken.pop(number, page)


def _tasks(file: str) -> Iterator[CleanTask | CleanPage]:
    from pipeline.clean import CleanTask

    with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
        first = b""
        for line in stream:
            first += line
            if first.strip():
                break
        if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            yield from _json_lines([first], 1, Path(file).parent)
            yield from _json_lines(stream, 2, Path(file).parent)
        else:
            yield CleanTask("stdin" if file == "-" else Path(file).name, first + stream.read())


def _json_lines(lines: Iterable[bytes], start: int, folder: Path) -> Iterator[CleanTask | CleanPage]:
    for number, line in enumerate(lines, start):
        if line.strip():
            yield _line(line, number, folder)


def _line(line: bytes, number: int, folder: Path) -> CleanTask | CleanPage:
    """The task of one input line, or the failure that says what is wrong with it."""
    from pipeline.clean import CleanTask

    try:
        row = json.loads(line)
    except ValueError as error:
        return _failure("", f"line {number}: not valid JSON: {error}")
    if not isinstance(row, dict):
        return _failure("", f"line {number}: not a JSON object")
    name = "" if row.get("id") is None else str(row["id"])
    if not name:
        return _failure("", f"line {number}: id: missing")
    if isinstance(html := row.get("html"), str):
        return CleanTask(name, html, row.get("url"))
    if not isinstance(row.get("html_path"), str):
        return _failure(name, f"line {number}: html: missing, and html_path too", row.get("url"))
    try:
        return CleanTask(name, _read(row["html_path"], folder), row.get("url"))
    except OSError as error:
        return _failure(name, f"line {number}: html_path: {error.strerror}: {row['html_path']}", row.get("url"))


def _read(name: str, folder: Path) -> bytes:
    """A page on disk; a relative path counts from here, else from the input file's folder."""
    path = Path(name)
    return (path if path.exists() or path.is_absolute() else folder / path).read_bytes()


def _failure(name: str, error: str, url: object = None) -> CleanPage:
    from models.article import CleanPage
    from models.vocabulary import CleanStatus

    known = url if isinstance(url, str) else None
    return CleanPage(name, known, None, (), None, None, None, None, "", CleanStatus.FAILED, error)
