"""General news that uses the words of attacks and tells of none, each beside its counterpart that does."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.vocabulary import Salience
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def is_news(title: str, text: str) -> bool:
    """Whether an article has a main event."""
    (found,) = reader().read([Article("a", text, title, language="en")])
    return any(event.salience is Salience.MAIN for event in found.events)


HARMLESS = [
    ("Ferry strikes pier in Larne", "A ferry struck the pier in Larne on Friday, hurting 12 people, police said."),
    ("Man killed by car in Leeds", "A man was struck and killed by a car while he walked home in Leeds on Sunday."),
    ("House fire kills two in Lyon", "A house fire killed two people in Lyon on Monday, the city said."),
    ("Flight delayed after bird strike", "The plane turned back to Doha on Tuesday after a bird strike, it said."),
    ("Shed searched", "Police found nine rockets and their launching rails in a shed in Zubair on Monday, it said."),
    ("Senator hits back", "The senator attacked the minister over the budget in Canberra on Monday, aides said."),
    ("Crew back from Malta", "The crew spent nine days shooting scenes in Malta in May, the producer said on Monday."),
    ("New lens praised", "The pictures, shot with the new lens in Oslo on Friday, are sharp, the magazine said."),
    ("Region tests missile", "The North fired a ballistic missile over the island and into the sea, Seoul said."),
    ("North fires missiles into sea", "The North is likely to present the firing of rockets as a test, Seoul said."),
    ("Workshop found", "Soldiers found a workshop for bomb-dropping drones in the hills above Uruapan on Tuesday."),
    ("Exercise ends", "A tanker was sunk on Friday by a missile, which hit at noon, in the high point of exercises. "
     "The drills, which four navies joined, end on Sunday; the next exercise is in May."),
    ("Blasts at barracks kill nine; careless handling blamed", "Blasts tore through the barracks in Bata on "
     "Sunday and left nine dead, the ministry said."),
    ("Court papers", "Detectives executed a search warrant at a flat in Toronto on Tuesday, the papers say."),
    ("A friend remembers", "A friend of mine was attacked by a dog near the park in Perth on Monday."),
]
ATTACKS = [
    ("Drone strikes pier in Odesa", "A drone struck the pier in Odesa on Friday, hurting 12 people, police said."),
    ("Tank fire kills two in Gaza", "Israeli fire killed two people in Gaza City on Monday, medics said."),
    ("Convoy attacked in Mali", "Militants attacked an army convoy near Gao on Monday, killing three soldiers."),
    ("Missile fired at Israel", "The Houthis fired a ballistic missile over Jordan at the port of Eilat on Friday."),
    ("Two men executed near Goma", "Rebels executed two men near Goma on Tuesday, a priest said."),
    ("Shots fired in Hull", "Somebody fired three shots at a house in Hull on Sunday, police said. A man was wounded."),
    ("Man shot in Leeds", "A man was shot and killed while he walked home in Leeds on Sunday, police said."),
]


@pytest.mark.parametrize(("title", "text"), HARMLESS, ids=[title for title, _ in HARMLESS])
def test_no_attack_is_read_where_none_is_told(title: str, text: str) -> None:
    assert not is_news(title, text)


@pytest.mark.parametrize(("title", "text"), ATTACKS, ids=[title for title, _ in ATTACKS])
def test_its_counterpart_is_read(title: str, text: str) -> None:
    assert is_news(title, text)
