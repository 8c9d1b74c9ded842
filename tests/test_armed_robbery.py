"""Force with a gun or blade in hand is an attack though nobody is hurt; words for theft alone are none."""

from __future__ import annotations

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
])
def test_weapons_in_hand_make_an_attack(text: str) -> None:
    assert types(text) == [EventType.OTHER_ATTACK]


@pytest.mark.parametrize("text", [
    "A bakery in Leeds was robbed on Monday while its owner slept, police said.",
    "Police found a loaded pistol in a car in Leeds on Monday and arrested the driver.",
    "The minister pointed at the map and displayed a chart of the budget on Monday.",
])
def test_theft_and_finds_are_none(text: str) -> None:
    assert types(text) == []


def test_two_people_found_with_wounds_were_shot() -> None:
    assert types("Officers found two people with gunshot wounds on Elm Street on Monday.") == [EventType.SHOOTING]
