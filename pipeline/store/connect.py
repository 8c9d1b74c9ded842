"""Opening the database: engine, pragmas, transactions, and plain words for what databases say.

A write transaction is alone: SQLite takes its write lock at the start (BEGIN IMMEDIATE), PostgreSQL an advisory
lock. So linking sees all reports that were stored before, and ids grow in the order of commits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError

from pipeline.errors import ConfigError, StoreError, TransientError

T = TypeVar("T")
BUSY_S = 60.0  # how long a writer waits for another one
WRITER_LOCK = 0x5354524B  # PostgreSQL advisory lock key: "STRK"
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-16384", "temp_store=MEMORY")
PATIENCE_S = 30.0  # how long a lost server is waited for before the run ends


@dataclass(frozen=True, slots=True)
class Transaction:
    """An open transaction: everything that it writes has the same time and run."""

    connection: Connection
    now: datetime
    run_id: int | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is SQLite (else it is PostgreSQL)."""
        return self.connection.dialect.name == "sqlite"


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. Use ``write`` and ``read`` as context managers, ``transact`` to outlast a lost server."""

    engine: Engine
    clock: Callable[[], datetime] = field(default=utc_now)

    @contextmanager
    def write(self, run_id: int | None = None) -> Iterator[Transaction]:
        """The one write transaction; commits at the end, rolls back on any error. StoreError, TransientError."""
        with plain_words(self.engine.url), self.engine.connect() as connection:
            connection = connection.execution_options(strikelog_writer=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
                yield Transaction(connection, self.clock(), run_id)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A read transaction: one consistent state, beside any writer."""
        with plain_words(self.engine.url), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield Transaction(connection, self.clock())

    def transact(self, work: Callable[[Transaction], T], run_id: int | None = None) -> T:
        """``work`` in a write transaction, done again with growing pauses while the server is away."""
        deadline, pause = time.monotonic() + PATIENCE_S, 0.25
        while True:
            try:
                with self.write(run_id) as transaction:
                    return work(transaction)
            except TransientError:
                if time.monotonic() + pause > deadline:
                    raise
                time.sleep(pause)
                pause = min(pause * 2, 5.0)

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def connect(url: str) -> Engine:
    """An engine with foreign keys on; SQLite in WAL mode. Nothing is created but an empty file."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, connect_args={"timeout": BUSY_S})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})


def _address(url: str) -> URL:
    todo = "sqlite:///FILE or postgresql://USER@HOST/NAME"
    try:
        address = make_url(url)
        name = address.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise ConfigError(f"not a database address: {error}", key="database_url", todo=todo) from None
    if name == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if name != "sqlite":
        raise ConfigError(f"no such kind of database: {name}", key="database_url", todo=todo)
    return address.set(drivername="sqlite")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writer = connection.get_execution_options().get("strikelog_writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


@contextmanager
def plain_words(url: URL) -> Iterator[None]:
    """Database errors as StoreError or TransientError, naming the database and what to do."""
    try:
        yield
    except (OperationalError, InterfaceError, DatabaseError) as error:
        raise explained(error, url) from error


# what the driver says -> (what it means, what to do)
_SAYINGS = (
    ("readonly", "is read-only", "make the file and its folder writable, or give another --db"),
    ("read-only", "is read-only", "make the file and its folder writable, or give another --db"),
    ("disk is full", "has no room left: the disk is full", "free some space; nothing that was stored is lost"),
    ("no space left", "has no room left: the disk is full", "free some space; nothing that was stored is lost"),
    ("disk i/o error", "cannot be read or written", "check the disk; nothing that was stored is lost"),
    ("unable to open", "cannot be opened", "check that the folder exists and may be written to"),
    ("not a database", "is not an SQLite file", "give another --db"),
    ("malformed", "is damaged", "restore it from a copy"),
    ("no such table", "has no tables of ours", "run: strikelog db upgrade"),
    ("authentication failed", "refuses the user or password", "check STRIKELOG_DATABASE_URL"),
    ("does not exist", "does not exist", "create it, or check STRIKELOG_DATABASE_URL"),
)
_AWAY = ("connection", "terminat", "shutting down", "starting up", "recovery mode", "timeout", "could not translate")


def explained(error: DBAPIError, url: URL) -> StoreError | TransientError:
    """The driver's error in our words."""
    said = " ".join(str(error.orig).split())
    name = f"the store {url.render_as_string(hide_password=True)}"
    for sign, meaning, todo in _SAYINGS:
        if sign in said.lower():
            return StoreError(f"{name} {meaning}", todo=todo)
    if "locked" in said.lower():
        return TransientError(f"{name} is busy with another run", todo="try again when that run has ended")
    if url.get_backend_name() == "postgresql" and any(sign in said.lower() for sign in _AWAY):
        return TransientError(f"{name} cannot be reached: {said}", todo="start the server, then run again")
    return StoreError(f"{name}: {said}")
