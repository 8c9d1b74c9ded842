"""Things that somebody burns, and killings that are only named: which of them are attacks."""

from __future__ import annotations

import pytest
from test_told_events import events

from models.vocabulary import EventType


@pytest.mark.parametrize(("text", "thing"), [
    ("Guerrillas attacked Tocoa on Monday. They also burned a petrol station in the town.", "petrol station"),
    ("The army said guerrillas burned two hectares of maize fields near Tocoa on Monday.", "maize fields near Tocoa"),
    ("Rebels burned a barn near Tocoa on Monday.", "barn"),
])
def test_what_fighters_burn_is_arson(text: str, thing: str) -> None:
    (event,) = events(text)
    assert (event.event_type, [t.text for t in event.targets]) == (EventType.ARSON, [thing])


@pytest.mark.parametrize("text", [
    "Farmers burned their fields near Tocoa on Monday.",
    "Soldiers burned 200 sacks of coca leaf near Tocoa on Monday.",
    "They burned a car near Tocoa on Monday, the players said.",
])
def test_what_others_burn_is_none(text: str) -> None:
    assert not events(text)


@pytest.mark.parametrize(("text", "found"), [
    ("The bishops on Tuesday condemned the killing of six priests in San Salvador on Thursday.", True),
    ("The killing of a journalist in Tijuana on Monday has shocked the press.", True),
    ("He denounced the killing of civilians and called for talks.", False),
    ("The minister said on Monday that the killing of wolves in Bern must stop.", False),
])
def test_a_killing_of_so_many_or_of_somebody_is_an_attack(text: str, found: bool) -> None:
    assert bool(events(text)) is found
