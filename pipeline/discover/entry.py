"""What any kind of feed is read into, before a source and a zone make items of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from models.feed import FeedKind
from pipeline.timestamps import parse_timestamp


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry as the feed has it; ``published`` and ``updated`` are the feed's own words."""

    url: str | None
    guid: str | None = None
    title: str | None = None
    summary: str | None = None
    content: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    parsed: datetime | None = None  # the feed library's own reading of the date, where ours has none

    def published_at(self, zone: tzinfo = UTC) -> datetime | None:
        """The publication time, else the update time; aware."""
        return _parse(self.published, zone) or _parse(self.updated, zone) or self.parsed

    def updated_at(self, zone: tzinfo = UTC) -> datetime | None:
        """The time of the last change; aware."""
        return _parse(self.updated, zone)


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed as read. ``error`` says what was wrong, with whatever could be read in spite of it.

    ``total`` counts the entries in the document, which can be more than were kept. ``children`` are the
    sitemaps of an index (address, last change) and the feeds that an HTML page announces.
    """

    kind: FeedKind
    entries: tuple[FeedEntry, ...] = ()
    total: int = 0
    error: str | None = None
    ttl_s: float | None = None
    children: tuple[tuple[str, datetime | None], ...] = ()


def _parse(text: str | None, zone: tzinfo) -> datetime | None:
    moment = parse_timestamp(text, zone) if text else None
    return moment.value if moment else None
