"""Attacks of one sentence whose munition or verb is told once: "another crashed", "and two at the depot"."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from pipeline.normalise import make_resolvers

PUBLISHED = datetime(2026, 11, 12, tzinfo=UTC)


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str) -> list[ExtractedEvent]:
    article = Article("a", text, published=PUBLISHED, language="en")
    return list(next(iter(reader().read([article]))).events)


def places(text: str) -> list[str]:
    return [e.place.name for e in events(text) if e.place is not None]


@pytest.mark.parametrize(("text", "expected"), [
    ("On Sunday a drone hit a fuel depot in Belgorod and another crashed into a block of flats in Kursk.",
     ["Belgorod", "Kursk"]),
    ("A car bomb went off at a market in Kirkuk on Sunday and a second exploded near a mosque in Hawija.",
     ["Kirkuk", "Hawija"]),
    ("A mortar round landed on a house in Kirkuk on Sunday. Another fell in a schoolyard in Hawija.",
     ["Kirkuk", "Hawija"]),
    ("A suicide bomber blew himself up in Kano on Sunday, and a second attacker struck a bus station in Jos.",
     ["Kano", "Jos"]),
    ("Israeli warplanes bombed a workshop in Gaza City on Sunday, while others struck a farm near Rafah.",
     ["Gaza City", "Rafah"]),
])
def test_one_more_at_another_place_is_an_attack_of_its_own(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Jets hit Raqqa on Sunday with eight bombs and Tabqa with two.", ["Raqqa", "Tabqa"]),
    ("Rebels fired three rockets at the base in Mosul on Sunday and two at the depot in Kirkuk.", ["Mosul", "Kirkuk"]),
    ("One missile struck a school in Kharkiv on Sunday, another a clinic in Poltava.", ["Kharkiv", "Poltava"]),
])
def test_a_part_without_its_verb_is_an_attack_of_its_own(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize("text", [
    "A bomb went off at a cafe in Istanbul on Sunday and minutes later a second exploded as rescuers arrived.",
    "Six drones were shot down over Kursk on Sunday, four over Bryansk and two over Belgorod.",
    "The army said 18 shells were fired on Sunday at Kherson, Nikopol and Kharkiv.",
    "A mortar round killed a guard in Kirkuk on Sunday and another was hurt.",
])
def test_what_is_of_one_attack_stays_together(text: str) -> None:
    assert len(events(text)) == 1


def test_each_part_has_its_own_number() -> None:
    text = "Three rockets landed in Sderot on Sunday and two more fell in Beersheba."
    assert [w.fired.best for e in events(text) for w in e.weapons if w.fired] == [3, 2]
