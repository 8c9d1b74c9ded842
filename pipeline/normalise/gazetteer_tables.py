"""Read `data/gazetteer/*.csv`: rows that a person edits, checked once, with file and line in every error."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ConfigError
from pipeline.settings import DATA

FOLDER = DATA / "gazetteer"

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SiteRow(_Row):
    """A site, sea or region: `aliases` are joined by semicolons, `uncertainty_m` is a radius in metres."""

    id: str = Field(min_length=3)
    name: str = Field(min_length=1)
    aliases: str
    lat: Latitude
    lon: Longitude
    kind: str = Field(min_length=1)
    country: str = Field(max_length=2)
    admin1: str
    uncertainty_m: Annotated[int, Field(gt=0)]
    source: str = Field(min_length=1)


class AdminRow(_Row):
    """A first-order division with GeoNames' code."""

    country: str = Field(min_length=2, max_length=2)
    code: str = Field(min_length=1)
    name: str = Field(min_length=1)
    aliases: str
    lat: Latitude
    lon: Longitude
    source: str = Field(min_length=1)


class DistrictRow(_Row):
    """A second-order division; `admin1` is GeoNames' code of the division that holds it."""

    country: str = Field(min_length=2, max_length=2)
    admin1: str
    name: str = Field(min_length=1)
    lat: Latitude
    lon: Longitude


class NameRow(_Row):
    """The usual English name of a GeoNames entry, which is then shown, with further spellings."""

    id: str = Field(min_length=3)
    name: str = Field(min_length=1)
    aliases: str
    source: str = Field(min_length=1)


class CountryRow(_Row):
    """Names of a country beside the package's own; the first is the name that is shown."""

    country: str = Field(min_length=2, max_length=2)
    aliases: str = Field(min_length=1)
    source: str = Field(min_length=1)


class DemonymRow(_Row):
    """Nationality words of a country; peoples without a state have an empty country."""

    country: str = Field(max_length=2)
    words: str = Field(min_length=1)
    source: str = Field(min_length=1)


R = TypeVar("R", bound=_Row)


def read_rows(model: type[R], file: Path) -> Iterator[R]:
    """All rows of a CSV file; raises ConfigError with file, line and column."""
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            for number, raw in enumerate(reader, 2):
                yield _checked(model, raw, file, number)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(error), file=file, todo="restore the file of the project") from error


def _checked(model: type[R], raw: dict[str, str], file: Path, line: int) -> R:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else None
        raise ConfigError(str(first["msg"]), file=file, line=line, key=key, todo="correct the row") from None


def split_aliases(cell: str) -> list[str]:
    """The names in one cell."""
    return [name for part in cell.split(";") if (name := part.strip())]
