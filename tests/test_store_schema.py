"""The schema: one result from the migrations and the tables, kept by the database itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from tellings import article, event

from models.tables.listed import LISTED
from models.tables.rows import ArticleRow, FeedRow, LinkRow, Row, RunRow
from pipeline.errors import ConfigError, StoreError
from pipeline.store import Store, open_store, upgrade
from pipeline.store.articles import blank_article
from pipeline.store.checks import problems
from pipeline.store.connect import connect
from pipeline.store.events import events
from pipeline.store.keeping import store_readings
from pipeline.store.schema import HEAD, config, revision


def test_migrations_make_what_the_tables_say(store: Store) -> None:
    with store.write() as tx:
        context = MigrationContext.configure(tx.connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []
        assert ScriptDirectory.from_config(config(tx)).get_heads() == [HEAD]


def test_the_bare_tables_are_those_of_the_rows() -> None:
    for bare in LISTED:
        full = Row.metadata.tables[bare.name].c
        assert {name: str(column.type) for name, column in bare.c.items()} == {
            name: str(full[name].type)
            for name in bare.c.keys()  # noqa: SIM118 - a collection of columns is no dict
        }


@pytest.mark.parametrize("earlier", ["0001", "0002"])
def test_migrates_from_every_earlier_revision_with_data_in_place(database_url: str, earlier: str) -> None:
    old = Store(connect(database_url))
    upgrade(old, earlier)
    with old.write() as tx:
        tx.connection.execute(insert(ArticleRow).values(blank_article(tx, 70_007, "https://a.example/1")))
        tx.connection.execute(insert(RunRow).values(id=70_008, kind="nightly", started_at=tx.now, settings="{}"))
    if earlier >= "0002":  # which brought events
        store_readings(old, [article(1, event(killed=2)), article(2, event(killed=2))])
    old.close()
    new = open_store(database_url)
    with new.read() as tx:
        assert revision(tx.connection) == HEAD
        kept = ArticleRow.__table__.select().where(ArticleRow.id == 70_007)
        assert tx.connection.execute(kept).one().url == "https://a.example/1"
        assert [one.n_articles for one in events(tx)] == ([2] if earlier >= "0002" else [])
        assert list(problems(tx)) == []
    new.close()


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (LinkRow, {"left_id": 2, "right_id": 1, "score": 0.5, "reasons": "{}"}),
        (FeedRow, {"url": "u", "kind": "telegraph", "failure_score": 0, "disabled": False, "seen": "[]"}),
        (FeedRow, {"url": "u", "kind": "rss", "failure_score": -1, "disabled": False, "seen": "[]"}),
        (FeedRow, {"url": "u", "source_id": "no", "kind": "rss", "failure_score": 0, "disabled": False, "seen": "[]"}),
    ],
)
def test_the_database_itself_refuses(store: Store, table: type[Row], values: dict[str, object]) -> None:
    with store.engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(insert(table).values(values))


def test_a_newer_store_is_refused_with_words(database_url: str) -> None:
    newer = open_store(database_url)
    with newer.write() as tx:
        tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(StoreError, match="newer strikelog"):
        open_store(database_url)


@pytest.mark.parametrize("url", ["nonsense", "mysql://h/n"])
def test_an_address_that_is_none_says_so(url: str) -> None:
    with pytest.raises(ConfigError, match="database_url"):
        open_store(url)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, " * 100)
    with pytest.raises(StoreError, match="not an SQLite file"):
        open_store(f"sqlite:///{tmp_path / 'notes.txt'}")


def test_a_folder_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path / 'no' / 'store.db'}")
