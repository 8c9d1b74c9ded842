"""Blasts at works are accidents where nobody speaks of arms or of an attack; killings by hand; what lawmen stop."""

from __future__ import annotations

import pytest
from told import main_events

from models.vocabulary import EventType


@pytest.mark.parametrize(("title", "text"), [
    ("Five die at paint works",
     "An explosion in a paint factory near Vapi killed five workers on Tuesday night, firemen said."),
    ("Blast toll at Shiraz dairy climbs to six",
     "Six people are now known to have died in the blast at a Shiraz dairy, doctors said. A boiler burst there on"
     " Monday, and the explosion tore off the roof of the plant."),
    ("Explosion shakes Bari",
     "A tanker with propane went off at a filling station in Bari on Monday and hurt nine drivers. The gas had been"
     " escaping for an hour."),
])  # fmt: skip
def test_a_blast_at_works_is_no_attack(title: str, text: str) -> None:
    assert main_events(text, title) == []


@pytest.mark.parametrize(("title", "text"), [
    ("Blast at Vapi factory",
     "An explosion in a factory near Vapi killed five workers on Tuesday. A rebel group said that it had planted it."),
    ("Explosion shakes Bari", "A bomb under a gas tanker exploded in Bari on Monday and hurt nine drivers."),
    ("Blast in Quetta", "An explosion near the bazaar of Quetta killed three shoppers on Tuesday, police said."),
    ("Blast at refinery", "An explosion killed a welder at a refinery near Syzran on Monday. The mayor blamed drones."),
])  # fmt: skip
def test_a_blast_that_may_be_one_is(title: str, text: str) -> None:
    assert len(main_events(text, title)) == 1


@pytest.mark.parametrize(("title", "text"), [
    (None, "Farmers beat two tax collectors to death in a village near Malda on Tuesday, police said."),
    (None, "Two tax collectors were thrashed to death by a crowd in Malda on Tuesday."),
    ("Villagers lynch two tax collectors", "The two were dragged from a van near Malda on Tuesday, police said."),
])
def test_killings_by_hand(title: str | None, text: str) -> None:
    assert [e.event_type for e in main_events(text, title)] == [EventType.OTHER_ATTACK]


@pytest.mark.parametrize("text", [
    "Mayor Loretta Lynch told pupils in Malda on Tuesday to read more.",
    "Border guards intercepted a lorry near Hatay on Tuesday and found nine hand grenades under the seat.",
    "Shares in Lagos were hammered on Tuesday as oil fell.",
    "The two senators opened fire on each other's records in Ohio on Tuesday.",
    "Students clashed with police outside the parliament in Sofia on Tuesday, and both sides threw eggs.",
    "The foreign ministers met in Muscat on Tuesday after the truce that ended nine days of rocket fire on Eilat.",
    "Pilot Jan Vos, who flew thirty raids on Essen, died at home in Breda on Tuesday. He was 99.",
    "Detectives and customs agents raided a flat in Ghent on Tuesday and took away a rifle.",
])
def test_no_news_of_an_attack(text: str) -> None:
    assert main_events(text) == []


@pytest.mark.parametrize(("text", "kind"), [
    ("Destroyers intercepted two missiles over the Red Sea on Tuesday.", EventType.MISSILE_ATTACK),
    ("The army hammered rebel positions near Goma with artillery on Tuesday.", EventType.SHELLING),
    ("Gunmen opened fire on a bus near Jos on Tuesday.", EventType.SHOOTING),
    ("The ministers met in Muscat after nine days of rocket fire on Eilat; a rocket hit the port on Tuesday.",
     EventType.ROCKET_ATTACK),
])  # fmt: skip
def test_the_same_words_of_an_attack(text: str, kind: EventType) -> None:
    assert [e.event_type for e in main_events(text)] == [kind]
