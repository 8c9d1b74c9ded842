"""Sentences in which the parser takes a participle for the verb."""

from __future__ import annotations

from datetime import date

import pytest
from told import all_events, only_event


@pytest.mark.parametrize("text", [
    "Drones packed with explosives fell on the parade of an academy in Homs on Thursday.",
    "A drone rigged with a mortar bomb hit the gate of a barracks in Kidal on Thursday.",
])
def test_what_is_laden_keeps_its_verb(text: str) -> None:
    event = only_event(text)
    assert event.date is not None
    assert event.date.start is not None
    assert event.date.start.isoformat() == "2026-11-12"


def test_two_verbs_joined_by_and_stay_two() -> None:
    event = only_event("The rebels fired from a hill at Kidal on Thursday and wounded three soldiers.")
    assert event.wounded is not None
    assert event.wounded.best == 3


@pytest.mark.parametrize(("text", "places"), [
    ("Armed men on motorcycles fell upon Solhan on Wednesday and killed more than 130 people.", ["Solhan"]),
    ("Eight workers died on Sunday when a rocket hit a depot in Haifa. On Monday, salvos at Acre wounded 15 people.",
     ["Haifa", "Acre"]),
])
def test_attacks_told_in_other_words(text: str, places: list[str]) -> None:
    assert sorted(e.place.text for e in all_events(text) if e.place) == sorted(places)


def test_the_quarter_of_a_town_is_no_date() -> None:
    event = only_event("A suicide bomber blew himself up at the entrance of the quarter in Baghdad on Wednesday.")
    assert event.date is not None
    assert event.date.precision == 1


def test_a_missile_that_was_fired_and_fell_is_one() -> None:
    told = all_events(
        "Israeli jets struck the port of Hodeidah in Yemen on Monday, hours after a missile fired by the Houthis fell "
        "near Ben Gurion airport.")
    assert sorted(e.event_type for e in told) == ["airstrike", "missile_attack"]


def test_the_day_of_saying_is_not_the_day_of_what_is_said() -> None:
    event = only_event(
        "Gunmen attacked an army post at Blabrine in Niger on Saturday, killing twelve soldiers. The Islamic "
        "State's West Africa Province said on Monday it had killed 15 soldiers.")
    assert [a.actor for a in event.attributions if a.stance == "claimed"] == ["Islamic State West Africa Province"]


def test_rebels_armed_with_machetes_killed() -> None:
    event = only_event(
        "Suspected ADF rebels armed with machetes killed at least 11 people in the village of Mayikengo, in Beni "
        "territory in North Kivu, on Sunday, a local administrator told the agency.")
    assert [(a.actor, a.stance) for a in event.attributions] == [("ADF", "suspected")]
    assert event.place is not None
    assert event.place.country == "CD"


def test_what_is_said_keeps_the_day_before_its_speaker() -> None:
    event = only_event("KYIV - Russian drones struck the port of Odesa overnight on Monday, damaging a grain store and "
                       "wounding a driver, governor Oleh Kiper said.")
    assert event.date is not None
    assert (event.date.start, event.date.text) == (date(2026, 11, 9), "overnight on Monday")


@pytest.mark.parametrize(("text", "killed"), [
    ("A curfew was imposed in Sabha on Tuesday after the bombing of a bus station killed nine people.", 9),
    ("Protests broke out on Tuesday after the shelling of a hospital in Sirte left 14 people dead.", 14),
])
def test_harm_behind_after_has_its_attack_for_subject(text: str, killed: int) -> None:
    event = only_event(text)
    assert event.killed is not None
    assert event.killed.best == killed


def test_what_comes_after_after_may_have_its_own_subject() -> None:
    event = only_event("Police shot a man dead in Basra on Tuesday after the theft of a car by two men, a court said.")
    assert event.killed is not None
    assert event.killed.best == 1
