"""What "hit" and "struck" need where no munition is told: a force, or a state that strikes what bears arms."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from models.vocabulary import EventType
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers(), triage=False)


def events(text: str) -> tuple[ExtractedEvent, ...]:
    (extraction,) = reader().read([Article("a", text, published=datetime(2024, 5, 18, tzinfo=UTC), language="en")])
    return tuple(extraction.events)


@pytest.mark.parametrize(("text", "kind"), [
    ("Iran hit nine hideouts of the militant Jaish al-Adl group in Balochistan on Friday.", EventType.AIRSTRIKE),
    ("Israel struck a dozen Hezbollah positions near Nabatieh on Friday.", EventType.AIRSTRIKE),
    ("The United States hit 31 targets in Yemen on Friday.", EventType.AIRSTRIKE),
    ("Ukraine struck an oil depot at Proletarsk on Friday.", EventType.OTHER_ATTACK),
    ("Houthi fighters hit positions of the Yemeni army in Marib on Friday.", EventType.OTHER_ATTACK),
])
def test_states_and_forces_strike(text: str, kind: EventType) -> None:
    (event,) = events(text)
    assert event.event_type is kind


@pytest.mark.parametrize("text", [
    "Germany hit two of its climate targets in 2023, the ministry said on Friday.",
    "The United States hit 31 Iranian oil facilities with sanctions on Friday.",
    "Spain struck Italy's defence early and hit the target three times on Friday.",
    "Kenya hit its budget targets on Friday, the bank said.",
])
def test_targets_that_are_met_and_sanctions_are_no_attack(text: str) -> None:
    assert not events(text)
