"""What kind an attack is by all that its words tell, and which words of title and lead tell of two attacks."""

from __future__ import annotations

import pytest
from told import main_events


@pytest.mark.parametrize(("text", "kind"), [
    ("Two tractor drivers were hurt near Kherson on Monday when soldiers dropped a charge from a drone on a field.",
     "drone_attack"),
    ("An explosive was dropped from a quadcopter on a bus stop in Shebekino on Monday, wounding a clerk.",
     "drone_attack"),
    ("Two fuel trucks blew up at Musaffah on Monday, and police said drones had hit them. Three drivers died.",
     "drone_attack"),
    ("Men with rifles set fire to forty huts in Djugu on Monday. Eleven people were killed as they fled.",
     "shooting"),
    ("Israeli jets launched missiles at a villa in Doha on Monday and killed five guests.", "airstrike"),
    ("Two bombers fired Kh-101 missiles at Lviv on Monday and killed five guests of a hotel.", "missile_attack"),
    ("Raiders set fire to forty huts in Djugu on Monday. Nobody was hurt.", "arson"),
])
def test_the_kind_is_that_of_what_did_the_harm(text: str, kind: str) -> None:
    (event,) = main_events(text)
    assert event.event_type == kind


def test_two_parts_of_a_title_that_tell_of_unlike_deeds_are_two_attacks() -> None:
    text = ("Three farmers died on Monday when their cart ran over a landmine near Mandera, police said.\n"
            "The same night mortar shells fell on a camp of Kenyan troops. Nobody was hurt there.")
    found = main_events(text, "Cart hits landmine in Mandera; camp shelled")
    assert sorted(e.event_type for e in found) == ["bombing", "shelling"]


def test_attacks_in_two_countries_are_two_also_where_the_title_names_both() -> None:
    text = ("An Israeli missile killed a commander and his wife in Gaza City on Monday.\n"
            "At the same hour two missiles were fired at the house of another one in Damascus, where a guard died. "
            "He had been sought since a rocket flew to Ashdod in August.")
    first, second = main_events(text, "Israeli strikes hit commanders in Gaza and Damascus")
    assert [e.place.country for e in (first, second) if e.place] == ["PS", "SY"]
    assert second.date is not None
    assert second.date.start.isoformat() == "2026-11-09"


def test_men_who_shoot_their_way_past_guards_do_so_now() -> None:
    (event,) = main_events("Gunmen shot their way past the guards of a bank in Quetta on Monday and killed two clerks.")
    assert event.event_type == "shooting"


def places(text: str, title: str | None = None) -> list[str]:
    return [e.place.text for e in main_events(text, title) if e.place]


def test_who_bears_arms_and_kills_is_told_beside_another_attack() -> None:
    text = ("A student with a rifle under his coat killed nine guests of a hotel in Sousse on Monday.\n"
            "The same noon a man blew himself up among worshippers in Karachi and killed four.")
    assert places(text) == ["Sousse", "Karachi"]


def test_shells_of_the_afternoon_are_no_bomb_of_the_morning() -> None:
    text = ("A bomb inside a ministry in Damascus killed Minister Daoud Haddad on Wednesday. General Aziz was hurt.\n"
            "The council put off its vote on sanctions. Envoys stayed away from the talks in Geneva all day long.\n"
            "In the afternoon shells fell on Douma and killed sixty.")
    (event,) = main_events(text)
    assert (event.killed and event.killed.best, event.wounded and event.wounded.best) == (1, 1)


def test_a_convoy_under_fire_beside_a_hospital_shelled_elsewhere_is_another_attack() -> None:
    text = ("A cook was hurt by shots on Monday when a convoy leaving an embassy in Khartoum came under fire, each "
            "side blaming the next.\nIn El Obeid shells hit a hospital that morning. They fell out on November 1.")
    found = main_events(text, "Sudan: convoy hit as envoys leave; hospital shelled in El Obeid")
    assert {e.date.start.isoformat() for e in found if e.date} == {"2026-11-09"}
    assert len(found) == 2


def test_the_day_of_a_bulletin_is_its_news() -> None:
    text = ("Over the past day the enemy shelled Severodonetsk with mortars and barrel artillery, the press said. "
            "Seven people died.")
    (event,) = main_events(text)
    assert event.event_type == "shelling"


def test_what_the_lead_adds_of_days_before_is_recalled() -> None:
    text = ("The army carried out two airstrikes near Hodeidah on Wednesday, it said.\n"
            "They were to be fired at ships, it said. On Sunday two missiles were fired at a bulk carrier off Aden.")
    assert [e.event_type for e in main_events(text)] == ["airstrike"]
