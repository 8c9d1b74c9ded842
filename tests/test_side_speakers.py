"""Speakers are listed with the event that they speak of, not with another one of the article."""

from __future__ import annotations

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
