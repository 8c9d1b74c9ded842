"""What `strikelog sources check` says of a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path

from pipeline.discover.entry import FeedDocument
from pipeline.discover.read import read_feed


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """The agreed object of `sources check --feed-file`."""

    entries: int
    entries_with_url: int
    entries_with_date: int
    error: str | None


def check_document(document: FeedDocument, zone: tzinfo = UTC) -> FeedCheck:
    """Counts of a feed as read."""
    return FeedCheck(
        entries=max(document.total, len(document.entries)),
        entries_with_url=sum(bool(entry.url) for entry in document.entries),
        entries_with_date=sum(entry.published_at(zone) is not None for entry in document.entries),
        error=document.error,
    )


def check_file(path: Path) -> FeedCheck:
    """Counts of a feed on disk; a file that cannot be opened is an error like any other."""
    try:
        body = path.read_bytes()
    except OSError as error:
        return FeedCheck(0, 0, 0, f"cannot be opened: {error.strerror}")
    return check_document(read_feed(body))
