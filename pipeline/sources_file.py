"""Writing to a sources file: a new outlet is appended, nothing else is touched."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from pipeline.errors import ConfigError, UsageError
from pipeline.located import tidy_message
from pipeline.sources import Source, load_sources


def id_of(homepage: str, separator: str = "-") -> str:
    """An id from a home page's host: ``news.example.org`` gives ``news-example-org``."""
    host = (urlsplit(homepage).hostname or "").removeprefix("www.")
    return re.sub(r"[^a-z0-9]+", separator, host.lower()).strip(separator)


def add_source(path: Path, row: Mapping[str, Any]) -> Source:
    """Append an outlet after validating it; raises UsageError for a wrong value, ConfigError for a taken id."""
    try:
        source = Source.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise UsageError(f"{key + ': ' if key else ''}{tidy_message(first)}") from None
    if path.exists() and any(known.id == source.id for known in load_sources(path)):
        raise ConfigError("this id is taken", file=path, key=f"source {source.id}", todo="choose another with --id")
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text((f"{text.rstrip()}\n\n" if text.strip() else "") + as_toml(source), encoding="utf-8")
    return source


def as_toml(source: Source) -> str:
    """The [[source]] table of an outlet, without the keys that have their default."""
    row = source.model_dump(mode="json", exclude_defaults=True)
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in row.items())
    return "\n".join(("[[source]]", *lines, ""))
