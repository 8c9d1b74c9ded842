"""An attack and the answer to it are two events, each with its own place and toll, however close they are told."""

from __future__ import annotations

from functools import cache

import pytest
from told import main_events

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from pipeline.normalise import make_resolvers

Told = tuple[str, str | None, int | None]  # type, place, killed

ARTICLES: list[tuple[str, str, list[Told]]] = [
    (
        "Israel bombs Tyre a day after rockets hit Safed",
        "Israeli warplanes bombed a house in Tyre on Monday, hours after Hezbollah fired 40 rockets at Safed. Six "
        "people were injured in the barrage on Safed, medics said.\n\nThe health ministry said nine people "
        "were killed in the strike on Tyre. The group did not comment on the strike.",
        [("airstrike", "Tyre", 9), ("rocket_attack", "Safed", None)],
    ),
    (
        "Drones set fuel depot in Oryol region ablaze as Sumy buries dead",
        "Russian troops fired three Iskander missiles at the town of Konotop on Tuesday, killing four people, the "
        "governor said.\n\nAcross the border a Ukrainian drone attack set a fuel depot near Livny on fire. Nobody was "
        "hurt there, the governor of Oryol said.",
        [("missile_attack", "Konotop", 4), ("drone_attack", "Livny", 0)],
    ),
    (
        "Rockets and a drone strike in Iraq",
        "Two Katyusha rockets hit the base at Taji on Friday, the army said. Three soldiers were wounded.\n\nLater a "
        "US drone fired two missiles at a car in Jurf al-Sakhar, killing a militia commander. The Pentagon "
        "confirmed the strike.",
        [("rocket_attack", "Taji", None), ("drone_attack", "Jurf al-Sakhar", 1)],
    ),
    (
        "Turkey answers rocket fire on Kilis",
        "Rockets fired from Syria hit a school in Kilis on Sunday, killing a teacher, the governor said.\n\nTurkey "
        "responded with air strikes on militants near Azaz, the ministry said. Five fighters were killed in those "
        "strikes, a monitor said.",
        [("rocket_attack", "Kilis", 1), ("airstrike", "Azaz", 5)],
    ),
    (
        "Gunmen attack hotel in Somalia",
        "Al-Shabaab fighters stormed a hotel in the Somali capital on Friday evening after detonating two car bombs at "
        "its gate, police said. At least 21 people died.",
        [("bombing", "Somali capital", 21)],
    ),
    (
        "Rockets fired at Tiberias",
        "Twenty rockets were fired at Tiberias on Sunday, the army said, and nobody was hurt.\n\nThe group said that "
        "it answered an air strike that killed six of its men in Nabatieh on Saturday.",
        [("rocket_attack", "Tiberias", 0), ("airstrike", "Nabatieh", 6)],
    ),
    (
        "Jets strike workshop in Gaza",
        "Fighter jets struck a rocket workshop belonging to Hamas in Gaza City on Friday, the army said.",
        [("airstrike", "Gaza City", None)],
    ),
    (
        "Group fires rockets at Metula",
        "Hezbollah said on Sunday that it fired three Katyusha rockets at Metula to answer a drone strike that killed "
        "a commander in Nabatieh on Saturday.\n\nAll three projectiles fell in an orchard and nobody was hurt, the "
        "Israeli army said. Residents of Nabatieh buried the commander.\n\nThe rockets set the orchard on fire.",
        [("rocket_attack", "Metula", 0), ("drone_attack", "Nabatieh", 1)],
    ),
    (
        "US strikes militia depots after drone attack on Erbil base",
        "The US military carried out air strikes on two depots of a militia near Hilla on Monday, the Pentagon said, "
        "after a drone attack on the Erbil Air Base wounded three soldiers.\n\nThe strikes killed four fighters, the "
        "militia said.",
        [("airstrike", "Hilla", 4), ("drone_attack", "Erbil base", None)],
    ),
    (
        "Shell kills family; guns answer",
        "A mortar bomb fired from the Syrian side crashed into the yard of a house in Ceylanpinar on Monday and killed "
        "a mother and her two children, the governor's office announced.\n\nThe answer came within hours. Howitzers of "
        "the Turkish Armed Forces shelled targets around Ras al-Ain and kept up the fire until dawn. Four Syrian "
        "soldiers died in this bombardment, the Observatory reported.",
        [("shelling", "Ceylanpinar", 3), ("shelling", "Ras al-Ain", 4)],
    ),
]  # fmt: skip


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def told(event: ExtractedEvent) -> Told:
    place = event.place.text.removeprefix("the ") if event.place else None
    return event.event_type.value, place, event.killed.best if event.killed else None


@pytest.mark.parametrize(("title", "text", "expected"), ARTICLES, ids=[title for title, _, _ in ARTICLES])
def test_each_has_its_own_place_and_toll(title: str, text: str, expected: list[Told]) -> None:
    (extraction,) = reader().read([Article("a", text, title, language="en")])
    assert sorted(map(told, extraction.events), key=str) == sorted(expected, key=str)


def test_who_answers_a_strike_does_not_claim_it() -> None:
    text = ("Hezbollah said on Sunday that it fired three Katyusha rockets at Metula to avenge a drone strike that "
            "killed a commander in Nabatieh on Saturday.")
    (extraction,) = reader().read([Article("a", text, language="en")])
    claimed = {e.event_type.value: [a.actor_id for a in e.attributions] for e in extraction.events}
    assert claimed == {"rocket_attack": ["hezbollah"], "drone_attack": []}


@pytest.mark.parametrize(("text", "kinds"), [
    ("Militants fired 30 mortar shells at Netivot on Saturday and hurt two people. Israel responded by firing tank"
     " shells at Rafah, which wounded five, medics said.", ["shelling", "shelling"]),
    ("Rockets from Syria hit Reyhanli on Saturday and killed a guard. The guard stood at the customs house. Firemen put"
     " out a blaze in the yard. The governor came. Turkey answered by shelling positions near Azaz, the army said.",
     ["rocket_attack", "shelling"]),
    ("Militants fired 30 mortar shells at Netivot on Saturday. The mayor responded by opening the shelters.",
     ["shelling"]),
])
def test_the_way_of_an_answer_is_an_attack_of_its_own(text: str, kinds: list[str]) -> None:
    assert [e.event_type.value for e in main_events(text)] == kinds
