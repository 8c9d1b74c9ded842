"""Words of war said of mail, shots at goal and newspapers make no event; said of forces and places they do."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from models.vocabulary import EventType, Salience
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str, title: str | None = None) -> tuple[ExtractedEvent, ...]:
    return next(iter(reader().read([Article("a", text, title=title, language="en")]))).events


@pytest.mark.parametrize("text", [
    "Readers in Leeds bombarded the newsroom with letters about the new crossword on Monday.",
    "The ministry bombarded bidders with questions about the price of the software.",
    "Shoppers in Leeds were bombarded with adverts on Monday.",
    "The desk often hears of an attack from a reader who telephones at night.",
])
def test_no_event(text: str) -> None:
    assert events(text) == ()


@pytest.mark.parametrize("text", [
    "Several shots were fired at the drone that was circling above the refinery, an army source said.",
    "Supporters of the winner fired shots into the air in the old town on Sunday.",
])
def test_shots_at_nobody_are_no_event(text: str) -> None:
    assert events(text) == ()


def test_rockets_that_are_shot_are_a_rocket_attack() -> None:
    found = events("Seven rockets were shot at the harbour of Sderot on Monday, the army said.")
    assert [e.event_type for e in found] == [EventType.ROCKET_ATTACK]


def test_what_is_promised_behind_a_semicolon_is_no_threat_of_the_attack_before() -> None:
    found = events("A shell wounded two farmers near Kobani on Monday; the governor promised an answer.")
    assert [e.event_type for e in found] == [EventType.SHELLING]


@pytest.mark.parametrize("text", [
    "The army bombarded rebel positions near Aleppo on Monday.",
    "Warships bombarded the port of Hodeidah on Monday.",
    "Aleppo was bombarded for hours on Monday, residents said.",
])
def test_bombardment(text: str) -> None:
    assert [e.event_type for e in events(text)] == [EventType.SHELLING]


def test_what_a_match_report_tells_in_its_title_is_no_recollection() -> None:
    text = "The coach praised his striker after the match, which ended two to one after stoppage time."
    assert events(text, "Past Erbil in style: a rocket by Karim fires Zakho to the final") == ()


def test_attacks_as_a_custom_are_no_event() -> None:
    text = "Two rockets hit the port of Hodeidah on Monday. The coast sees frequent drone attacks on tankers by rebels."
    assert [e.event_type for e in events(text)] == [EventType.ROCKET_ATTACK]


def test_a_recollection_needs_three_facts() -> None:
    text = (
        "Two rockets hit the port of Hodeidah on Monday. The crews were already afraid, sailors said. "
        "A clinic stands there. An earlier attack had shaken Taiz."
    )
    assert [e.event_type for e in events(text)] == [EventType.ROCKET_ATTACK]


@pytest.mark.parametrize(("title", "text"), [
    ("Two rockets 'minutes from launch' found in orchard", "Police found two rockets under trees near Saida on Sunday. "
     "A man was arrested at the scene."),
    ("Gunners close Desert Shield week", "The batteries fired training rockets across the range on Wednesday, on the "
     "third day of the exercise, and destroyed a mock enemy post."),
    ("Harbour town marks ten years since ferry bombing", "Bells rang in the harbour on Sunday. The blasts tore through "
     "the car deck and killed 40 people."),
    ("Depot fire blamed on faulty pump", "A fuel tank blew up at the depot in Zarqa on Sunday, killing four workers. "
     "A faulty pump had filled the hall with vapour, the inquiry said."),
    ("New interceptor passes second test", "The interceptor destroyed a dummy missile over the sea on Monday, in its "
     "second live test."),
    ("Old bomb gone", "Bomb disposal experts blew up an aerial bomb in the centre of Bremen on Sunday night."),
    ("Dockers' strike shuts port", "The dockers clashed with guards at the port of Aqaba on Tuesday, the second day of "
     "their strike, and two people were hurt."),
    ("Storm batters coast", "A cyclone hit the coast on Monday and killed nine people. Waves bombarded the port."),
    ("Survey of pupils in Basra", "One pupil in five has seen a shooting, according to the survey. A boy told how "
     "a bomber blew himself up at his gate and killed two."),
])
def test_no_news(title: str, text: str) -> None:
    assert not any(e.salience is Salience.MAIN for e in events(text, title))


@pytest.mark.parametrize(("title", "text"), [
    ("Police find 20 rockets in barn", "Police found 20 rockets in a barn near Amara on Monday. Sappers took them all "
     "away to a range. Nobody was at home when the officers came to the farm. Cells in the province still attack "
     "posts there. In March they killed two officers there with a roadside bomb."),
    ("Guerrillas and the pipelines", "Guerrillas bombed the country's pipelines 90 times in 2025, the industry said."),
    ("Crews restore water in Sumy", "Crews have restored water to half of Sumy, five days after Russian missiles "
     "knocked out the pumps, the mayor said."),
    ("Group warns Haifa", "The group warned that a raid on the capital would be met with a strike on Haifa."),
])
def test_what_lies_before_the_news_is_background(title: str, text: str) -> None:
    article = Article("a", text, title=title, published=datetime(2026, 11, 12, tzinfo=UTC), language="en")
    assert not any(e.salience is Salience.MAIN for e in next(iter(reader().read([article]))).events)
