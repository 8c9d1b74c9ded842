"""The bundled newsroom as data: six invented outlets and their articles, from `data/sample/`."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ConfigError
from pipeline.located import line_of_entry, tidy_message
from pipeline.settings import DATA

FOLDER = DATA / "sample"
FeedName = Literal["rss", "atom", "sitemap", "dead"]
Row = TypeVar("Row", bound="Written")


class Written(BaseModel):
    """A table that a person wrote."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Outlet(Written):
    """One outlet: how its pages look and where its feeds are; a dead feed answers 503 for ever."""

    id: str
    name: str
    country: str
    language: str
    timezone: str
    scale: str
    agency: bool = False
    design: Literal["broadsheet", "blog", "portal"]
    feeds: dict[FeedName, str]


class SampleArticle(Written):
    """One article; ``body`` parts paragraphs by blank lines, ``body_2`` is the text of edition 2."""

    slug: str
    title: str
    authors: tuple[str, ...]
    published: datetime
    body: str
    updated_2: datetime | None = None
    body_2: str | None = None
    attacks: tuple[str, ...] = ()
    language: str | None = None
    section: str | None = None
    kind: Literal["article", "live", "video"] = "article"
    behaviour: Literal["served", "gone", "challenge", "invalid_utf8"] = "served"
    copy_of: str | None = None


class Attack(Written):
    """What a careful reader takes from the sample; killed and wounded are [lowest, highest] told."""

    id: str
    event_type: str
    date: date
    country: str
    place: str
    killed: tuple[int, int] | None = None
    wounded: tuple[int, int] | None = None
    articles: tuple[str, ...] = Field(min_length=1)
    n_independent: int | None = None


def outlets() -> tuple[Outlet, ...]:
    """The six outlets."""
    return _rows(FOLDER / "outlets.toml", "outlet", Outlet)


def articles(outlet: Outlet) -> tuple[SampleArticle, ...]:
    """What an outlet has published, copies filled in with the text that they copy."""
    rows = _rows(FOLDER / "articles" / f"{outlet.id}.toml", "article", SampleArticle)
    return tuple(row.model_copy(update={"body": _original(row.copy_of)}) if row.copy_of else row for row in rows)


def attacks() -> tuple[Attack, ...]:
    """The attacks that the sample tells."""
    return _rows(FOLDER / "attacks.toml", "attack", Attack)


def _original(reference: str) -> str:
    outlet, _, slug = reference.partition("/")
    rows = _rows(FOLDER / "articles" / f"{outlet}.toml", "article", SampleArticle)
    return next(row.body for row in rows if row.slug == slug)


def _rows(file: Path, table: str, kind: type[Row]) -> tuple[Row, ...]:
    try:
        rows: list[dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))[table]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", file=file, todo=f"it holds [[{table}]] tables") from None
    return tuple(_row(file, table, number, row, kind) for number, row in enumerate(rows))


def _row(file: Path, table: str, number: int, row: dict[str, Any], kind: type[Row]) -> Row:
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise ConfigError(tidy_message(first), file=file, line=line_of_entry(file, table, number), key=key) from None
