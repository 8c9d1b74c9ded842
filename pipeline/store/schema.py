"""The store's schema: created on first use, migrated by Alembic, checked cheaply at each opening."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from pipeline.errors import StoreError
from pipeline.store.connect import Store, Transaction, connect, plain_words

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parents[2] / "models" / "migrations"
HEAD = "0003"  # the newest revision; a test holds it to the files


def open_store(url: str) -> Store:
    """The store at a database address, created or migrated when it is not of this version.

    ``sqlite:///FILE`` or ``postgresql://...``. ConfigError for an address that is none, StoreError when the
    database cannot be used, TransientError when its server is away.
    """
    engine = connect(url)
    with plain_words(engine.url), engine.connect() as connection:
        found = revision(connection)
    store = Store(engine)
    if found != HEAD:
        upgrade(store)
    return store


def revision(connection: Connection) -> str | None:
    """The revision that the database is at; null when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(store: Store, target: str = "head") -> str:
    """Migrate to a revision; returns the revision reached. Safe beside another process doing the same."""
    from alembic import command
    from alembic.util import CommandError

    with store.write() as transaction:
        try:
            command.upgrade(config(transaction), target)
        except CommandError as error:
            todo = "it was made by a newer strikelog: install that version"
            raise StoreError(f"the store cannot be migrated: {error}", todo=todo) from error
        reached = revision(transaction.connection)
    return str(reached)


def config(transaction: Transaction) -> Config:
    """Alembic's configuration, bound to an open transaction."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = transaction.connection
    return settings
