"""Pages already on disk: WARC files of any maker, folders of saved HTML, JSON Lines."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.page import ArchiveKey, RawPage
from pipeline.errors import NotFoundError
from pipeline.warc import ArchiveError, records

_WARC = (".warc", ".warc.gz")
_HTML = (".html", ".htm", ".html.gz", ".htm.gz", ".xhtml")
_LINES = (".jsonl", ".jsonl.gz", ".ndjson")
_HEAD = 200_000  # bytes of a page in which its own address is looked for
# A browser's note, then the page's own links, in the order in which they are believed.
_ADDRESSES = (
    re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)", re.IGNORECASE),
    re.compile(rb"<link\b(?=[^>]*\brel=[\"']?canonical)[^>]*\bhref=[\"']?(https?://[^\"'\s>]+)", re.IGNORECASE),
    re.compile(rb"<meta\b(?=[^>]*\bog:url)[^>]*\bcontent=[\"']?(https?://[^\"'\s>]+)", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page found on disk, or why one could not be read. ``where`` is the file, with line or offset."""

    where: str
    page: RawPage | None = None
    key: ArchiveKey | None = None  # for a record of a WARC file
    problem: str | None = None


def saved_pages(path: Path) -> Iterator[SavedPage]:
    """All pages of a file or of all files below a folder, sorted by name; raises NotFoundError for no such path.

    A page without an address of its own is a problem, not a page: it could never be told from others.
    """
    if not path.exists():
        raise NotFoundError(f"no such file or folder: {path}")
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    for file in files:
        name = file.name.lower()
        if name.endswith(_WARC):
            yield from _of_warc(file)
        elif name.endswith(_HTML):
            yield _of_html(file)
        elif name.endswith(_LINES):
            yield from _of_lines(file)


def _of_warc(file: Path) -> Iterator[SavedPage]:
    empty = True
    try:
        for key, page in records(file):
            empty = False
            yield SavedPage(f"{file}@{key.offset}", page, key)
        if empty:
            yield SavedPage(str(file), problem="no page in it")
    except ArchiveError as error:
        yield SavedPage(str(file), problem=error.message)


def _of_html(file: Path) -> SavedPage:
    try:
        body = _bytes(file)
    except (OSError, EOFError) as error:
        return SavedPage(str(file), problem=f"cannot be read: {error}")
    address = own_address(body)
    if address is None:
        return SavedPage(str(file), problem="the page does not say its address")
    return SavedPage(str(file), _page(address, body, datetime.fromtimestamp(file.stat().st_mtime, UTC)))


def _of_lines(file: Path) -> Iterator[SavedPage]:
    """Lines of {"url", "html"}, with "fetched_at" if known; others are problems."""
    opener = gzip.open if file.name.endswith(".gz") else open
    try:
        with opener(file, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _of_line(f"{file}:{number}", bytes(line))
    except (OSError, EOFError) as error:
        yield SavedPage(str(file), problem=f"cannot be read further: {error}")


def _of_line(where: str, line: bytes) -> SavedPage:
    try:
        row = json.loads(line)
        url, html = row["url"], row["html"]
        fetched = datetime.fromisoformat(row["fetched_at"]) if row.get("fetched_at") else datetime.now(UTC)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return SavedPage(where, problem=f"not an object with url and html: {error}")
    if not isinstance(url, str) or not isinstance(html, str):
        return SavedPage(where, problem="url and html must be texts")
    aware = fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC)
    return SavedPage(where, _page(url, html.encode("utf-8", "replace"), aware))


def own_address(body: bytes) -> str | None:
    """The address that a saved page states: the browser's note, its canonical link, its og:url."""
    head = body[:_HEAD]
    for pattern in _ADDRESSES:
        if match := pattern.search(head):
            return match[1].decode("utf-8", "replace").replace("&amp;", "&")
    return None


def _page(url: str, body: bytes, fetched_at: datetime) -> RawPage:
    return RawPage(url, url, 200, (("content-type", "text/html"),), body, fetched_at)


def _bytes(file: Path) -> bytes:
    body = file.read_bytes()
    return gzip.decompress(body) if file.name.endswith(".gz") else body
