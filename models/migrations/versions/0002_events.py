"""Readings, reports, claims, links and events; analysts' reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.tables.types import Key, UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

EVENT_TYPES = (
    "rocket_attack missile_attack drone_attack airstrike shelling bombing "
    "suicide_bombing grenade_attack shooting armed_clash arson abduction "
    "other_attack"
)
ATTRIBUTES = (
    "event_type date place weapon launcher target attribution outcome casualty killed wounded statement candidate check"
)


def upgrade() -> None:
    _extractor()
    _event()
    _event_history()
    _review()
    _reading()
    _review_pair()
    _report()
    _block()
    _claim()
    _link()


def downgrade() -> None:
    op.drop_table("link")
    op.drop_table("claim")
    op.drop_table("block")
    op.drop_table("report")
    op.drop_table("review_pair")
    op.drop_table("reading")
    op.drop_table("review")
    op.drop_table("event_history")
    op.drop_table("event")
    op.drop_table("extractor")


def _in(column: str, words: str) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words.split())})"


def _extractor() -> None:
    op.create_table(
        "extractor",
        sa.Column("id", Key, autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("first_used", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extractor")),
        sa.UniqueConstraint("version", name=op.f("uq_extractor_version")),
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", Key, autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("merged_into", Key, nullable=True),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("salience", sa.Text(), nullable=False),
        sa.Column("day_start", sa.Date(), nullable=True),
        sa.Column("day_end", sa.Date(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("n_articles", Key, nullable=False),
        sa.Column("n_outlets", Key, nullable=False),
        sa.Column("n_independent", Key, nullable=False),
        sa.Column("first_seen", UtcTime(), nullable=False),
        sa.Column("last_changed", UtcTime(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("run_id", Key, nullable=True),
        sa.Column("view", sa.Text(), nullable=False),
        sa.CheckConstraint("(status = 'merged') = (merged_into IS NOT NULL)", name=op.f("ck_event_redirect")),
        sa.CheckConstraint(_in("event_type", EVENT_TYPES), name=op.f("ck_event_event_type")),
        sa.CheckConstraint(_in("salience", "main background"), name=op.f("ck_event_salience")),
        sa.CheckConstraint(_in("status", "live merged deleted"), name=op.f("ck_event_status")),
        sa.CheckConstraint("day_start <= day_end", name=op.f("ck_event_days")),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_event_lat")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_event_lon")),
        sa.CheckConstraint("n_articles >= n_independent", name=op.f("ck_event_origins")),
        sa.ForeignKeyConstraint(["merged_into"], ["event.id"], name=op.f("fk_event_merged_into_event")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_event_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_day_start", "event", ["day_start"], unique=False)
    op.create_index("ix_event_last_changed", "event", ["last_changed"], unique=False)
    op.create_index(
        "ix_event_merged_into", "event", ["merged_into"], unique=False, sqlite_where=sa.text("merged_into IS NOT NULL")
    )
    op.create_index(op.f("ix_event_run_id"), "event", ["run_id"], unique=False)


def _event_history() -> None:
    op.create_table(
        "event_history",
        sa.Column("event_id", Key, nullable=False),
        sa.Column("revision", Key, autoincrement=False, nullable=False),
        sa.Column("valid_from", UtcTime(), nullable=False),
        sa.Column("valid_to", UtcTime(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("merged_into", Key, nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("run_id", Key, nullable=True),
        sa.Column("view", sa.Text(), nullable=False),
        sa.CheckConstraint(_in("status", "live merged deleted"), name=op.f("ck_event_history_status")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_history_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", "revision", name=op.f("pk_event_history")),
    )
    op.create_index("ix_event_history_run_id", "event_history", ["run_id"], unique=False)
    op.create_index("ix_event_history_valid_to", "event_history", ["valid_to"], unique=False)


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("id", Key, autoincrement=False, nullable=False),
        sa.Column("event_id", Key, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("seen", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcTime(), nullable=False),
        sa.Column("withdrawn_at", UtcTime(), nullable=True),
        sa.CheckConstraint("(kind = 'correct') = (field IS NOT NULL)", name=op.f("ck_review_field")),
        sa.CheckConstraint(_in("kind", "accept correct merge split reject note"), name=op.f("ck_review_kind")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_review_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index("ix_review_event_id", "review", ["event_id"], unique=False)


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("id", Key, autoincrement=False, nullable=False),
        sa.Column("article_id", Key, nullable=False),
        sa.Column("version_id", Key, nullable=False),
        sa.Column("extractor_id", Key, nullable=False),
        sa.Column("run_id", Key, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("unread_chars", Key, nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("read_at", UtcTime(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            _in("status", "extracted no_attack unsupported_language failed"), name=op.f("ck_reading_status")
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_reading_article_id_article")),
        sa.ForeignKeyConstraint(["extractor_id"], ["extractor.id"], name=op.f("fk_reading_extractor_id_extractor")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_reading_run_id_run")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.id"], name=op.f("fk_reading_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("version_id", "extractor_id", name=op.f("uq_reading_version_id_extractor_id")),
    )
    op.create_index("ix_reading_article_id_current", "reading", ["article_id", "current"], unique=False)
    op.create_index(op.f("ix_reading_extractor_id"), "reading", ["extractor_id"], unique=False)
    op.create_index("ix_reading_run_id", "reading", ["run_id"], unique=False)


def _review_pair() -> None:
    op.create_table(
        "review_pair",
        sa.Column("id", Key, autoincrement=False, nullable=False),
        sa.Column("review_id", Key, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("left_article", Key, nullable=False),
        sa.Column("left_ordinal", Key, nullable=False),
        sa.Column("right_article", Key, nullable=False),
        sa.Column("right_ordinal", Key, nullable=False),
        sa.CheckConstraint(_in("verdict", "same different"), name=op.f("ck_review_pair_verdict")),
        sa.ForeignKeyConstraint(["left_article"], ["article.id"], name=op.f("fk_review_pair_left_article_article")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_pair_review_id_review")),
        sa.ForeignKeyConstraint(["right_article"], ["article.id"], name=op.f("fk_review_pair_right_article_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_pair")),
        sa.UniqueConstraint(
            "review_id",
            "left_article",
            "left_ordinal",
            "right_article",
            "right_ordinal",
            name=op.f("uq_review_pair_review_id_left_article_left_ordinal_right_article_right_ordinal"),
        ),
    )
    op.create_index("ix_review_pair_left_article", "review_pair", ["left_article"], unique=False)
    op.create_index("ix_review_pair_right_article", "review_pair", ["right_article"], unique=False)


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("id", Key, autoincrement=False, nullable=False),
        sa.Column("reading_id", Key, nullable=False),
        sa.Column("ordinal", Key, nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("assertion", sa.Text(), nullable=False),
        sa.Column("salience", sa.Text(), nullable=False),
        sa.Column("features", sa.Text(), nullable=False),
        sa.Column("event_id", Key, nullable=True),
        sa.CheckConstraint(
            _in("assertion", "asserted negated hypothetical planned threatened"), name=op.f("ck_report_assertion")
        ),
        sa.CheckConstraint(_in("event_type", EVENT_TYPES), name=op.f("ck_report_event_type")),
        sa.CheckConstraint(_in("salience", "main background"), name=op.f("ck_report_salience")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_report_event_id_event")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_report_reading_id_reading")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("reading_id", "ordinal", name=op.f("uq_report_reading_id_ordinal")),
    )
    op.create_index(op.f("ix_report_event_id"), "report", ["event_id"], unique=False)


def _block() -> None:
    op.create_table(
        "block",
        sa.Column("key", Key, autoincrement=False, nullable=False),
        sa.Column("report_id", Key, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_block_report_id_report")),
        sa.PrimaryKeyConstraint("key", "report_id", name=op.f("pk_block")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_block_report_id"), "block", ["report_id"], unique=False)


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("report_id", Key, nullable=False),
        sa.Column("attribute", sa.Text(), nullable=False),
        sa.Column("ordinal", Key, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=True),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.CheckConstraint(_in("attribute", ATTRIBUTES), name=op.f("ck_claim_attribute")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_claim_report_id_report")),
        sa.PrimaryKeyConstraint("report_id", "attribute", "ordinal", name=op.f("pk_claim")),
        sqlite_with_rowid=False,
    )


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("left_id", Key, nullable=False),
        sa.Column("right_id", Key, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.CheckConstraint("left_id < right_id", name=op.f("ck_link_ordered")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_link_score")),
        sa.ForeignKeyConstraint(["left_id"], ["report.id"], name=op.f("fk_link_left_id_report")),
        sa.ForeignKeyConstraint(["right_id"], ["report.id"], name=op.f("fk_link_right_id_report")),
        sa.PrimaryKeyConstraint("left_id", "right_id", name=op.f("pk_link")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_link_right_id"), "link", ["right_id"], unique=False)
