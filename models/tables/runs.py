"""What was done: runs with the fate of each item, analysts' decisions, snapshots, the id counter."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.states import PairVerdict, ReviewKind
from models.tables.row import Identity, Json, Row, one_of
from models.vocabulary import Fate


class RunRow(Row):
    """One run of the program that writes; ``report`` is what it printed at its end."""

    __tablename__ = "run"
    id: Mapped[Identity]
    kind: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    settings: Mapped[Json]
    report: Mapped[Json | None]


class RunItemRow(Row):
    """The one fate of one item of a run."""

    __tablename__ = "run_item"
    __table_args__ = (one_of("fate", Fate),)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fate: Mapped[str]
    reason: Mapped[str | None]


class PageLookRow(Row):
    """How one fetched page looked to the cleaner in one run."""

    __tablename__ = "page_look"
    __table_args__ = (
        CheckConstraint("length >= 0", name="length"),
        Index("ix_page_look_source_id_run_id", "source_id", "run_id"),
    )
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    length: Mapped[int]  # characters of text
    titled: Mapped[bool]
    dated: Mapped[bool]  # by the page itself
    legible: Mapped[bool]


class ReviewRow(Row):
    """One decision of an analyst; it holds until it is withdrawn, whatever is read later."""

    __tablename__ = "review"
    __table_args__ = (
        one_of("kind", ReviewKind),
        CheckConstraint("(kind = 'correct') = (field IS NOT NULL)", name="field"),
        Index("ix_review_event_id", "event_id"),
    )
    id: Mapped[Identity]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    kind: Mapped[str]
    field: Mapped[str | None]
    value: Mapped[Json | None]
    seen: Mapped[Json | None]  # what the texts said when it was decided: later differences are conflicts
    author: Mapped[str]
    reason: Mapped[str]
    scope: Mapped[str]
    decided_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class PairRow(Row):
    """Two reports that an analyst joined or parted, named so that re-reading does not lose them."""

    __tablename__ = "review_pair"
    __table_args__ = (
        one_of("verdict", PairVerdict),
        UniqueConstraint("review_id", "left_article", "left_ordinal", "right_article", "right_ordinal"),
        Index("ix_review_pair_left_article", "left_article"),
        Index("ix_review_pair_right_article", "right_article"),
    )
    id: Mapped[Identity]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    verdict: Mapped[str]
    left_article: Mapped[int] = mapped_column(ForeignKey("article.id"))
    left_ordinal: Mapped[int]
    right_article: Mapped[int] = mapped_column(ForeignKey("article.id"))
    right_ordinal: Mapped[int]


class SnapshotRow(Row):
    """A named state of the store that an export can cite."""

    __tablename__ = "snapshot"
    id: Mapped[str] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime]
    label: Mapped[str | None]
    n_events: Mapped[int]
    digest: Mapped[str]


class CounterRow(Row):
    """The next free id: it only grows, in the transaction that uses the ids."""

    __tablename__ = "counter"
    name: Mapped[str] = mapped_column(primary_key=True)
    following: Mapped[int]
