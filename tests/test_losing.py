"""Losing candidates: what else stood in an event's reach, and why it was not chosen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import Candidate, ExtractedEvent
from models.vocabulary import Salience
from pipeline.normalise import make_resolvers

TEXT = (
    "Militants fired three 107mm rockets at the Al-Tanf base on Monday, wounding two soldiers, officials said.\n"
    "A drone was seen over Palmyra in March. Since October 14 soldiers have been wounded in such attacks."
)


@pytest.fixture(scope="module")
def event() -> ExtractedEvent:
    """The attack of a made-up article that names other days, places and munitions too."""
    article = Article("a", TEXT, published=datetime(2024, 5, 8, tzinfo=UTC))
    (read,) = Reader(make_resolvers()).read([article])
    return next(e for e in read.events if e.salience is Salience.MAIN)


def of(event: ExtractedEvent, field: str) -> list[Candidate]:
    return [one for one in event.candidates if one.field == field]


def test_a_losing_candidate_quotes_the_text(event: ExtractedEvent) -> None:
    assert event.candidates
    assert all(TEXT[start:end] == one.text for one in event.candidates for start, end in one.spans)


def test_no_chosen_value_is_among_the_losers(event: ExtractedEvent) -> None:
    assert event.date is not None
    assert event.place is not None
    assert event.date.text not in {one.text for one in of(event, "date")}
    assert event.place.text not in {one.text for one in of(event, "place")}


def test_a_loser_names_its_cost_beside_the_chosen_one(event: ExtractedEvent) -> None:
    assert all("cost" in one.why and "against" in one.why for one in (*of(event, "date"), *of(event, "place")))
    assert all(one.rule for one in event.candidates)
