"""What every table shares: naming of constraints, column types, checks on closed vocabularies."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from sqlalchemy import CheckConstraint, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

from models.tables.types import Key, UtcTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


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
