"""Guns that no word names: who fires at people or things, with nothing said to be fired."""

from __future__ import annotations

import pytest
from told import all_events

from models.vocabulary import EventType


@pytest.mark.parametrize("text", [
    "Two men fired at the police post in Fortul on Friday and wounded a sergeant.",
    "The bus was fired on near Saravena on Friday and its driver was wounded.",
    "Rebels fired at a lorry near Saravena on Friday, killing the driver.",
])  # fmt: skip
def test_fire_at_people_is_a_shooting(text: str) -> None:
    assert [e.event_type for e in all_events(text)] == [EventType.SHOOTING]


@pytest.mark.parametrize("text", [
    "The manager was fired on Friday after the strike at the plant in Saravena.",
    "Two men fired up the crowd at the stadium in Saravena on Friday.",
    "The minister fired back at his critics in Bogotá on Friday.",
])  # fmt: skip
def test_other_senses_are_none(text: str) -> None:
    assert [e.event_type for e in all_events(text)] == []


def test_rebels_with_rockets_may_fire_those() -> None:
    text = "Rebels fired on the town of Sheikh Miskin on Friday. Three Grad rockets hit a school and killed a teacher."
    assert EventType.SHOOTING not in [e.event_type for e in all_events(text)]
