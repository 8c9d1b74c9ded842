"""What stops munitions is none of them, and who stops them attacks nobody."""

from __future__ import annotations

import pytest
from told import only_event

from models.vocabulary import EventType


@pytest.mark.parametrize("text", [
    "A ballistic missile was fired at Riyadh on Friday and was destroyed by a Patriot interceptor.",
    "A ballistic missile was fired at Riyadh on Friday. Two Patriot missiles brought it down over the city.",
    "A ballistic missile was fired at Riyadh on Friday and was met by Patriot batteries.",
])  # fmt: skip
def test_interceptors_are_not_what_was_fired(text: str) -> None:
    assert [(w.designation, w.fired and w.fired.best) for w in only_event(text).weapons] == [(None, 1)]


def test_interceptors_give_no_type() -> None:
    event = only_event("Patriot missiles shot down two rockets over Jazan on Friday.")
    assert event.event_type is EventType.ROCKET_ATTACK
    assert [w.class_ for w in event.weapons] == ["rocket"]


def test_a_jet_shot_down_was_attacked_with_the_interceptor() -> None:
    event = only_event("A government jet was shot down by a Patriot missile near Marib on Friday, killing its pilot.")
    assert [w.designation for w in event.weapons] == ["Patriot"]


@pytest.mark.parametrize("verb", ["brought down", "shot down", "knocked down", "took down"])
def test_who_brings_a_missile_down_did_not_fire_it(verb: str) -> None:
    assert only_event(f"Saudi forces {verb} a missile over Riyadh on Friday evening.").attributions == ()


def test_who_brings_some_of_them_down_fired_none() -> None:
    told = "The air force said it had brought down 77 of the missiles."
    event = only_event(f"Missiles hit substations in Lviv on Friday. {told}")
    assert event.attributions == ()


@pytest.mark.parametrize("told", [
    "Ukraine's air defence destroyed 52 Russian aerial targets.",
    "Its air defences had destroyed a missile and 18 of the drones, the air force said.",
])  # fmt: skip
def test_munitions_that_are_destroyed_are_those_of_the_attack(told: str) -> None:
    event = only_event(f"Russia attacked Ukraine with 24 drones and two missiles overnight. {told}")
    assert event.event_type in {EventType.DRONE_ATTACK, EventType.MISSILE_ATTACK}


def test_jets_attack_what_stands_on_the_ground() -> None:
    event = only_event("US jets destroyed two missiles on their launchers near Hodeidah on Friday.")
    assert event.event_type is EventType.AIRSTRIKE
