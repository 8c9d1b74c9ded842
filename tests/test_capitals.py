"""A text all in capitals is read like the same text in its ordinary case, and quoted as it was printed."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from pipeline.normalise import make_resolvers

TEXTS = (
    "Caracas, 14 Mar 91 (EFE) -- Two police officers were killed and five people were wounded when a car bomb exploded "
    "near the town hall of Maturin on Wednesday, the Interior Ministry reported. Governor Pedro Castro said rebels "
    "planted the bomb. No group has claimed responsibility.",
    "Lima, 2 Jun 92 -- Shining Path guerrillas attacked the village of Santa Rosa in Ayacucho Department on Monday "
    "and shot dead four peasants. The attackers then set fire to the health center, General Luis Paredes said.",
    "Three rockets hit a base hosting U.S. troops near Baghdad International Airport on Sunday, wounding one soldier, "
    "the Iraqi military said. Kataib Hezbollah denied any involvement.",
    "Unidentified men kidnapped the mayor of San Vicente and his two children in El Salvador. The FMLN denied "
    "responsibility. Authorities said the men fled toward Honduras in a truck.",
)


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str) -> tuple[ExtractedEvent, ...]:
    published = datetime(1992, 6, 3, tzinfo=UTC)
    return next(iter(reader().read([Article("a", text, language="en", published=published)]))).events


def told(event: ExtractedEvent) -> tuple[object, ...]:
    counts = [None if c is None else (c.low, c.best, c.high) for c in (event.killed, event.wounded)]
    where = event.place.name if event.place else None
    actors = sorted((a.actor or "").casefold() for a in event.attributions)
    aims = sorted(t.text.casefold() for t in event.targets)
    return event.event_type, event.date and event.date.start, where, counts, actors, aims


@pytest.mark.parametrize("text", TEXTS)
def test_capitals_change_nothing(text: str) -> None:
    assert [told(e) for e in events(text.upper())] == [told(e) for e in events(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_capitals_are_quoted_as_printed(text: str) -> None:
    shouted = text.upper()
    for event in events(shouted):
        assert all(shouted[a:b] == event.trigger.text for a, b in event.trigger.spans)
        assert all(t.text.isupper() for t in event.targets)


def test_an_actor_is_named_in_natural_case() -> None:
    (event,) = events(TEXTS[3].upper())
    assert [a.actor for a in event.attributions if a.stance == "stated"] == ["Unidentified men"]
