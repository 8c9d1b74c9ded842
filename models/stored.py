"""Shapes of what the store gives out: plain frozen values, no database objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.article import Article
from models.event import ExtractedEvent
from models.page import NO_VALIDATORS, Headers, Validators
from models.vocabulary import CleanStatus, Salience


@dataclass(frozen=True, slots=True)
class EventArticle:
    """One article that tells of a stored event."""

    url: str
    outlet: str | None
    published: str | None
    title: str | None
    salience: Salience


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where the value of one field comes from: the rule that chose it and the article that tells it."""

    field: str
    rule: str
    url: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field that is told in different ways; ``tellings`` are "value: outlets", the chosen one first."""

    field: str
    tellings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView(ExtractedEvent):
    """The event as its articles tell it together, after resolution. Spans are into ``resolved``'s articles."""

    articles: tuple[EventArticle, ...]
    n_articles: int
    n_outlets: int
    n_independent: int
    resolved: tuple[Resolved, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    reviewed: tuple[str, ...] = ()  # what analysts decided of it, and where later texts differ


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent(EventView):
    """One output line of `strikelog events`. Ids grow with time and are never reused; times are UTC."""

    event_id: str
    first_seen: datetime
    last_changed: datetime


@dataclass(frozen=True, slots=True)
class PendingArticle:
    """An article to fetch at ``listed_url``, with what its feed said of it. ``feed_published`` is ISO 8601."""

    article_id: int
    canonical_url: str
    listed_url: str
    source_id: str | None
    attempts: int
    validators: Validators = NO_VALIDATORS
    feed_title: str | None = None
    feed_text: str | None = None
    feed_published: str | None = None
    discovered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A stored text to read: ``article.id`` is the canonical address."""

    article: Article
    article_id: int
    version_id: int
    content_sha256: str
    archive_key: str | None
    source_id: str | None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """A cleaned text to keep. ``canonical_url`` is its identity, ``url`` the address it was given or fetched from.

    ``published`` is ISO 8601 with the outlet's offset, or a day. ``fetched_at`` null means now.
    """

    canonical_url: str
    url: str
    text: str
    title: str | None = None
    published: str | None = None
    published_method: str | None = None
    language: str | None = None
    outlet: str | None = None
    source_id: str | None = None
    authors: tuple[str, ...] = ()
    clean_status: CleanStatus = CleanStatus.CLEANED
    from_feed: bool = False
    headers: Headers = ()
    archive_key: str | None = None
    aliases: tuple[str, ...] = ()
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptText:
    """What became of an `ArticleText`: the ids, and whether article and text are new to the store."""

    article_id: int
    version_id: int
    content_sha256: str
    new_article: bool
    new_version: bool


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run as the store remembers it; ``report`` is JSON text."""

    run_id: int
    kind: str
    started_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    report: str | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report of an event: the event as one article tells it."""

    url: str
    outlet: str | None
    published: str | None
    title: str | None
    content: str
    extractor_version: str
    event: ExtractedEvent
