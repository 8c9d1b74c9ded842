"""Sources, feeds, articles with their versions, runs with the fates of their items."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.tables.types import Key, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _archive_record()
    _counter()
    _run()
    _snapshot()
    _source()
    _article()
    _feed()
    _run_item()
    _article_alias()
    _article_version()


def downgrade() -> None:
    op.drop_table("article_version")
    op.drop_table("article_alias")
    op.drop_table("run_item")
    op.drop_table("feed")
    op.drop_table("article")
    op.drop_table("source")
    op.drop_table("snapshot")
    op.drop_table("run")
    op.drop_table("counter")
    op.drop_table("archive_record")


def _in(column: str, words: str) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words.split())})"


def _archive_record() -> None:
    op.create_table(
        "archive_record",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("status", Key, nullable=False),
        sa.Column("body_sha256", sa.Text(), nullable=False),
        sa.Column("fetched_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_archive_record")),
    )
    op.create_index("ix_archive_record_url_fetched_at", "archive_record", ["url", "fetched_at"], unique=False)


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("following", Key, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )


def _run() -> None:
    op.create_table(
        "run",
        sa.Column("id", Key, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.Column("finished_at", UtcTime(), nullable=True),
        sa.Column("undone_at", UtcTime(), nullable=True),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_started_at"), "run", ["started_at"], unique=False)


def _snapshot() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("taken_at", UtcTime(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("n_events", Key, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )


def _source() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("homepage", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("agency", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("id", Key, autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("listed_url", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("feed_url", sa.Text(), nullable=True),
        sa.Column("feed_title", sa.Text(), nullable=True),
        sa.Column("feed_text", sa.Text(), nullable=True),
        sa.Column("feed_published", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("fate", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("attempts", Key, nullable=False),
        sa.Column("next_try_at", UtcTime(), nullable=True),
        sa.Column("refetch_at", UtcTime(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("body_sha256", sa.Text(), nullable=True),
        sa.Column("discovered_at", UtcTime(), nullable=False),
        sa.Column("version_id", Key, nullable=True),
        sa.CheckConstraint(_in("fate", "done skipped retry quarantined"), name=op.f("ck_article_fate")),
        sa.CheckConstraint(_in("stage", "discovered fetched read ended"), name=op.f("ck_article_stage")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_article_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("url", name=op.f("uq_article_url")),
    )
    op.create_index(
        "ix_article_refetch_at", "article", ["refetch_at"], unique=False, sqlite_where=sa.text("refetch_at IS NOT NULL")
    )
    op.create_index(op.f("ix_article_source_id"), "article", ["source_id"], unique=False)
    op.create_index("ix_article_stage_next_try_at", "article", ["stage", "next_try_at"], unique=False)


def _feed() -> None:
    op.create_table(
        "feed",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("body_sha256", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("polled_at", UtcTime(), nullable=True),
        sa.Column("read_at", UtcTime(), nullable=True),
        sa.Column("next_poll_at", UtcTime(), nullable=True),
        sa.Column("interval_s", sa.Double(), nullable=True),
        sa.Column("failure_score", sa.Double(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("moved_to", sa.Text(), nullable=True),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.CheckConstraint(
            _in("kind", "rss atom rdf json sitemap sitemap_index html unknown"), name=op.f("ck_feed_kind")
        ),
        sa.CheckConstraint("failure_score BETWEEN 0 AND 1000000000.0", name=op.f("ck_feed_failure_score")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_feed_source_id_source")),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feed")),
    )
    op.create_index(op.f("ix_feed_source_id"), "feed", ["source_id"], unique=False)


def _run_item() -> None:
    op.create_table(
        "run_item",
        sa.Column("run_id", Key, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(_in("fate", "done skipped retry quarantined"), name=op.f("ck_run_item_fate")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_item_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "stage", "key", name=op.f("pk_run_item")),
    )


def _article_alias() -> None:
    op.create_table(
        "article_alias",
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("article_id", Key, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_alias_article_id_article")),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_article_alias")),
    )
    op.create_index(op.f("ix_article_alias_article_id"), "article_alias", ["article_id"], unique=False)


def _article_version() -> None:
    op.create_table(
        "article_version",
        sa.Column("id", Key, autoincrement=False, nullable=False),
        sa.Column("article_id", Key, nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_method", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("clean_status", sa.Text(), nullable=False),
        sa.Column("from_feed", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", UtcTime(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=True),
        sa.Column("archive_key", sa.Text(), nullable=True),
        sa.Column("credit", sa.Text(), nullable=True),
        sa.Column("shingles", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            _in("clean_status", "cleaned empty blocked paywalled not_article failed"),
            name=op.f("ck_article_version_clean_status"),
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_version_article_id_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_version")),
        sa.UniqueConstraint("article_id", "content_sha256", name=op.f("uq_article_version_article_id_content_sha256")),
    )
