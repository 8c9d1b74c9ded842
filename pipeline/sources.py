"""The list of outlets: `data/sources.toml`, validated once at the door."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import ConfigError, NotFoundError
from pipeline.located import closest, line_of_entry, line_of_key, tidy_message

BUNDLED = Path(__file__).resolve().parent.parent / "data" / "sources.toml"


class Scale(StrEnum):
    """How far an outlet reaches, as ACLED's source scale has it."""

    LOCAL = "local"
    NATIONAL = "national"
    INTERNATIONAL = "international"
    OFFICIAL = "official"


def _web_address(value: str) -> str:
    if not re.match(r"https?://[^\s/]+", value):
        raise ValueError("must be an http or https address")
    return value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("must be an IANA time zone such as Asia/Dubai")
    return value


def _network(value: str) -> str:
    ip_network(value)
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]


class Source(BaseModel):
    """One outlet. Intervals are seconds; ``allow_private`` lists networks that may be opened for it."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: Annotated[str, Field(min_length=1)]
    homepage: WebAddress
    feeds: tuple[WebAddress, ...] = ()
    sitemaps: tuple[WebAddress, ...] = ()
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    scale: Scale
    agency: bool = False
    enabled: bool = True
    min_delay_s: Annotated[float, Field(ge=0, le=600)] | None = None
    poll_floor_s: Annotated[float, Field(ge=0)] = 900.0
    poll_ceiling_s: Annotated[float, Field(gt=0)] = 86_400.0
    max_items: Annotated[int, Field(gt=0)] = 2000
    obey_robots: bool = True
    allow_private: tuple[Annotated[str, AfterValidator(_network)], ...] = ()
    note: str | None = None

    @model_validator(mode="after")
    def _readable(self) -> Source:
        if self.enabled and not (self.feeds or self.sitemaps):
            raise ValueError("needs at least one address in feeds or sitemaps")
        if self.poll_floor_s > self.poll_ceiling_s:
            raise ValueError("poll_floor_s must not pass poll_ceiling_s")
        return self

    @cached_property
    def zone(self) -> ZoneInfo:
        """The outlet's time zone."""
        return ZoneInfo(self.timezone)


def load_sources(path: Path | str = BUNDLED) -> tuple[Source, ...]:
    """All outlets of a file, in its order, disabled ones too; raises ConfigError with file, line and key."""
    file = Path(path)
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", file=file, todo="see --sources") from error
    except ValueError as error:  # TOMLDecodeError names line and column itself, UnicodeDecodeError the byte
        raise ConfigError(str(error), file=file, todo="it must be TOML in UTF-8") from error
    _check_shape(data, file)
    sources = tuple(_source(row, file, number) for number, row in enumerate(data["source"]))
    _check_ids(sources, file)
    return sources


def chosen(sources: Sequence[Source], names: Sequence[str] = ()) -> tuple[Source, ...]:
    """The enabled sources, or those named by id, enabled or not; raises NotFoundError for an unknown id."""
    if not names:
        return tuple(source for source in sources if source.enabled)
    known = {source.id: source for source in sources}
    for name in names:
        if name not in known:
            raise NotFoundError(f"no source {name!r}", todo=closest(name, known))
    return tuple(known[name] for name in names)


def _check_shape(data: Mapping[str, Any], file: Path) -> None:
    for key in data:
        if key != "source":
            todo = "each outlet is a [[source]] table"
            raise ConfigError("unknown key", file=file, line=line_of_key(file, key), key=key, todo=todo)
    rows = data.get("source")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ConfigError("no outlet in it", file=file, key="source", todo="add a [[source]] table")


def _source(row: Mapping[str, Any], file: Path, number: int) -> Source:
    try:
        return Source.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        start = line_of_entry(file, "source", number)
        key = str(first["loc"][0]) if first["loc"] else ""
        line = line_of_key(file, key, after=start) if key in row else start
        todo = closest(key, Source.model_fields) if first["type"] == "extra_forbidden" else None
        name = f"source {row.get('id', number + 1)}" + (f", {key}" if key else "")
        raise ConfigError(tidy_message(first), file=file, line=line, key=name, todo=todo) from None


def _check_ids(sources: Sequence[Source], file: Path) -> None:
    first: dict[str, int] = {}
    for number, source in enumerate(sources):
        if source.id in first:
            line = line_of_key(file, "id", after=line_of_entry(file, "source", number))
            taken = line_of_entry(file, "source", first[source.id])
            todo = f"line {taken} has it already; choose another"
            raise ConfigError("this id is taken", file=file, line=line, key=f"source {source.id}", todo=todo)
        first[source.id] = number
