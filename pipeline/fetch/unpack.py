"""Content codings undone under a limit: a small body cannot unpack into a large one unseen."""

from __future__ import annotations

import io
import zlib

_ROUND = 1 << 20


class TooLarge(Exception):  # noqa: N818 - it is an answer to a request, not a fault
    """More bytes than allowed."""


class BadCoding(Exception):  # noqa: N818 - as above
    """A body that is not in the coding that it claims."""


def unpack(body: bytes, coding: str | None, limit: int) -> bytes:
    """The body without its content codings, last one first; raises TooLarge and BadCoding.

    A body that claims gzip and is plainly a text is taken as it is: servers do that.
    """
    for name in reversed([part.strip().lower() for part in (coding or "").split(",")]):
        if name in ("", "identity", "utf-8", "none") or not body:
            continue
        body = _undo(body, name, limit)
    if len(body) > limit:
        raise TooLarge(f"more than {limit} bytes")
    return body


def _undo(body: bytes, name: str, limit: int) -> bytes:
    try:
        if name in ("gzip", "x-gzip"):
            return _inflate(body, 31, limit)
        if name == "deflate":
            return _inflate(body, 15 if body[0] & 0x0F == 8 else -15, limit)
        if name == "br":
            return _brotli(body, limit)
        if name == "zstd":
            return _zstd(body, limit)
    except (zlib.error, EOFError) as error:
        if body.lstrip()[:1] in (b"<", b"{"):
            return body
        raise BadCoding(f"not {name}: {error}") from None
    raise BadCoding(f"unknown content coding {name!r}")


def _inflate(body: bytes, window: int, limit: int) -> bytes:
    """All gzip members, or one zlib stream."""
    parts: list[bytes] = []
    size = 0
    while body:
        stream = zlib.decompressobj(window)
        part = stream.decompress(body, limit - size + 1)
        size += len(part)
        parts.append(part)
        if size > limit:
            raise TooLarge(f"unpacks to more than {limit} bytes")
        if not stream.eof:
            raise EOFError("the stream is cut short")
        body = stream.unused_data if window == 31 and stream.unused_data[:2] == b"\x1f\x8b" else b""
    return b"".join(parts)


def _brotli(body: bytes, limit: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    stream = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        part = stream.process(body, output_buffer_limit=_ROUND)
        while part:
            size += len(part)
            parts.append(part)
            if size > limit:
                raise TooLarge(f"unpacks to more than {limit} bytes")
            part = b"" if stream.is_finished() else stream.process(b"", output_buffer_limit=_ROUND)
    except brotli.error as error:
        raise zlib.error(str(error)) from None
    if not stream.is_finished():
        raise EOFError("the stream is cut short")
    return b"".join(parts)


def _zstd(body: bytes, limit: int) -> bytes:
    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(
            io.BytesIO(body), read_across_frames=True
        ) as stream:
            unpacked = stream.read(limit + 1)
    except zstandard.ZstdError as error:
        raise zlib.error(str(error)) from None
    if len(unpacked) > limit:
        raise TooLarge(f"unpacks to more than {limit} bytes")
    return unpacked
