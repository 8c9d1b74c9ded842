"""Attacks on persons of different names are different attacks; the owner of a murder is whom it befell."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str) -> tuple[ExtractedEvent, ...]:
    return next(iter(reader().read([Article("a", text, language="en")]))).events


def test_two_names_are_two_attacks() -> None:
    text = (
        "Gunmen murdered Maria Lopez in Bogota on Monday, police said. "
        "Pedro Gomez was murdered in Bogota on Monday, his union said."
    )
    assert len(events(text)) == 2


def test_a_surname_goes_on_with_the_full_name() -> None:
    text = (
        "Gunmen murdered Maria Lopez in Bogota on Monday, police said. "
        "The judge's driver fled. The murder of Lopez shocked her colleagues."
    )
    assert len(events(text)) == 1


def test_the_owner_of_a_murder_is_no_culprit() -> None:
    (event,) = events("The judges of Bogota condemned Maria Lopez's murder on Monday in the city's old town.")
    assert "Lopez" not in str([a.actor for a in event.attributions])


def test_attacks_by_two_sides_are_two() -> None:
    text = (
        "Houthi fighters launched a missile at a tanker in the Gulf of Aden on Monday. "
        "The United States military struck a radar at Hodeidah with missiles on Monday."
    )
    assert len(events(text)) == 2


def test_arms_struck_in_enemy_held_country_are_an_airstrike() -> None:
    text = (
        "Houthi fighters launched a missile at a tanker in the Gulf of Aden on Monday. "
        "The United States military then destroyed two drones in a Houthi-controlled part of Yemen."
    )
    assert sorted(str(e.event_type) for e in events(text)) == ["airstrike", "missile_attack"]


def test_a_day_before_who_tells_it_is_the_day_of_the_act() -> None:
    text = (
        "A drone was shot down near the gas field at Conoco in Syria, on Monday, two officials said. "
        "On Sunday, six rockets were launched at the Green Village base."
    )
    (done,) = reader().read([Article("a", text, published=datetime(2026, 1, 20, tzinfo=UTC))])
    found = [(str(e.event_type), e.date.start.isoweekday()) for e in done.events if e.date]
    assert found == [("drone_attack", 1), ("rocket_attack", 7)]
