"""Attacks spoken of as a kind are no event; attackers who "also" strike another thing make another attack."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str) -> tuple[ExtractedEvent, ...]:
    return next(iter(reader().read([Article("a", text, language="en")]))).events


@pytest.mark.parametrize("text", [
    "The bishop deplored the murder of peasants and the bombing of villages and asked both sides for talks.",
    "The two neighbours, the envoy said, must not be used to attack Uganda, and murders in the region must end.",
])
def test_attacks_as_a_kind_are_no_event(text: str) -> None:
    assert not events(text)


def test_an_attack_with_a_town_is_one_though_it_befell_many() -> None:
    assert events("Gunmen carried out the murder of peasants in Tumaco on Monday, the mayor said.")


def test_what_attackers_also_burned_is_an_attack_of_its_own() -> None:
    found = events(
        "Rebels blew up a bridge near Kumba on Monday, police said. They fled on foot. "
        "The rebels also set fire to a clinic in the same district, a nurse said."
    )
    assert len(found) == 2


def test_what_the_same_shots_also_hit_is_no_other_attack() -> None:
    found = events(
        "Gunmen attacked a police station in Kumba on Monday with rifles. The gunmen also shot at its gate."
    )
    assert len(found) == 1
