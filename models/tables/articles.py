"""Where texts come from: sources, feeds, articles by canonical address, and their versions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.feed import FeedKind
from models.states import Stage
from models.tables.row import Identity, Json, Row, between, one_of
from models.vocabulary import CleanStatus, Fate


class SourceRow(Row):
    """One outlet as `data/sources.toml` has it."""

    __tablename__ = "source"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    homepage: Mapped[str]
    country: Mapped[str | None]
    language: Mapped[str | None]
    timezone: Mapped[str]
    scale: Mapped[str]
    agency: Mapped[bool]


class FeedRow(Row):
    """What is remembered of one feed address between two nights."""

    __tablename__ = "feed"
    __table_args__ = (one_of("kind", FeedKind), between("failure_score", 0, 1e9))
    url: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"), index=True)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    body_sha256: Mapped[str | None]
    kind: Mapped[str]
    polled_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    next_poll_at: Mapped[datetime | None]
    interval_s: Mapped[float | None]
    failure_score: Mapped[float]
    disabled: Mapped[bool]
    reason: Mapped[str | None]
    moved_to: Mapped[str | None]
    seen: Mapped[Json]


class ArticleRow(Row):
    """One article: its canonical address is its identity."""

    __tablename__ = "article"
    __table_args__ = (
        one_of("stage", Stage),
        one_of("fate", Fate),
        UniqueConstraint("url"),
        Index("ix_article_stage_next_try_at", "stage", "next_try_at"),
        Index("ix_article_refetch_at", "refetch_at", sqlite_where=text("refetch_at IS NOT NULL")),
    )
    id: Mapped[Identity]
    url: Mapped[str]  # canonical
    listed_url: Mapped[str | None]  # as its feed lists it: the address to fetch
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"), index=True)
    outlet: Mapped[str | None]
    feed_url: Mapped[str | None]
    feed_title: Mapped[str | None]
    feed_text: Mapped[str | None]
    feed_published: Mapped[str | None]  # ISO 8601 with the outlet's offset
    stage: Mapped[str]
    fate: Mapped[str | None]
    reason: Mapped[str | None]
    attempts: Mapped[int]
    next_try_at: Mapped[datetime | None]
    refetch_at: Mapped[datetime | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    body_sha256: Mapped[str | None]
    discovered_at: Mapped[datetime]
    version_id: Mapped[int | None]  # the text that counts: the latest fetched


class AliasRow(Row):
    """Another name of an article: mobile or AMP address, redirect, feed GUID."""

    __tablename__ = "article_alias"
    alias: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)


class VersionRow(Row):
    """One text of an article; a silent edit makes another."""

    __tablename__ = "article_version"
    __table_args__ = (
        one_of("clean_status", CleanStatus),
        UniqueConstraint("article_id", "content_sha256"),
    )
    id: Mapped[Identity]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    content_sha256: Mapped[str]
    url: Mapped[str]  # as it was given or fetched
    title: Mapped[str | None]
    text: Mapped[str]
    authors: Mapped[Json | None]
    published: Mapped[str | None]  # ISO 8601 with the outlet's offset, or a day
    published_method: Mapped[str | None]
    language: Mapped[str | None]
    clean_status: Mapped[str]
    from_feed: Mapped[bool]
    fetched_at: Mapped[datetime]
    headers: Mapped[Json | None]
    archive_key: Mapped[str | None]
    credit: Mapped[str | None]  # the agency or outlet that the text gives as its origin
    shingles: Mapped[bytes | None] = mapped_column(LargeBinary)  # bottom-k sketch of the text


class ArchiveRow(Row):
    """Where one fetched answer lies in the archive."""

    __tablename__ = "archive_record"
    __table_args__ = (Index("ix_archive_record_url_fetched_at", "url", "fetched_at"),)
    key: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    status: Mapped[int]
    body_sha256: Mapped[str]
    fetched_at: Mapped[datetime]
