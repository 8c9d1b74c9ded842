"""WARC 1.1 records of our pages: one gzip member each; warcio writes and reads them.

The body is kept unpacked. Headers that spoke of its way here (Content-Encoding, Transfer-Encoding, Content-Length)
stay beside it as ``X-Archive-Orig-...``, as other archives do.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any

from models.page import ArchiveKey, RawPage
from pipeline.errors import StrikelogError

MAX_BODY_BYTES = 50_000_000
_LEVEL = 3  # HTML packs nearly as well as at 6, at a third of the time
_WAY_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})
# What warcio raises where its parsing of a damaged file runs into something, beside its own exception.
DAMAGE = (zlib.error, EOFError, ValueError, OSError, AttributeError, TypeError, LookupError, ArithmeticError)
_ORIG = "X-Archive-Orig-"
_REQUESTED, _HOPS, _TOOK = "Strikelog-Requested-URI", "Strikelog-Redirects", "Strikelog-Elapsed-Seconds"


class ArchiveError(StrikelogError):
    """An archive file that cannot be read as one."""


def records(path: Path) -> Iterator[tuple[ArchiveKey, RawPage]]:
    """All responses of a WARC file of any maker; raises ArchiveError where it can be read no further."""
    with path.open("rb") as file:
        yield from pages_in(file, path.name, 0)


def record_of(page: RawPage) -> bytes:
    """A response record, unpacked, as bytes."""
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
    from warcio.warcwriter import BufferWARCWriter  # type: ignore[import-untyped]

    phrase = HTTPStatus(page.status).phrase if page.status in HTTPStatus._value2member_map_ else ""
    kept = [(_ORIG + name if name in _WAY_HEADERS else name, value) for name, value in page.headers]
    http = StatusAndHeaders(f"{page.status} {phrase}".strip(), [*kept, ("content-length", str(len(page.body)))],
                            protocol=page.http_version)  # fmt: skip
    about = {
        "WARC-Date": page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        _REQUESTED: page.url,
        _TOOK: f"{page.elapsed_s:g}",
        **({_HOPS: " ".join(page.redirects)} if page.redirects else {}),
    }
    writer = BufferWARCWriter(gzip=False, warc_version="1.1")
    with closing(writer.out):
        writer.write_record(
            writer.create_warc_record(
                page.final_url, "response", payload=io.BytesIO(page.body), length=len(page.body), http_headers=http,
                warc_headers_dict=about,
            )
        )  # fmt: skip
        return bytes(writer.get_contents())


def info_of(name: str) -> bytes:
    """The record that opens a file, as bytes."""
    from warcio.warcwriter import BufferWARCWriter

    writer = BufferWARCWriter(gzip=False, warc_version="1.1")
    told = {"software": "strikelog", "format": "WARC file version 1.1"}
    with closing(writer.out):
        writer.write_record(writer.create_warcinfo_record(name, told))
        return bytes(writer.get_contents())


def packed(record: bytes) -> bytes:
    """One gzip member."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


def pages_in(file: IO[bytes], name: str, start: int) -> Iterator[tuple[ArchiveKey, RawPage]]:
    """The responses of an open file from its position ``start`` on; raises ArchiveError."""
    for rows, record in _warc_records(file, name, start, check=False):
        if record.rec_type == "response" and record.http_headers is not None:
            with _reading(name, start):
                page = _page(record)  # before the offset is asked: that reads the record to its end
                offset = rows.get_record_offset()
            yield ArchiveKey(name, start + offset), page


def checked_in(file: IO[bytes], name: str) -> Iterator[tuple[ArchiveKey, str | None]]:
    """Each record's key, and what is wrong with it; raises ArchiveError where the file can be read no further."""
    for rows, record in _warc_records(file, name, 0, check=True):
        with _reading(name, 0):
            _whole(record.content_stream())
            checker = record.digest_checker
            problem = "; ".join(map(str, checker.problems)) if checker.passed is False else None
            if getattr(record.raw_stream, "limit", 0) > 0:
                problem = "cut short"
            offset = rows.get_record_offset()
        yield ArchiveKey(name, offset), problem


def _warc_records(file: IO[bytes], name: str, start: int, *, check: bool) -> Iterator[tuple[Any, Any]]:
    """warcio's iterator and each of its records."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

    with _reading(name, start):
        rows = ArchiveIterator(file, check_digests=check)
        steps = iter(rows)
    while True:
        with _reading(name, start):
            record = next(steps, None)
        if record is None:
            return
        yield rows, record


@contextmanager
def _reading(name: str, start: int) -> Iterator[None]:
    """What warcio raises on a damaged file becomes an ArchiveError with the place."""
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    try:
        yield
    except (ArchiveLoadFailed, *DAMAGE) as error:
        raise ArchiveError(f"{name}, from {start}: cannot be read further: {error}") from error


def _page(record: Any) -> RawPage:
    about, http = record.rec_headers, record.http_headers
    final = about.get_header("WARC-Target-URI") or ""
    final = final.strip("<>")
    body = _whole(record.content_stream())
    headers = [(name.lower(), value) for name, value in http.headers]
    ours = any(name.startswith(_ORIG.lower()) for name, _ in headers)
    own = [(name, value) for name, value in headers if not (ours and name == "content-length")]
    code = http.get_statuscode()
    return RawPage(
        url=about.get_header(_REQUESTED) or final,
        final_url=final,
        status=int(code) if code.isdecimal() else 0,
        headers=tuple((name.removeprefix(_ORIG.lower()), value) for name, value in own),
        body=body,
        fetched_at=_moment(about.get_header("WARC-Date")),
        redirects=tuple((about.get_header(_HOPS) or "").split()),
        elapsed_s=float(about.get_header(_TOOK) or 0),
        http_version=http.protocol or "HTTP/1.1",
    )


def _whole(stream: Any) -> bytes:
    """The body, up to the limit; a stream gives what it has in its buffer, so it is asked until it is empty."""
    parts: list[bytes] = []
    size = 0
    while size < MAX_BODY_BYTES and (part := stream.read(1 << 16)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _moment(text: str | None) -> datetime:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
