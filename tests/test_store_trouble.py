"""Trouble with the database: a clear message, nothing lost, and the work goes on when the trouble is over."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import new_postgres_database, postgres_server
from sqlalchemy import event as sql_event
from tellings import article, event

from pipeline.errors import StoreError, TransientError
from pipeline.store import Store, connect, open_store
from pipeline.store.checks import problems
from pipeline.store.keeping import store_readings
from pipeline.store.listing import event_lines


def number(store: Store) -> int:
    with store.read() as tx:
        assert list(problems(tx)) == []
        return len(list(event_lines(tx)))


def test_a_read_only_store_can_be_read_and_says_so(tmp_path: Path) -> None:
    written = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    store_readings(written, [article(1, event())])
    written.close()
    store = open_store(f"sqlite:///file:{tmp_path / 'store.db'}?mode=ro&uri=true")
    assert number(store) == 1
    with pytest.raises(StoreError, match="read-only"):
        store_readings(store, [article(2, event())])
    store.close()


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    store_readings(store, [article(1, event())])
    store.close()

    def no_more_pages(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0]}")

    sql_event.listen(store.engine, "connect", no_more_pages)
    with pytest.raises(StoreError, match="disk is full"):
        store_readings(store, [article(n, event(), text=f"Word{n} " * 5000) for n in range(2, 60)])
    assert number(store) == 1
    store.close()


def test_a_busy_store_is_told_from_a_broken_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_S", 0.2)
    monkeypatch.setattr(connect, "PATIENCE_S", 0.1)
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    with store.write(), pytest.raises(TransientError, match="busy with another run"):
        store_readings(store, [article(1, event())])
    store.close()


@pytest.fixture
def own_server() -> Iterator[Any]:
    """A PostgreSQL server of this test alone, to stop and start."""
    with postgres_server() as server:
        yield server


def test_a_server_that_stops_and_starts_is_waited_for(own_server: Any) -> None:
    store = open_store(new_postgres_database(own_server.get_uri()))
    store_readings(store, [article(1, event())])
    own_server._stop()
    back = threading.Timer(1.5, own_server.ensure_postgres_running)
    back.start()
    store_readings(store, [article(2, event())])
    back.join()
    assert number(store) == 1
    store.close()


def test_a_server_that_stays_away_ends_with_words(own_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "PATIENCE_S", 0.5)
    store = open_store(new_postgres_database(own_server.get_uri()))
    own_server._stop()
    with pytest.raises(TransientError, match=r"cannot be reached.*start the server"):
        store_readings(store, [article(1, event())])
    own_server.ensure_postgres_running()
    store_readings(store, [article(1, event())])
    assert number(store) == 1
    store.close()
