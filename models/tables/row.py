"""What every table shares: naming of constraints, column types, checks on closed vocabularies."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Dialect, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """An instant: aware on both sides of the store, UTC inside. Naive values are refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> DateTime:
        """PostgreSQL keeps the zone, SQLite has none to keep."""
        return DateTime(timezone=dialect.name == "postgresql")

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite gets it without the zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"time without a zone: {value.isoformat()}")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Back to aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = BigInteger().with_variant(Integer, "sqlite")
Identity = Annotated[int, mapped_column(Key, primary_key=True, autoincrement=False)]
Json = Annotated[str, mapped_column(Text)]  # JSON text of a model value: the same bytes in both databases
Moment = Annotated[datetime, mapped_column(UtcTime)]


class Row(DeclarativeBase):
    """Parent of all tables. Rows never leave `pipeline.store`."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcTime, int: Key, str: Text}  # noqa: RUF012 - SQLAlchemy's own protocol


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """A check that a column holds a word of a closed vocabulary, or null."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def between(column: str, low: float, high: float) -> CheckConstraint:
    """A check that a number lies in a range, or is null."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=column)
