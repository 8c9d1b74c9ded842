"""Force with a gun or blade in hand is an attack though nobody is hurt; words for theft alone are none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.vocabulary import EventType
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def types(text: str) -> list[EventType]:
    return [e.event_type for e in next(iter(reader().read([Article("a", text, language="en")]))).events]


@pytest.mark.parametrize("text", [
    "A man with a shotgun robbed a bakery in Leeds on Monday, police said.",
    "Two women were robbed on Oak Street on Friday. One of the thieves held a knife.",
    "A clerk was held up by two armed men at a shop in Leeds on Monday night.",
    "A driver pulled a pistol on a cyclist in Leeds on Sunday, the police said.",
    "Two men showed their pistols in Leeds on Sunday and demanded cash from a grocer.",
])
def test_weapons_in_hand_make_an_attack(text: str) -> None:
    assert types(text) == [EventType.OTHER_ATTACK]


@pytest.mark.parametrize("text", [
    "A bakery in Leeds was robbed on Monday while its owner slept, police said.",
    "Police found a loaded pistol in a car in Leeds on Monday and arrested the driver.",
    "The driver threw two pistols out of his car in Leeds on Monday, police said.",
    "Miners demanded more money in Leeds on Monday, their union said.",
    "The minister pointed at the map and displayed a chart of the budget on Monday.",
])
def test_theft_and_finds_are_none(text: str) -> None:
    assert types(text) == []


def test_two_people_found_with_wounds_were_shot() -> None:
    assert types("Officers found two people with gunshot wounds on Elm Street on Monday.") == [EventType.SHOOTING]


@pytest.mark.parametrize("text", [
    "Pupils in Leeds hid on Monday when shots rang out at a bus stop.",
    "Gunshots were heard in Leeds on Monday, and a parked van was hit.",
])
def test_shots_that_rang_out_were_fired(text: str) -> None:
    assert types(text) == [EventType.SHOOTING]


def test_shots_and_arrest_in_one_sentence_are_of_one_day() -> None:
    text = "A man was arrested on Thursday after he fired three shots at a cyclist in Leeds, police said on Friday."
    article = Article("a", text, language="en", published=datetime(2021, 3, 12, 9, tzinfo=UTC))
    (event,) = next(iter(reader().read([article]))).events
    assert event.date is not None
    assert event.date.start == date(2021, 3, 11)
