"""Attacks on persons of different names are different attacks; the owner of a murder is whom it befell."""

from __future__ import annotations

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
