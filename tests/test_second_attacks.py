"""Attacks beside the first one, and attacks told by words that need who does it."""

from __future__ import annotations

import pytest

from models.vocabulary import EventType
from tests.told import all_events, main_events, only_event

_T = EventType


@pytest.mark.parametrize(("text", "told"), [
    ("Insurgents set off three bombs at a market in Kirkuk and fired two rockets at Baquba on Sunday, police said.",
     {(_T.BOMBING, "Kirkuk"), (_T.ROCKET_ATTACK, "Baqubah")}),
    ("LIMA - Guerrillas planted three bombs at banks in Arequipa and ambushed a patrol near Ayacucho on Sunday.",
     {(_T.BOMBING, "Arequipa"), (_T.SHOOTING, "Ayacucho")}),
    ("On 9 November rebels fired rockets at Kiryat Shmona. Most were intercepted. One man was injured.\n"
     "In response, artillery shelled the launch positions near Odaisseh.",
     {(_T.ROCKET_ATTACK, "Kiryat Shmona"), (_T.SHELLING, "Adaisseh")}),
    ("Troops delivered a strike with Iskander-M missiles on a depot in Mykolaivka on Monday. Three missiles were used. "
     "Sixty men were put out of action.\nAt the same time the crews of Geran-2 drones worked on plants in Poltava.",
     {(_T.MISSILE_ATTACK, "Mykolaivka"), (_T.DRONE_ATTACK, "Poltava")}),
    ("Motorcyclists hurled a grenade at a police post in Quetta on Tuesday, injuring four, officials said.\n"
     "A second grenade went off outside a shop in Hub at about the same time.",
     {(_T.GRENADE_ATTACK, "Quetta"), (_T.GRENADE_ATTACK, "Hub")}),
    ("COLOMBO - Two light aircraft of the rebels dropped bombs on the air base at Katunayake on Monday, killing three. "
     "The military hit back with Kfir jets, which pounded positions in Mullaitivu at dawn.",
     {(_T.AIRSTRIKE, "Katunayaka"), (_T.AIRSTRIKE, "Mullaitivu")}),
    ("EL-ARISH - Militants detonated a bomb under a carrier near Sheikh Zuweid on Sunday and sprayed the troops with "
     "machine-gun fire, killing seven.\nA mortar round landed on a house in Rafah, killing a woman.",
     {(_T.SHOOTING, "Sheikh Zuweid"), (_T.SHELLING, "Rafaḩ")}),
    ("COTABATO - Guerrillas waylaid an army truck in Shariff Aguak on Sunday, where three soldiers died.\n"
     "In Isulan a homemade bomb went off outside a lending office, killing one.",
     {(_T.SHOOTING, "Shariff Aguak"), (_T.BOMBING, "Isulan")}),
    ("MOSCOW - Air defences shot down 39 drones over six Russian regions overnight, the ministry said.\n"
     "In Ukraine, a Russian missile hit a hotel in Kramatorsk, killing an adviser.",
     {(_T.DRONE_ATTACK, None), (_T.MISSILE_ATTACK, "Kramatorsk")}),
    ("MOGADISHU - Al Shabaab militants rammed a truck laden with explosives into the gate of a base at Halgan on "
     "Monday.\nLater the same day mortars fell on the presidential palace in Mogadishu.",
     {(_T.BOMBING, "Halgan"), (_T.SHELLING, "Mogadishu")}),
    ("HOMS - Drones fell on a ceremony of the academy in Homs on Thursday, killing 89. Many are hurt. Nobody has "
     "claimed it. The families wait at the gates.\n"
     "The answer was not long in coming. Artillery of the government shelled Ariha, and 15 civilians were killed.",
     {(_T.DRONE_ATTACK, "Homs"), (_T.SHELLING, "Ariha")}),
    ("BEIRUT - Israeli artillery shelled Khiam on Sunday, and jets bombed a house in Kfar Kila, killing two, an agency "
     "said.", {(_T.SHELLING, "Khiam"), (_T.AIRSTRIKE, "Kfar Kila")}),
])  # fmt: skip
def test_two_attacks_are_told(text: str, told: set[tuple[EventType, str]]) -> None:
    assert {(e.event_type, e.place.name if e.place else None) for e in main_events(text)} == told


