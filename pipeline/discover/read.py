"""Reading a feed of any kind from bytes; never raises on bad input."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Mapping

from models.feed import FeedKind
from pipeline.discover.entry import FeedDocument, FeedEntry
from pipeline.discover.jsonfeed import read_json
from pipeline.discover.sitemaps import read_sitemap
from pipeline.discover.syndication import read_syndication

MAX_ENTRIES = 2000
MAX_UNPACKED_BYTES = 50_000_000
_ROOTS = (
    (re.compile(rb"<(?:\w+:)?sitemapindex\b", re.IGNORECASE), FeedKind.SITEMAP_INDEX),
    (re.compile(rb"<(?:\w+:)?urlset\b", re.IGNORECASE), FeedKind.SITEMAP),
    (re.compile(rb"<(?:\w+:)?rdf\b", re.IGNORECASE), FeedKind.RDF),
    (re.compile(rb"<rss\b", re.IGNORECASE), FeedKind.RSS),
    (re.compile(rb"<(?:\w+:)?feed\b", re.IGNORECASE), FeedKind.ATOM),
    (re.compile(rb"<html\b|<!doctype\s+html", re.IGNORECASE), FeedKind.HTML),
)

__all__ = ["FeedDocument", "FeedEntry", "read_feed"]


def read_feed(body: bytes, *, base_url: str = "", headers: Mapping[str, str] | None = None) -> FeedDocument:
    """The entries of an RSS, Atom, RDF or JSON feed, a sitemap or a sitemap index; gzip is unpacked.

    ``headers`` are the response's (names in lower case): the charset may stand only there. An HTML page gives the
    feeds that it announces as children. At most `MAX_ENTRIES` entries are kept, from both ends of the document.
    """
    try:
        body = _unpack(body)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        return FeedDocument(FeedKind.UNKNOWN, error=f"cannot be unpacked: {error}")
    if not body.strip():
        return FeedDocument(FeedKind.UNKNOWN, error="empty document")
    kind = sniff(body)
    if kind is FeedKind.JSON:
        return read_json(body, base_url)
    if kind in (FeedKind.SITEMAP, FeedKind.SITEMAP_INDEX):
        return read_sitemap(body, kind)
    if kind is FeedKind.HTML:
        return _html(body, base_url, headers)
    return _syndication(body, kind, base_url, headers)


def sniff(body: bytes) -> FeedKind:
    """The kind of a document by its first element, whatever its content type claims."""
    head = body[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"{"):
        return FeedKind.JSON
    head = re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL)
    found = [(match.start(), kind) for pattern, kind in _ROOTS if (match := pattern.search(head))]
    if found:
        return min(found)[1]
    return FeedKind.SITEMAP if re.fullmatch(rb"https?://\S+", head.split(b"\n", 1)[0].strip()) else FeedKind.UNKNOWN


def _unpack(body: bytes) -> bytes:
    if body[:2] != b"\x1f\x8b":
        return body
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
        unpacked = packed.read(MAX_UNPACKED_BYTES + 1)
    if len(unpacked) > MAX_UNPACKED_BYTES:
        raise ValueError(f"more than {MAX_UNPACKED_BYTES} bytes")
    return unpacked


def _syndication(body: bytes, kind: FeedKind, base_url: str, headers: Mapping[str, str] | None) -> FeedDocument:
    thinned, total = _thin(body)
    document = read_syndication(thinned, kind, base_url, headers)
    if total <= MAX_ENTRIES:
        return document
    note = f"{total} entries, {len(document.entries)} kept from both ends"
    return FeedDocument(document.kind, document.entries, total, document.error or note, document.ttl_s)


def _thin(body: bytes) -> tuple[bytes, int]:
    """The feed without the middle of its entries when there are too many, and how many there were."""
    tag = b"<entry" if b"<entry" in body and b"<item" not in body else b"<item"
    if body.count(tag) <= MAX_ENTRIES:
        return body, 0
    starts = [match.start() for match in re.finditer(tag + rb"[\s>]", body)]
    if len(starts) <= MAX_ENTRIES:
        return body, len(starts)
    half = MAX_ENTRIES // 2
    return body[: starts[half]] + body[starts[-half] :], len(starts)


def _html(body: bytes, base_url: str, headers: Mapping[str, str] | None) -> FeedDocument:
    """An HTML page, or a feed so broken that it looks like one."""
    from pipeline.discover.autodiscovery import announced_feeds

    children = tuple((url, None) for url in announced_feeds(body, base_url))
    if not children and re.search(rb"<(?:item|entry)[\s>]", body):
        document = _syndication(body, FeedKind.UNKNOWN, base_url, headers)
        if document.entries:
            return document
    return FeedDocument(FeedKind.HTML, error="an HTML page, not a feed", children=children)
