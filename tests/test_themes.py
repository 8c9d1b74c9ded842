"""Sport, storms, strikes and drills give no attack, and people killed with arms among them do."""

from __future__ import annotations

import pytest
from told import main_events


@pytest.mark.parametrize(("title", "text"), [
    ("Bomb hits tourist coach near Giza, four die",
     "A roadside bomb went off beside a coach with tourists near Giza on Monday, killing four people."),
    ("Grenades thrown at Awami League rally",
     "A dozen grenades were thrown at a rally of the Awami League in Dhaka on Monday, killing 19 people."),
    ("Rebels shell market as floods cut roads",
     "Mortar rounds fell on a market in Malakal on Monday and killed five traders as floods cut the roads."),
    ("Gunmen shoot strikers at pit",
     "Gunmen opened fire on miners on strike near Marikana on Monday, killing three of them."),
    ("Gas cylinder bomb kills three soldiers",
     "Rebels fired a gas cylinder bomb at a post near Toribío on Monday, killing three soldiers."),
])  # fmt: skip
def test_people_killed_with_arms_are_an_attack(title: str, text: str) -> None:
    assert len(main_events(text, title)) == 1


@pytest.mark.parametrize(("title", "text"), [
    ("Striker fires City into cup final",
     "Jones fired two rockets into the net in the second half on Monday to kill off the hopes of United."),
    ("Tornado kills three, throws cars like missiles",
     "A tornado struck Enid on Monday, killing three people and hurling cars like missiles through walls."),
    ("Soldiers killed as training rocket goes astray",
     "Two soldiers were killed on Monday when a training rocket fired in a drill near Kayseri went astray."),
    ("Wild elephants kill two villagers",
     "Wild elephants attacked a village near Guwahati on Monday and killed two people."),
    ("Fireworks factory blast kills nine",
     "An explosion in a fireworks factory near Sivakasi killed nine workers on Monday."),
    ("Grenade kills recruit during training",
     "A recruit was killed on Monday when a grenade went off during training near Plovdiv."),
    ("Hornets kill farmer at brother's burial",
     "A swarm of hornets attacked mourners in Kabale on Monday, killing a farmer whose brother was shot in June."),
    ("Motor bursts at plant",
     "A rocket motor exploded on a test stand at a plant near Samara on Monday, hurting two engineers."),
])  # fmt: skip
def test_matches_storms_and_drills_are_none(title: str, text: str) -> None:
    assert main_events(text, title) == []


def test_to_intercept_an_airliner_is_no_attack() -> None:
    assert main_events("Jets of the Luftwaffe intercepted an airliner over Latvia on Monday.") == []
