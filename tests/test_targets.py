"""What attacks were aimed at: by intention, by structure, by name; land, attackers and mere harm are none."""

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


def main_event(text: str) -> ExtractedEvent:
    events = next(iter(reader().read([Article("a", text, language="en")]))).events
    (event,) = (e for e in events if e.salience == "main")
    return event


LAIN_FOR = [
    ("A mine buried in a lane was set off as an army patrol went by on Monday, killing three.", ["army patrol"]),
    ("An explosive device hidden in a cart went off when a bus of pilgrims was passing in Karbala on Monday.",
     ["bus of pilgrims"]),
    ("Rebels blew up a culvert bomb as a convoy of the Frontier Force crossed on Friday, killing two.",
     ["convoy of the Frontier Force"]),
    ("A limpet mine fixed to a tanker went off near Fujairah on Friday, killing a sailor.", ["tanker", "sailor"]),
    ("A bomb strapped to a motorbike went off beside a bank in Herat on Friday, killing two.", ["bank in Herat"]),
    ("A bomb left beside the road in Herat went off as Eid was going on, wounding a boy.", ["boy"]),
    ("A car bomb exploded outside a crowded hotel in Baidoa on Friday.", ["crowded hotel in Baidoa"]),
    ("Gunmen opened fire in a bar in Celaya on Friday, killing four waiters.", ["bar in Celaya", "four waiters"]),
]
NAMED = [
    ("Gunmen used a truck to launch 14 rockets towards Camp Lemonnier on Sunday.", "Camp Lemonnier"),
    ("A drone struck the oil tanker Baltic Star in the Arabian Sea on Thursday.", "oil tanker Baltic Star"),
    ("The Baltic Star, a tanker with Greek links, was attacked by a drone on Thursday.", "Baltic Star"),
    ("Missiles hit the Orbita hypermarket in Kharkiv on Friday, killing four.", "Orbita hypermarket"),
    ("Rockets fired on Monday hit the paint factory's annexe in Sumy.", "paint factory's annexe in Sumy"),
    ("Rebels fired nine mortar bombs from a home-made tube at the prison on Monday.", "prison"),
    ("Two grenades were dropped from a drone on a police station in Cali on Monday.", "police station in Cali"),
    ("A drone dropped a charge on a school in Saravena on Monday, injuring two.", "school in Saravena"),
    ("Rockets were launched from a lorry parked in a lane towards the royal palace on Monday.", "royal palace"),
    ("A missile was fired from a valley in Yemen on Monday in the direction of the USS Gravely.", "USS Gravely"),
    ("Rockets landed near an army camp and a hospital in Herat on Thursday.", "hospital in Herat"),
]
MEANT = [
    ("A salvo of mortars meant for the barracks hit a football pitch in Baidoa on Monday.", "barracks"),
    ("Insurgents fired rockets at Bagram on Monday. The target, officials said, was a fuel depot.", "fuel depot"),
    ("A suicide bomber drove a car into a hotel in Kismayo on Friday, killing six.", "hotel in Kismayo"),
]


@pytest.mark.parametrize(("text", "target"), NAMED)
def test_a_target_has_its_name(text: str, target: str) -> None:
    assert target in [t.text for t in main_event(text).targets]


@pytest.mark.parametrize(("text", "targets"), LAIN_FOR)
def test_charges_wait_for_who_passes_and_destroy_what_they_are_fixed_to(text: str, targets: list[str]) -> None:
    assert [t.text for t in main_event(text).targets] == targets


@pytest.mark.parametrize(("text", "target"), MEANT)
def test_what_an_attack_was_meant_for_comes_first(text: str, target: str) -> None:
    assert main_event(text).targets[0].text == target


@pytest.mark.parametrize("text", [
    "Two missiles struck HMS Lancaster on Friday, killing a sailor.",
    "Gunmen in skiffs fired on the MV Delta Star off Aden on Friday.",
    "A missile was aimed at the frigate Victor Hugo on Friday, an officer said.",
])  # fmt: skip
def test_the_name_of_a_ship_is_a_ship(text: str) -> None:
    assert main_event(text).targets[0].class_ == "ship"


def test_no_sea_is_struck() -> None:
    assert not main_event("A destroyer shot down two drones over the Red Sea on Friday, officials said.").targets


def test_what_was_damaged_stands_beside_the_town() -> None:
    event = main_event("Russian forces shelled Nikopol on Monday. Two shops and a power line were damaged.")
    assert {"Nikopol", "Two shops", "power line"} >= {t.text for t in event.targets} >= {"Nikopol", "power line"}


def test_attackers_who_die_and_mere_damage_are_no_target() -> None:
    event = main_event(
        "Gunmen attacked a police post in Bosaso on Monday. The raid caused damage, and three attackers died."
    )
    assert [t.text for t in event.targets] == ["police post"]


def test_where_rockets_came_from_is_no_target() -> None:
    assert not main_event("Gaza fired 25 rockets on Monday, the army said.").targets
