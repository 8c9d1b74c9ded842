"""What fighters do to things is an attack ("rebels burned two buses"); an accident or a protest is none."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from pipeline.normalise import make_resolvers

LEAD = "Two farmers were shot dead near Kumba on Sunday, officials said. "


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str) -> tuple[ExtractedEvent, ...]:
    return next(iter(reader().read([Article("a", text, language="en")]))).events


def targets(text: str) -> set[str]:
    return {target.text for event in events(LEAD + text) for target in event.targets}


@pytest.mark.parametrize("text", ["Rebels burned two buses on the same day.", "Rebels also destroyed two buses."])
def test_what_fighters_do_to_things_is_an_attack(text: str) -> None:
    assert "two buses" in targets(text)


@pytest.mark.parametrize("text", ["The fire burned two buses.", "The storm destroyed two buses.",
                                  "The mayor burned a letter.", "Soldiers destroyed a bridge of snow."])
def test_what_nobody_armed_does_is_none(text: str) -> None:
    assert not targets(text) & {"two buses", "letter", "bridge"}


def test_a_town_is_no_target_of_gunmen() -> None:
    (event,) = events("Gunmen shot dead a priest on Sunday in Kaduna, attacking the area for an hour.")
    assert [t.text for t in event.targets] == ["priest"]


def test_drones_that_fly_off_hit_no_place() -> None:
    (event,) = events("Russia attacked Odesa with 20 Shahed drones on Monday. Two more flew off towards Moldova.")
    assert event.place is not None
    assert event.place.country == "UA"
