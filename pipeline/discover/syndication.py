"""RSS, Atom and RDF through feedparser, with the dates left to us."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import feedparser  # type: ignore[import-untyped]

from models.feed import FeedKind
from pipeline.discover.entry import FeedDocument, FeedEntry
from pipeline.markup import plain_text
from pipeline.timestamps import parse_timestamp

_PERIODS_S = {"hourly": 3600.0, "daily": 86_400.0, "weekly": 604_800.0, "monthly": 2_592_000.0, "yearly": 31_536_000.0}


def read_syndication(
    body: bytes, kind: FeedKind, base_url: str = "", headers: Mapping[str, str] | None = None
) -> FeedDocument:
    """The entries that feedparser finds; what it complains about becomes ``error``, never an exception."""
    known = {"content-type": (headers or {}).get("content-type", ""), "content-location": base_url}
    given = {name: value for name, value in known.items() if value}
    try:
        # A stream, since feedparser would open a string or bytes that look like an address or a file name.
        parsed = feedparser.parse(io.BytesIO(body), response_headers=given, sanitize_html=False)
    except Exception as error:  # noqa: BLE001 - feedparser lets what broken input raises in its parsers through
        return FeedDocument(kind, error=f"cannot be read: {type(error).__name__}: {error}")
    entries = tuple(_entry(row) for row in parsed.entries)
    complaint = parsed.get("bozo_exception") if not entries else None
    error_text = f"not a feed: {complaint}" if complaint else None if entries or parsed.version else "not a feed"
    return FeedDocument(_kind(parsed.version, kind), entries, len(entries), error_text, _ttl(parsed.feed))


def _kind(version: str, sniffed: FeedKind) -> FeedKind:
    if version.startswith("atom"):
        return FeedKind.ATOM
    return sniffed if sniffed is not FeedKind.UNKNOWN or not version else FeedKind.RSS


def _entry(row: Any) -> FeedEntry:
    content = max((str(part.get("value") or "") for part in row.get("content") or []), key=len, default="")
    summary = row.get("summary")
    return FeedEntry(
        url=row.get("link") or None,
        guid=row.get("id") or None,
        title=plain_text(row.get("title")),
        summary=plain_text(summary),
        content=plain_text(content) if content and content != summary else None,
        published=_first(row, "published", "created"),
        updated=_first(row, "updated"),
        authors=tuple(dict.fromkeys(_authors(row))),
        language=(row.get("title_detail") or {}).get("language") or None,
        parsed=_own_reading(row),
    )


def _first(row: Any, *keys: str) -> str | None:
    """The first of a row's texts; a text that no format fits only when there is no other."""
    # dict.get: feedparser's own would give "published" for a missing "updated", with a warning.
    texts = [text for key in keys if isinstance(text := dict.get(row, key), str) and text.strip()]
    return next((text for text in texts if parse_timestamp(text)), texts[0] if texts else None)


def _own_reading(row: Any) -> datetime | None:
    for key in ("published_parsed", "updated_parsed", "created_parsed"):
        if (parts := dict.get(row, key)) is not None:
            try:
                year, month, day, hour, minute, second = parts[:6]
                return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
            except (TypeError, ValueError):
                continue
    return None


def _authors(row: Any) -> Iterator[str]:
    listed = [author.get("name") for author in row.get("authors") or [] if isinstance(author, dict)]
    for name in [*listed, *([row.get("author")] if not any(listed) else [])]:
        if isinstance(name, str) and (text := plain_text(name)):
            yield text


def _ttl(feed: Any) -> float | None:
    """Seconds that the feed wishes between two polls: ttl (minutes), else the syndication module's period."""
    try:
        if ttl := feed.get("ttl"):
            return max(0.0, float(ttl) * 60)
        if period := _PERIODS_S.get(str(feed.get("sy_updateperiod", "")).strip().lower()):
            return period / max(1.0, float(feed.get("sy_updatefrequency") or 1))
    except (ValueError, OverflowError):
        return None
    return None
