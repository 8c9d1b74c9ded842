"""Small words that decide what a value is of: how shots fell, who a headline credits, where a missile was bound."""

from __future__ import annotations

import pytest

from models.vocabulary import EventType, Outcome
from tests.told import all_events, main_events, only_event


@pytest.mark.parametrize("text", [
    "Gunmen attacked a village in Katsina on Tuesday and killed 12 people, police said. They came on four motorcycles "
    "and started shooting sporadically.",
    "Raiders stormed a hamlet near Jibia on Tuesday and shot sporadically, killing the village head and two others.",
])
def test_shots_that_fall_sporadically_are_of_the_one_attack(text: str) -> None:
    assert len(all_events(text)) == 1


def test_shelling_that_comes_time_and_again_is_no_news() -> None:
    assert not main_events("The rebels have shelled the town sporadically for months, residents said.")


def test_a_separate_incident_gives_nothing_to_the_news() -> None:
    event = only_event(
        "A drone strike killed a fighter in a car near Tyre on Wednesday, the health ministry said.\n"
        "In a separate incident, a balloon came down in a garden at Hasbaya. No casualties were reported.",
    )
    assert event.place is not None
    assert event.place.name == "Tyre"
    assert (event.killed and event.killed.best, event.wounded) == (1, None)


def test_later_on_the_same_day_another_village_is_another_attack() -> None:
    events = main_events(
        "On Thursday a gang stormed a police post at Gidan Madi in Sokoto state and killed two officers.\n"
        "The men took rifles from the armoury and rode off towards the bush, people of the town said.\n"
        "Nobody has been arrested. The wounded were treated in a clinic.\n"
        "Later on Thursday, a group of thieves launched an attack on the hamlet of Yanteba in Katsina state, killing "
        "some five herders, a spokesman said.", title="Gangs kill seven in two raids in northern Nigeria")
    assert {e.killed and e.killed.best for e in events} == {2, 5}


@pytest.mark.parametrize(("text", "name"), [
    ("Police confirmed that bandits invaded the village of Gwaska Saturday, killing nine people.", "Gwaska"),
    ("Rebels raided the hamlet of Tilkobo Monday, killing two herders.", "Tilkobo"),
])
def test_a_day_is_no_part_of_a_name(text: str, name: str) -> None:
    event = only_event(text)
    assert event.place is not None
    assert (event.place.name or event.place.text).startswith(name)
    assert "day" not in event.place.text


def test_whom_an_army_speaks_of_does_not_place_him() -> None:
    event = only_event("A drone hit a car in a nearby village on Tuesday, killing a man whom the Israeli army sought.")
    assert event.place is None or event.place.country != "IL"


@pytest.mark.parametrize("title", ["Blast kills four in Kabul: police", "Drone kills four in Kabul: ministry"])
def test_who_tells_a_headline_is_no_target(title: str) -> None:
    event = only_event("Four people died in Kabul on Monday when a drone struck a bus, officials said.", title=title)
    assert {t.class_ for t in event.targets}.isdisjoint({"police", "government"})


@pytest.mark.parametrize(("text", "missed"), [
    ("The Houthis fired three missiles into the Red Sea towards a tanker on Monday, damaging it, it said.", False),
    ("The Houthis fired three missiles at a tanker on Monday. All fell into the sea, officials said.", True),
])
def test_where_a_missile_goes_on_its_way_is_no_miss(text: str, missed: bool) -> None:
    assert (Outcome.MISSED in only_event(text).outcomes) is missed


def test_a_spokesman_who_speaks_of_the_group_claims() -> None:
    event = only_event(
        "A missile damaged a tanker off Mokha on Monday, the US military said. On Tuesday Houthi spokesman Yahya Saree "
        "said the Iran-backed group had attacked the tanker.")
    assert ("Houthis", "claimed") in {(a.actor, a.stance) for a in event.attributions}


def test_those_who_are_told_of_an_attack_are_no_target() -> None:
    event = only_event("Gunmen raided Jibia on Monday and killed nine. The governor confirmed the attack to reporters.")
    assert event.event_type is EventType.SHOOTING
    assert "media" not in {t.class_ for t in event.targets}


def test_shots_in_another_province_are_no_part_of_a_bombing() -> None:
    events = main_events(
        "Three soldiers were hurt when a bomb went off in Narathiwat province on Monday.\n"
        "Meanwhile, on Monday morning, a farmer was gunned down at a ford in Pattani province.")
    assert {(e.event_type, e.killed and e.killed.best) for e in events} == {
        (EventType.BOMBING, None), (EventType.SHOOTING, 1)}


def test_a_separate_incident_is_one_whatever_its_words() -> None:
    events = main_events(
        "Four soldiers died when insurgents detonated a bomb under their lorry in Yala on Wednesday, police said.\n"
        "In a separate incident, a farmer was shot dead and his wife wounded on Thursday when two gunmen opened fire.")
    assert [(e.event_type, e.killed and e.killed.best, e.wounded and e.wounded.best) for e in events] == [
        (EventType.BOMBING, 4, None), (EventType.SHOOTING, 1, 1)]


def test_a_war_that_claims_lives_says_nothing() -> None:
    event = only_event("A bomb killed two men in Yala on Monday, police said. The war there has claimed 5,000 lives.")
    assert [s.source.text for s in event.statements] == ["police"]


def test_alarms_that_rockets_trigger_are_no_target() -> None:
    event = only_event("Two rockets were fired from Gaza on Monday. The rockets triggered Code Red sirens in Sderot.")
    assert all("Code Red" not in t.text for t in event.targets)


def test_a_bare_surname_that_tells_is_a_speaker() -> None:
    event = only_event('"One person died as a motorcycle bomb exploded in El Bordo," Angulo told the radio on Monday.')
    assert [s.source.text for s in event.statements] == ["Angulo"]


def test_soldiers_who_run_into_the_woods_are_no_missiles() -> None:
    event = only_event("Gunmen attacked a base near Barire with car bombs on Friday, killing 17 soldiers. The other "
                       "soldiers ran into the woods.")
    assert Outcome.MISSED not in event.outcomes


def test_bombing_tells_of_the_air_strikes_before_it() -> None:
    event = only_event(
        "Nineteen civilians were killed in overnight air strikes on Idlib on Wednesday, a monitor said. Rescuers said "
        "heavy bombing past midnight killed 19 people. Another 25 were injured.")
    assert event.event_type is EventType.AIRSTRIKE
    assert event.wounded is not None
    assert event.wounded.best == 25


@pytest.mark.parametrize(("text", "actors"), [
    ("The terror group YPG/PKK fired two rockets at Kilis on Monday, wounding a man, the ministry said.", {"PKK"}),
    ("The militant group YPG fired two rockets at Kilis on Monday, wounding a man, the ministry said.", {"YPG"}),
])
def test_a_double_name_is_not_its_first_half(text: str, actors: set[str]) -> None:
    assert {a.actor for a in only_event(text).attributions} == actors
