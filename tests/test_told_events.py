"""Which words open an event, of which type, and which frames are one: short reports of many manners."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from models.vocabulary import EventType, Salience, WeaponClass
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str, title: str | None = None, published: str = "2024-05-15") -> tuple[ExtractedEvent, ...]:
    moment = datetime.fromisoformat(published).replace(tzinfo=UTC)
    (extraction,) = reader().read([Article("a", text, title, published=moment, language="en")])
    return tuple(e for e in extraction.events if e.salience is Salience.MAIN)


@pytest.mark.parametrize(("text", "kind"), [
    ("A minibus ran over a landmine near Kidal on Tuesday, killing four traders.", EventType.BOMBING),
    ("Two herders died on Tuesday after one of them stepped on a mine near Derna.", EventType.BOMBING),
    ("A jet dropped three bombs on the village of Demoso on Tuesday, killing a monk.", EventType.AIRSTRIKE),
    ("Aircraft attacked a fuel depot in the port of Hodeidah on Tuesday.", EventType.AIRSTRIKE),
    ("Israeli aircraft struck a hangar near Tyre on Tuesday.", EventType.AIRSTRIKE),
    ("Helicopters hit houses in Kansafra on Tuesday, killing two men.", EventType.AIRSTRIKE),
    ("The army said its jets hit a truck near Marib on Tuesday.", EventType.AIRSTRIKE),
    ("The army said that it struck a truck near Marib on Tuesday.", EventType.OTHER_ATTACK),
    ("Government warplanes bombed a market in Idlib on Tuesday, killing nine people.", EventType.AIRSTRIKE),
    ("Regime fighter jets bombed a wedding in Sagaing on Tuesday.", EventType.AIRSTRIKE),
    ("Rebel forces hit the hospital of Kadugli on Tuesday. Two nurses were wounded.", EventType.OTHER_ATTACK),
    ("A missile ploughed into a hotel in Chernihiv on Tuesday, killing nine people.", EventType.MISSILE_ATTACK),
    ("A bomb ripped through a market in Jos on Tuesday, killing nine people.", EventType.BOMBING),
    ("A drone flew into a block of flats in Kazan on Tuesday.", EventType.DRONE_ATTACK),
    ("Two houses in Taiz were flattened by shells on Tuesday. A woman was killed.", EventType.SHELLING),
    ("The rebels overran an army camp in Rann on Tuesday, killing nine soldiers.", EventType.OTHER_ATTACK),
    ("Russian aircraft hit a village near Idlib on Tuesday, killing nine people.", EventType.AIRSTRIKE),
    ("Boko Haram fighters entered a village near Maiduguri on Tuesday, killing nine people.", EventType.OTHER_ATTACK),
    ("The frigate shot down two missiles over the Red Sea on Tuesday.", EventType.MISSILE_ATTACK),
])  # fmt: skip
def test_words_that_open_an_event(text: str, kind: EventType) -> None:
    (event,) = events(text)
    assert event.event_type is kind


def told(text: str, title: str | None = None) -> set[tuple[str, str | None]]:
    """(type, day) of all events."""
    moment = datetime(2024, 5, 15, tzinfo=UTC)
    (extraction,) = reader().read([Article("a", text, title, published=moment, language="en")])
    return {(str(e.event_type), str(e.date.start) if e.date else None) for e in extraction.events}


def test_what_an_attack_came_days_after_is_another_one() -> None:
    assert told(
        "Nine people were injured on Tuesday as militants hurled a grenade at a bus stand in Sopore, police said.\n"
        "The attack came two days after seven people were hurt in a blast in Srinagar.",
    ) == {("grenade_attack", "2024-05-14"), ("bombing", "2024-05-12")}


def test_a_munition_that_kills_is_the_news_before_what_it_came_after() -> None:
    assert ("shelling", "2024-05-14") in told(
        "A mortar shell killed a shepherd near Qabatiya on Tuesday, medics said.\n"
        "The incident came three days after clashes between police and gunmen in the town.")


def test_rockets_that_were_launched_on_one_day_did_their_harm_on_it() -> None:
    assert told(
        "Two people were killed on Tuesday when militants fired rockets at the town of Kilis.\n"
        "On Monday, rockets that the group launched from Tal Rifaat at a border post near Azaz wounded eight soldiers.",
    ) == {("rocket_attack", "2024-05-14"), ("rocket_attack", "2024-05-13")}


@pytest.mark.parametrize("text", [
    "A shell hit a bakery in Kilis on Tuesday. The army answered with howitzers on militia positions near Azaz.",
    "A shell hit a bakery in Kilis on Tuesday. The army answered with raids on militia positions near Azaz.",
])
def test_an_answer_is_an_attack_of_its_own(text: str) -> None:
    assert len(events(text)) == 2


def test_a_day_inside_the_year_that_is_counted_back() -> None:
    assert told(
        "KABUL - Nine years after a bomb outside a bank in Jalalabad killed 33 people, a memorial was opened. "
        "A man had blown himself up among employees of the bank on 18 April 2015. The blast wounded more than 100.",
        "Memorial for victims of the Jalalabad bank bombing") == {("suicide_bombing", "2015-04-18")}


def test_dropped_bombs_are_aerial() -> None:
    (event,) = events("A jet dropped three bombs on the village of Demoso on Tuesday, killing a monk.")
    assert [w.class_ for w in event.weapons] == [WeaponClass.AERIAL_BOMB]


def test_a_village_that_came_under_fire_did_not_fire() -> None:
    (event,) = events("The village of Zolote came under mortar fire on Tuesday, and a woman was wounded.")
    assert event.attributions == ()


def test_the_day_of_a_statement_does_not_part_an_attack_from_its_own_day() -> None:
    (event,) = events("Militants have ambushed a convoy near Damboa, residents said on Tuesday. "
                      "The ambush happened on Sunday, when a truck struck a bomb and gunmen opened fire.")
    assert event.date is not None
    assert str(event.date.start) == "2024-05-12"


def test_a_title_is_no_telling_that_an_attack_can_be_later_than() -> None:
    found = events("Soldiers seized a launcher near Hit on Monday. It had been used hours before to fire six rockets "
                   "at the Ain al-Asad base.", "Launcher found after rocket attack on Ain al-Asad")
    assert len(found) == 1


def test_harm_belongs_to_the_attack_told_before_it() -> None:
    first = events("Gunmen attacked a camp at Drodro on Monday. People fled to the church. Nine were injured. "
                   "A year earlier, in May 2023, the same group raided Roe, where 40 people were killed.")[0]
    assert first.wounded is not None
    assert first.wounded.best == 9


def test_a_month_is_no_armed_group() -> None:
    (event,) = events("Since November the militia has shelled the town of Merowe, and on Tuesday it attacked a dam "
                      "there with three drones.")
    assert "November" not in {a.actor for a in event.attributions}


def test_two_verbs_share_their_munition() -> None:
    (event,) = events("Two glide bombs were released near the border and struck a shop in Kharkiv on Tuesday.")
    assert event.event_type is EventType.AIRSTRIKE


@pytest.mark.parametrize("text", [
    "Army finds rockets before launch",
    "Berlin sent Kyiv 30 missiles on Monday. It had sent tanks and drones to Ukraine in March.",
])
def test_what_opens_no_event(text: str) -> None:
    assert events(text) == ()


def test_munitions_sent_at_somebody_are_an_attack_of_the_sender() -> None:
    (event,) = events("Russia sent forty drones against Ukraine on Tuesday night.")
    assert event.event_type is EventType.DRONE_ATTACK
    assert {str(a.actor)[:6] for a in event.attributions} == {"Russia"}


def test_a_day_before_a_strike_is_not_who_did_it() -> None:
    (event,) = events("Monday's Russian strike on a market in Kharkiv killed three people.")
    assert {str(a.actor)[:6] for a in event.attributions} == {"Russia"}


def test_the_day_of_the_dead_is_that_of_what_killed_them() -> None:
    first, second = events("Rebel Serbs fired rockets into Zagreb on Tuesday, wounding 43 people. On Monday, five "
                           "people died and 120 were wounded as more of the rockets rained bomblets on offices.")
    assert [e.date.start.day for e in (first, second) if e.date and e.date.start] == [14, 13]
    assert [e.wounded.best for e in (first, second) if e.wounded] == [43, 120]


@pytest.mark.parametrize("text", [
    "A storm tore through a market in Jos on Tuesday, killing nine people.",
    "The missile row shook the cabinet on Tuesday, and the minister resigned.",
    "A wave of refunds ripped through the bank on Tuesday.",
])  # fmt: skip
def test_what_no_munition_does_is_no_attack(text: str) -> None:
    assert not events(text)


def test_a_mass_is_no_state() -> None:
    (event,) = events("A bomb went off in a church hall in Marawi during a Catholic Mass on Tuesday, killing four.")
    assert event.place
    assert event.place.country == "PH"


def test_an_aircraft_that_is_shot_down_is_attacked() -> None:
    (told,) = events("A plane with 295 people on board was shot down near Hrabove on Tuesday, the minister said.")
    assert told.place is not None
    assert told.place.name == "Hrabove"


def test_what_had_been_said_days_before_the_news_is_another_attack() -> None:
    (told,) = events("A plane was shot down near Hrabove on Tuesday, a minister's adviser said. Separatists had said "
                     "on Friday that they shot down a military helicopter near Krasnodon; two of its crew died.")
    assert told.killed is None


def test_a_state_s_helicopter_that_is_shot_down_makes_no_airstrike() -> None:
    (told,) = events("A Russian Mi-8 helicopter was shot down over Idlib province on Monday; all five on board died.")
    assert told.event_type is EventType.OTHER_ATTACK
