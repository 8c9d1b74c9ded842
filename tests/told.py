"""What the program reads in a text of a test: all events, the main ones, the only one."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from models.vocabulary import Salience
from pipeline.normalise import make_resolvers

THURSDAY = datetime(2026, 11, 12, tzinfo=UTC)


@cache
def reader() -> Reader:
    """One reader for all tests of a process."""
    return Reader(make_resolvers())


def all_events(text: str, title: str | None = None, published: datetime = THURSDAY) -> tuple[ExtractedEvent, ...]:
    """Every event of an article."""
    article = Article("a", text, title=title, published=published, language="en")
    return next(iter(reader().read([article]))).events


def main_events(text: str, title: str | None = None, published: datetime = THURSDAY) -> list[ExtractedEvent]:
    """The events that are the article's news."""
    return [e for e in all_events(text, title, published) if e.salience is Salience.MAIN]


def only_event(text: str, title: str | None = None, published: datetime = THURSDAY) -> ExtractedEvent:
    """The event of an article that tells of one."""
    (event,) = all_events(text, title, published)
    return event
