"""By what an attack is done: words for fire on a place leave it open, whoever or whatever does it decides."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.vocabulary import EventType
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def kind(text: str) -> EventType:
    article = Article("a", text, published=datetime(2024, 5, 18, tzinfo=UTC), language="en")
    (extraction,) = reader().read([article])
    (event,) = extraction.events
    return event.event_type


@pytest.mark.parametrize(("text", "told"), [
    ("A drone shelled a guard post in Ain Issa on Friday, killing one guard.", EventType.DRONE_ATTACK),
    ("The army used heavy artillery to bomb Ariha on Friday.", EventType.SHELLING),
    ("The army used guided missiles to target a mill near Ariha on Friday, hurting two.", EventType.MISSILE_ATTACK),
    ("Warplanes shelled the outskirts of Ariha on Friday, killing a shepherd.", EventType.AIRSTRIKE),
    ("The army bombed a camp near Idlib with cluster rockets on Friday, killing nine.", EventType.ROCKET_ATTACK),
    ("Artillery bombing by the rebels killed two women in Ariha on Friday.", EventType.SHELLING),
    ("A bombing carried out by a drone killed two women in Ariha on Friday.", EventType.DRONE_ATTACK),
    ("Rocket shelling by the rebels wounded five in Ariha on Friday.", EventType.ROCKET_ATTACK),
    ("Soldiers shelled Ariha using drones on Friday, wounding a farmer.", EventType.DRONE_ATTACK),
    ("Raiders fired two RPGs at a bank in Ariha on Friday.", EventType.ROCKET_ATTACK),
    ("A rocket-propelled grenade hit a bus in Ariha on Friday, killing two.", EventType.ROCKET_ATTACK),
    ("A raid with RPGs and rifles killed two soldiers in Ariha on Friday.", EventType.SHOOTING),
    ("A rider threw a grenade at a bank in Ariha on Friday, hurting two.", EventType.GRENADE_ATTACK),
    ("The rebels bombed a market in Ariha on Friday, killing two.", EventType.BOMBING),
    ("Soldiers shelled Ariha with artillery and rockets on Friday, wounding a farmer.", EventType.SHELLING),
    ("A jet bombed a bakery in Ariha on Friday, killing two.", EventType.AIRSTRIKE),
    ("Rebels armed with grenades and rifles attacked a post near Ariha on Friday, killing two.", EventType.SHOOTING),
    ("Pirates took the crew of a tug captive off Lagos on Friday. A sailor was shot and wounded.",
     EventType.ABDUCTION),
    ("A man stabbed three women in Lyon on Friday. Police shot him dead.", EventType.OTHER_ATTACK),
])
def test_the_means_decides(text: str, told: EventType) -> None:
    assert kind(text) is told


@pytest.mark.parametrize(("text", "told"), [
    ("A car explosion injured two men in Manbij on Friday. A drone had targeted the car, the council said.",
     EventType.DRONE_ATTACK),
    ("Two boys were hurt in the bombing of a car in Manbij on Friday. Soldiers had fired a guided missile at it.",
     EventType.MISSILE_ATTACK),
    ("An explosion injured two men in Manbij on Friday. A gunman then opened fire on the ambulance.",
     EventType.SHOOTING),
])
def test_what_was_heard_is_what_somebody_says_it_was(text: str, told: EventType) -> None:
    assert kind(text) is told


def test_a_death_by_other_means_is_of_another_attack() -> None:
    text = ("NAHARIYA, Israel, May 17 - Guerrillas fired about 20 rockets at Nahariya before dawn on Friday, wounding "
            "nine people, police said.\n\nThe group said it was avenging a boy killed the day before by a roadside "
            "bomb in the village of Yater.")
    (extraction,) = reader().read([Article("a", text, published=datetime(2024, 5, 18, tzinfo=UTC), language="en")])
    rockets, bomb = extraction.events
    assert (rockets.event_type, bomb.event_type) == (EventType.ROCKET_ATTACK, EventType.BOMBING)
    assert [rockets.place.text if rockets.place else None, rockets.killed] == ["Nahariya", None]
    assert (bomb.killed.best if bomb.killed else None) == 1
