"""Shapes of discovery: what a feed lists, and what is remembered of a feed between two nights.

Times are timezone-aware. A feed's own offset is kept in ``published``; everything that we stamp
ourselves is UTC. Intervals are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.page import NO_VALIDATORS, FetchStatus, Validators


class FeedKind(StrEnum):
    """What a document at a feed address turned out to be."""

    RSS = "rss"
    ATOM = "atom"
    RDF = "rdf"
    JSON = "json"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap_index"
    HTML = "html"
    UNKNOWN = "unknown"


class FeedFate(StrEnum):
    """What one poll of a feed came to."""

    READ = "read"  # entries were read
    UNCHANGED = "unchanged"  # 304, or the same bytes in spite of new validators
    NOT_DUE = "not_due"  # asked again later, as its pace or its server wish
    DISABLED = "disabled"  # too many failures; `reason` says which
    FAILED = "failed"  # nothing could be read this time


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed or sitemap. ``canonical_url`` is the identity, ``guid`` an alias."""

    source_id: str
    feed_url: str
    url: str
    canonical_url: str
    guid: str | None = None
    title: str | None = None
    summary: str | None = None  # plain text
    content: str | None = None  # the feed's own full text as plain text, when it has more than a summary
    published: datetime | None = None
    published_text: str | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of one feed address. A feed never polled is ``FeedState(url)``.

    ``seen`` holds short hashes of the entries of the last full reading (address, title and
    update time), so that a night with nothing new asks for no article.
    """

    feed_url: str
    validators: Validators = NO_VALIDATORS
    kind: FeedKind = FeedKind.UNKNOWN
    polled_at: datetime | None = None
    read_at: datetime | None = None
    next_poll_at: datetime | None = None
    interval_s: float | None = None
    failure_score: float = 0.0  # hard 1, soft 0.5, temporary 0.25; a success clears it
    disabled: bool = False
    reason: str | None = None
    moved_to: str | None = None
    seen: tuple[str, ...] = ()
    children: tuple[str, ...] = ()  # sitemaps of an index that change without the index saying so


@dataclass(frozen=True, slots=True)
class FeedReport:
    """One line of the run report for one feed: how many entries it gave and how many are new."""

    source_id: str
    feed_url: str
    fate: FeedFate
    kind: FeedKind = FeedKind.UNKNOWN
    status: FetchStatus | None = None
    http_status: int | None = None
    entries: int = 0
    entries_with_url: int = 0
    entries_with_date: int = 0
    new: int = 0
    unread_dates: tuple[str, ...] = ()  # date strings that no format fits, at most five
    error: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Discovery:
    """What one source gave: new items, the states to keep, one report a feed."""

    source_id: str
    items: tuple[FeedItem, ...]
    states: tuple[FeedState, ...]
    reports: tuple[FeedReport, ...]
