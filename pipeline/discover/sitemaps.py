"""Sitemaps, sitemap indexes and news sitemaps (https://www.sitemaps.org/protocol.html, Google's news extension)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from models.feed import FeedKind
from pipeline.discover.entry import FeedDocument, FeedEntry
from pipeline.timestamps import parse_timestamp

MAX_URLS = 50_000  # the protocol's own limit for one file


def read_sitemap(body: bytes, kind: FeedKind) -> FeedDocument:
    """The addresses of a sitemap, or the children of an index; a plain list of addresses is one too."""
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _plain_list(body)
    rows: list[dict[str, str]] = []
    error = None
    try:
        for row in _rows(body):
            rows.append(row)
            if len(rows) >= MAX_URLS:
                error = f"more than {MAX_URLS} addresses; the rest was not read"
                break
    except etree.XMLSyntaxError as problem:
        error = f"not well-formed: {problem}"
    if kind is FeedKind.SITEMAP_INDEX:
        children = tuple((row["loc"], _time(row.get("lastmod"))) for row in rows if row.get("loc"))
        return FeedDocument(kind, total=len(children), error=error, children=children)
    return FeedDocument(kind, tuple(_entry(row) for row in rows), len(rows), error)


def _rows(body: bytes) -> Iterator[dict[str, str]]:
    """Local name -> text of each url or sitemap element, news fields included; the tree is freed on the way."""
    events = etree.iterparse(
        io.BytesIO(body), events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in events:
        if not isinstance(element.tag, str) or _name(element.tag)[1] not in ("url", "sitemap"):
            continue
        yield _fields(element)
        element.clear()
        while (earlier := element.getprevious()) is not None:
            earlier.getparent().remove(earlier)


def _fields(element: etree._Element) -> dict[str, str]:
    """The first text of each element below, by local name; pictures and alternates are left out."""
    fields: dict[str, str] = {}
    for child in element.iter():
        if not isinstance(child.tag, str):
            continue
        space, name = _name(child.tag)
        if "image" in space or "video" in space:
            continue
        if child.text and child.text.strip():
            fields.setdefault(name, child.text.strip())
    return fields


def _name(tag: str) -> tuple[str, str]:
    """Namespace and local name; broken files have tags that lxml's own QName refuses."""
    space, _, name = tag.rpartition("}")
    return space, name.rpartition(":")[2]


def _entry(row: dict[str, str]) -> FeedEntry:
    return FeedEntry(
        url=row.get("loc"),
        guid=row.get("loc"),
        title=row.get("title"),
        published=row.get("publication_date"),
        updated=row.get("lastmod"),
        language=row.get("language"),
    )


def _plain_list(body: bytes) -> FeedDocument:
    lines = body.decode("utf-8-sig", "replace").splitlines()[:MAX_URLS]
    urls = [line.strip() for line in lines if line.strip().startswith(("http://", "https://"))]
    return FeedDocument(FeedKind.SITEMAP, tuple(FeedEntry(url=url, guid=url) for url in urls), len(urls))


def _time(text: str | None) -> datetime | None:
    moment = parse_timestamp(text) if text else None
    return moment.value if moment else None
