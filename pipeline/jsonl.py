"""Articles as JSON Lines: each line becomes an article or an error that names line and key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from models.article import Article


@dataclass(frozen=True, slots=True)
class LineError:
    """A line that is no article; ``id`` and ``url`` as far as they could be read."""

    line: int
    message: str
    id: str = ""
    url: str | None = None


def read_articles(lines: Iterable[str]) -> Iterator[Article | LineError]:
    """One value for each non-blank line, in order; lines count from 1."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield parse_line(number, line)


def parse_line(number: int, line: str) -> Article | LineError:
    """An article, or what is wrong with the line."""
    try:
        row = json.loads(line)
    except ValueError as error:
        return LineError(number, f"line {number}: not valid JSON: {error}")
    if not isinstance(row, dict):
        return LineError(number, f"line {number}: not a JSON object")
    url = row.get("url") if isinstance(row.get("url"), str) else None
    name = str(row["id"]) if isinstance(row.get("id"), str | int) else ""
    problem = _problem(row)
    if problem:
        return LineError(number, f"line {number}: {problem}", name, url)
    try:
        published, day_only = parse_published(row.get("published"))
    except ValueError as error:
        return LineError(number, f"line {number}: key 'published': {error}", name, url)
    return Article(name, row["text"], row.get("title") or None, url, published, day_only, row.get("language"),
                   row.get("outlet"))


def _problem(row: dict[str, object]) -> str | None:
    for key in ("id", "text"):
        if row.get(key) is None:
            return f"key '{key}' is missing"
    if not isinstance(row["id"], str | int):
        return "key 'id' is not a string"
    for key in ("text", "title", "url", "language", "outlet"):
        if row.get(key) is not None and not isinstance(row[key], str):
            return f"key '{key}' is not a string"
    return None


def parse_published(value: object) -> tuple[datetime | None, bool]:
    """(aware time, whether only a day was given); a time without a zone counts as UTC; raises ValueError."""
    if value is None or value == "":
        return None, False
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not an ISO 8601 date or time")
    try:
        if len(value) == 10:
            day = date.fromisoformat(value)
            return datetime(day.year, day.month, day.day, tzinfo=UTC), True
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is not an ISO 8601 date or time") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)), False
