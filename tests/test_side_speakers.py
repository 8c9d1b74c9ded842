"""Speakers are listed with the event that they speak of, not with another one of the article."""

from __future__ import annotations

import pytest
from told import main_events

from models.vocabulary import StatementStance


def test_who_speaks_of_a_recalled_attack_does_not_speak_of_the_news() -> None:
    (event,) = main_events(
        "COTABATO - Two men threw a grenade at a chapel in Cotabato on Sunday, wounding four people, police said.\n"
        "In December a bomb killed four worshippers at a gymnasium in Marawi, an attack the Islamic State claimed.",
        title="Grenade wounds four in Cotabato")
    assert [(s.source.text, s.stance) for s in event.statements] == [("police", StatementStance.SAYS)]


def test_who_goes_on_about_a_recalled_attack_does_not_speak_of_the_news() -> None:
    (event,) = main_events(
        "BALAD - A rocket hit the Balad base on Monday, the army said.\nLast month an air strike in Khan Yunis killed "
        "five fighters. The Israeli military confirmed that strike and said that the five had been trained abroad.",
        title="Rocket hits base in Balad")
    assert [s.source.text for s in event.statements] == ["the army"]
    assert not event.attributions


SPEAKERS = [
    ("Armed men killed 20 people in Djugu on Monday. Seven more were hurt, according to the mayor, Vahagn Arsenyan.",
     [("the mayor, Vahagn Arsenyan", "says")]),
    ("Gunmen killed 12 people in Tehran on Monday. Foreign Minister Adel al-Jubeir rejected any involvement.",
     [("Foreign Minister Adel al-Jubeir", "denies")]),
    ("A bomb hit a bus near Dasu on Monday. The Pakistani Taliban issued a denial.",
     [("The Pakistani Taliban", "denies")]),
    ("A car bomb killed four policemen in Kirkuk on Monday. An American official said suspicion fell on Kataib "
     "Hezbollah.", [("An American official", "blames")]),
    ("Mortar bombs killed four people in Jolo on Monday. Troops later found the van abandoned at a market with two "
     "unfired bombs.", []),
    ("Gunmen killed 12 people in Tehran on Monday. The Guards Corps in a statement pointed at Riyadh.",
     [("Guards Corps", "blames")]),
    ("Gunmen killed five soldiers near Gao on Monday. Per the defence ministry, two trucks were burned.",
     [("the defence ministry", "says")]),
    ("Rockets hit Nahariya on Tuesday, wounding a man. The army counts about 25 launches from Lebanon.",
     [("The army", "says")]),
    ("A suicide bomber killed seven policemen in Tank on Tuesday. The Islamic State called the attacker a fighter of "
     "the caliphate.", [("The Islamic State", "claims")]),
    ("A suicide bomber killed seven policemen in Tank on Tuesday. Al-Shabaab said its man got within metres of the "
     "gate before setting off his belt.", [("Al-Shabaab", "claims")]),
    ("A blast killed three people in Quetta on Sunday. Later the outfit's spokesman, Mohammad Khorasani, distanced it "
     "from the bombing, saying mosques are no target for it.",
     [("the outfit's spokesman, Mohammad Khorasani", "denies")]),
    ("A suicide bomber killed seven policemen in Tank on Tuesday. Al-Shabaab called the bomber an enemy of Islam.", []),
]


@pytest.mark.parametrize(("text", "told"), SPEAKERS)
def test_speakers_and_their_stances(text: str, told: list[tuple[str, str]]) -> None:
    (event,) = main_events(text)
    assert [(s.source.text, s.stance) for s in event.statements] == told


def test_what_a_spokesman_calls_the_missile_force_is_the_force_he_speaks_for() -> None:
    (event,) = main_events(
        "The spokesman of the Yemeni Armed Forces, Brigadier General Yahya Saree, announced on Sunday that the missile "
        "force had carried out a military operation against Lod Airport with a hypersonic missile.")
    assert [(a.actor, a.stance) for a in event.attributions] == [("Yemeni Armed Forces", "claimed")]


def test_both_attacks_are_laid_to_whom_they_are_blamed_on() -> None:
    told = main_events(
        "Three drones struck fuel tanks at Port Sudan on Tuesday, hours after a hangar in Kassala had been hit by a "
        "drone. The army accused the Rapid Support Forces of both attacks.")
    assert [[a.actor for a in e.attributions] for e in told] == [["Rapid Support Forces"]] * 2


def test_who_tells_of_two_attacks_in_one_sentence_is_a_speaker_on_both() -> None:
    told = main_events(
        "Three drones struck fuel tanks at Port Sudan on Tuesday, hours after a hangar in Kassala had been hit by a "
        "drone, a port official said.")
    assert [[s.source.text for s in e.statements] for e in told] == [["a port official"]] * 2
