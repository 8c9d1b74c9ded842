"""Killed and wounded of whole short reports: names, families, sub-totals, rising tolls, attackers' losses."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import Count, ExtractedEvent
from models.vocabulary import Salience
from pipeline.normalise import make_resolvers

TOLLS = tomllib.loads((Path(__file__).parent / "tolls.toml").read_text(encoding="utf-8"))["toll"]
PUBLISHED = datetime(2024, 5, 8, tzinfo=UTC)


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def main_event(toll: dict[str, Any]) -> ExtractedEvent:
    article = Article("a", toll["text"], title=toll.get("title"), language="en", published=PUBLISHED)
    events = next(iter(reader().read([article]))).events
    return next(e for e in events if e.salience is Salience.MAIN)


def best(count: Count | None) -> int | None:
    return count.best if count else None


@pytest.mark.parametrize("toll", TOLLS, ids=lambda toll: toll["text"][:60])
def test_toll(toll: dict[str, Any]) -> None:
    event = main_event(toll)
    assert (best(event.killed), best(event.wounded)) == (toll.get("killed"), toll.get("wounded"))


@pytest.mark.parametrize("text", [
    "A shell hit a barn in Idlib on Monday. A family was killed, the White Helmets said.",
    "A shell hit a barn in Idlib on Monday, killing a family, the White Helmets said.",
    "A shell hit a barn in Idlib on Monday and killed two families, the White Helmets said.",
])
def test_a_family_is_no_single_person(text: str) -> None:
    event = main_event({"text": text})
    assert event.killed is not None
    assert (event.killed.low, event.killed.best) == (2, None)