@pytest.mark.parametrize(("text", "kind"), [
    ("JOS - Gunmen set upon a convoy of traders near Barkin Ladi on Saturday and killed seven, police said.",
     _T.SHOOTING),
    ("Settlers burned two houses and a car in the village of Burin near Nablus overnight, the council said.", _T.ARSON),
    ("Fire from a tank killed two girls in Khan Younis on Sunday, doctors said.", _T.SHELLING),
    ("Ukrainian drones flew 1,800 km to bomb an oil depot at Tyumen on Sunday, the SBU said.", _T.DRONE_ATTACK),
    ("A vehicle packed with explosives rammed the gate of a hotel in Mogadishu on Sunday night.", _T.BOMBING),
    ("The regional head counts twelve missiles at Zaporizhzhia during the night.", _T.MISSILE_ATTACK),
    ("On Monday Hamas answered with what it called more than 100 rockets at Ashkelon.", _T.ROCKET_ATTACK),
    ("Gunmen stormed a boarding school in Kagara on Tuesday night and abducted 40 pupils, police said.", _T.ABDUCTION),
    ("Pirates in two skiffs hijacked a bulk carrier off Dar es Salaam on Tuesday with 24 crew on board.", _T.ABDUCTION),
    ("A UN soldier was picked off by a sniper at an observation post near Srebrenica on Monday.", _T.SHOOTING),
    ("Insurgents hacked six farmers to death with cutlasses near Damboa on Sunday.", _T.OTHER_ATTACK),
    ("Helicopters let fall barrel bombs on the Salaheddine quarter of Aleppo on Tuesday.", _T.AIRSTRIKE),
    ("Gunmen in uniform opened fire on a military parade in Ahvaz on Saturday, killing 25 people.", _T.SHOOTING),
    ("Police have arrested five men suspected of killing senator Luis Galan in Soacha last Friday.", _T.OTHER_ATTACK),
    ("Israeli tanks fired on people who were waiting for flour near the Zikim crossing on Monday.", _T.SHELLING),
    ("Moro rebels fired mortar rounds at a village hall in Datu Piang on Sunday, wounding six.", _T.SHELLING),
    ("The forces announce the targeting of an American carrier in the Red Sea with five cruise missiles.",
     _T.MISSILE_ATTACK),
    ("Rebels opened fire on the town of Kiryat Shmona on Monday. In all 35 rockets were counted.", _T.ROCKET_ATTACK),
])  # fmt: skip
def test_who_does_it_makes_an_attack(text: str, kind: EventType) -> None:
    assert only_event(text).event_type is kind


def test_entries_leave_out_their_verbs() -> None:
    told = main_events("07:05 - Kharkiv: two S-300s at an industrial zone, one man hurt.\n"
                       "07:30 - Zaporizhzhia: artillery, two houses damaged.\n08:00 - The all-clear was sounded.")
    assert [(e.event_type, e.place.name if e.place else None) for e in told] == [
        (_T.MISSILE_ATTACK, "Kharkiv"), (_T.SHELLING, "Zaporizhzhia")]


def test_each_bullet_with_a_town_is_news() -> None:
    told = main_events("* KIRKUK - A roadside bomb hit a police patrol, killing two.\n* BAGHDAD - Two mortar rounds on "
                       "the Green Zone, no casualties.\n* MOSUL - Gunmen shot dead a lawyer.")
    assert [e.event_type for e in told] == [_T.BOMBING, _T.SHELLING, _T.SHOOTING]


def test_headline_tells_of_a_storming() -> None:
    told = main_events("The prison service said that 600 inmates were free.", title="Gunmen storm prison in Kuje")
    assert [e.event_type for e in told] == [_T.ARMED_CLASH]


@pytest.mark.parametrize("text", [
    "Reporters descended on the village of Duma near Nablus on Sunday to see the harvest.",
    "Farmers burned two fields of stubble in the village of Burin on Sunday, the council said.",
    "The minister flew 1,800 km to attack the plans of his rival on Sunday.",
    "Three children burned to death in a house fire in Leeds on Monday.",
    "The keeper picked off a pass and hijacked the debate in Leeds on Monday.",
    "Engineers worked on the drones at a plant in Poltava on Monday.",
])  # fmt: skip
def test_others_do_the_same_and_attack_nobody(text: str) -> None:
    assert not all_events(text)


def test_whom_a_joined_verb_killed() -> None:
    told = {e.event_type: e.killed for e in main_events(
        "BEIRUT - Artillery shelled Khiam on Sunday, and jets bombed a house in Kfar Kila, killing two, police said.")}
    assert (told[_T.SHELLING], getattr(told[_T.AIRSTRIKE], "best", None)) == (None, 2)
