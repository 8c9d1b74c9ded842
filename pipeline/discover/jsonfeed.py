"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from models.feed import FeedKind
from pipeline.discover.entry import FeedDocument, FeedEntry
from pipeline.markup import plain_text


def read_json(body: bytes, base_url: str = "") -> FeedDocument:
    """The entries of a JSON feed; ``error`` says what was wrong."""
    try:
        data = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        return FeedDocument(FeedKind.JSON, error=f"not valid JSON: {error}")
    rows = data.get("items") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        return FeedDocument(FeedKind.JSON, error="JSON without a list of items: not a JSON Feed")
    shared = _authors(data)
    language = _text(data.get("language"))
    entries = tuple(_entry(row, base_url, shared, language) for row in rows if isinstance(row, dict))
    return FeedDocument(FeedKind.JSON, entries, len(rows))


def _entry(row: dict[str, Any], base_url: str, shared: tuple[str, ...], language: str | None) -> FeedEntry:
    guid = _text(row.get("id"))
    url = _text(row.get("url")) or _text(row.get("external_url"))
    url = url or (guid if guid and guid.startswith(("http://", "https://")) else None)
    return FeedEntry(
        url=_join(base_url, url),
        guid=guid,
        title=plain_text(_text(row.get("title"))),
        summary=plain_text(_text(row.get("summary"))),
        content=plain_text(_text(row.get("content_html"))) or _text(row.get("content_text")),
        published=_text(row.get("date_published")),
        updated=_text(row.get("date_modified")),
        authors=_authors(row) or shared,
        language=_text(row.get("language")) or language,
    )


def _authors(row: dict[str, Any]) -> tuple[str, ...]:
    many = row.get("authors")
    listed = many if isinstance(many, list) else [row.get("author")]
    return tuple(name for one in listed if (name := _name(one)))


def _name(value: object) -> str | None:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def _join(base_url: str, url: str | None) -> str | None:
    try:
        return urljoin(base_url, url) if url else None
    except ValueError:
        return None
