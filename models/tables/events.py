"""What was read: readings of versions, reports, claims; and the events that are a view over them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.states import Attribute, EventStatus
from models.tables.row import Identity, Json, Row, between, one_of
from models.vocabulary import Assertion, EventType, ExtractStatus, Salience


class ExtractorRow(Row):
    """One version of the reader: package version, lexicon hash and model, as it names itself."""

    __tablename__ = "extractor"
    __table_args__ = (UniqueConstraint("version"),)
    id: Mapped[Identity]
    version: Mapped[str]
    first_used: Mapped[datetime]


class ReadingRow(Row):
    """What one extractor made of one article version."""

    __tablename__ = "reading"
    __table_args__ = (
        one_of("status", ExtractStatus),
        UniqueConstraint("version_id", "extractor_id"),
        Index("ix_reading_article_id_current", "article_id", "current"),
        Index("ix_reading_run_id", "run_id"),
    )
    id: Mapped[Identity]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"))
    extractor_id: Mapped[int] = mapped_column(ForeignKey("extractor.id"), index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    status: Mapped[str]
    error: Mapped[str | None]
    unread_chars: Mapped[int]
    series: Mapped[Json]
    read_at: Mapped[datetime]
    current: Mapped[bool]  # the latest reading of the latest version: the one that counts


class ReportRow(Row):
    """One event as one article version tells it. ``features`` is what linking compares."""

    __tablename__ = "report"
    __table_args__ = (
        one_of("event_type", EventType),
        one_of("assertion", Assertion),
        one_of("salience", Salience),
        UniqueConstraint("reading_id", "ordinal"),
    )
    id: Mapped[Identity]
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"))
    ordinal: Mapped[int]
    event_type: Mapped[str]
    assertion: Mapped[str]
    salience: Mapped[str]
    features: Mapped[Json]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)


class ClaimRow(Row):
    """One value of one report: who says it, how, where in the text, by which rule."""

    __tablename__ = "claim"
    __table_args__ = (one_of("attribute", Attribute), {"sqlite_with_rowid": False})
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    attribute: Mapped[str] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Json]
    speaker: Mapped[str | None]
    stance: Mapped[str | None]
    spans: Mapped[Json]
    rule: Mapped[str]


class BlockRow(Row):
    """A place where a report is looked for: hash of a time bucket with a cell, site or rare word."""

    __tablename__ = "block"
    __table_args__ = ({"sqlite_with_rowid": False},)
    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, index=True)


class LinkRow(Row):
    """Two reports judged to tell of one event, with the score and its reasons."""

    __tablename__ = "link"
    __table_args__ = (
        CheckConstraint("left_id < right_id", name="ordered"),
        between("score", 0, 1),
        {"sqlite_with_rowid": False},
    )
    left_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    right_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, index=True)
    score: Mapped[float]
    reasons: Mapped[Json]


class EventRow(Row):
    """One attack: a view over the claims of its reports. Ids grow with time and are never reused."""

    __tablename__ = "event"
    __table_args__ = (
        one_of("status", EventStatus),
        one_of("event_type", EventType),
        one_of("salience", Salience),
        between("lat", -90, 90),
        between("lon", -180, 180),
        CheckConstraint("day_start <= day_end", name="days"),
        CheckConstraint("(status = 'merged') = (merged_into IS NOT NULL)", name="redirect"),
        CheckConstraint("n_articles >= n_independent", name="origins"),
        Index("ix_event_last_changed", "last_changed"),
        Index("ix_event_day_start", "day_start"),
        Index("ix_event_merged_into", "merged_into", sqlite_where=text("merged_into IS NOT NULL")),
    )
    id: Mapped[Identity]
    status: Mapped[str]
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("event.id"))
    event_type: Mapped[str]
    salience: Mapped[str]
    day_start: Mapped[date | None]
    day_end: Mapped[date | None]
    country: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    n_articles: Mapped[int]
    n_outlets: Mapped[int]
    n_independent: Mapped[int]
    first_seen: Mapped[datetime]
    last_changed: Mapped[datetime]
    cause: Mapped[str]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"), index=True)
    view: Mapped[Json]


class EventHistoryRow(Row):
    """A former state of an event, valid from ``valid_from`` until before ``valid_to``."""

    __tablename__ = "event_history"
    __table_args__ = (
        one_of("status", EventStatus),
        Index("ix_event_history_valid_to", "valid_to"),
        Index("ix_event_history_run_id", "run_id"),
    )
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime]
    status: Mapped[str]
    merged_into: Mapped[int | None]
    cause: Mapped[str]  # of the change that ended this state
    run_id: Mapped[int | None]
    view: Mapped[Json]
