"""How each fetched page looked, to notice when a source changes its layout."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.tables.types import Key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_look",
        sa.Column("run_id", Key, nullable=False),
        sa.Column("article_id", Key, nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("length", Key, nullable=False),
        sa.Column("titled", sa.Boolean(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("legible", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length >= 0", name=op.f("ck_page_look_length")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_page_look_run_id_run")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_page_look_article_id_article")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_page_look_source_id_source")),
        sa.PrimaryKeyConstraint("run_id", "article_id", name=op.f("pk_page_look")),
    )
    op.create_index("ix_page_look_source_id_run_id", "page_look", ["source_id", "run_id"], unique=False)


def downgrade() -> None:
    op.drop_table("page_look")
