"""Several attacks told together: each scene of an article is an event of its own, with its own place and toll."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from models.vocabulary import Salience
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def main_events(title: str, text: str) -> list[ExtractedEvent]:
    events = next(iter(reader().read([Article("a", text, title=title, language="en")]))).events
    return [e for e in events if e.salience is Salience.MAIN]


def tolls(events: list[ExtractedEvent]) -> dict[str, int | None]:
    """Killed by the place's words."""
    return {e.place.text: e.killed.best if e.killed else None for e in events if e.place}


def test_quarters_of_one_city_that_no_gazetteer_knows_are_events_of_their_own() -> None:
    text = (
        "Two bombs went off in different parts of Quetta on Wednesday, killing five people.\n"
        "In Sariab, a bomb exploded near a mosque, killing three worshippers.\n"
        "In Pashtunabad, a bomb killed two guards outside a bank."
    )
    assert tolls(main_events("Two blasts shake Quetta", text)) == {"Sariab": 3, "Pashtunabad": 2}


def test_labelled_paragraphs_are_events_of_their_own() -> None:
    text = (
        "The Russian army struck the Nikopol district with artillery and drones on Monday, the governor said.\n"
        "Marhanets: the Russians fired Grad rockets at a school; one teacher was killed.\n"
        "Nikopol: an FPV drone hit a taxi and killed two passengers."
    )
    assert tolls(main_events("Nikopol district under fire all day", text)) == {"Marhanets": 1, "Nikopol": 2}


def test_two_towns_announced_together_have_tolls_of_their_own() -> None:
    text = (
        "Rockets hit Ashkelon and Sderot on Wednesday, killing three people, medics said.\n"
        "In Ashkelon, a rocket slammed into a block of flats. A woman was killed.\n"
        "In Sderot, two men were killed when a rocket struck a street."
    )
    assert tolls(main_events("Rockets hit Ashkelon and Sderot", text)) == {"Ashkelon": 1, "Sderot": 2}


def test_bullets_name_their_towns() -> None:
    text = (
        "Russian forces struck three regions overnight.\n- In Kharkiv, a missile struck a depot.\n"
        "- In Odesa, drones damaged a hotel."
    )
    found = {e.place.name for e in main_events("War diary", text) if e.place}
    assert {"Kharkiv", "Odesa"} <= found


@pytest.mark.parametrize("later", [
    "In the Isha quarter, where the market lies, windows were shattered for hundreds of metres.",
    "At the Bay hospital, doctors said that twenty wounded had been brought in after the explosion.",
    "In Mogadishu, the government condemned the attack.",
    "In Baidoa's old town, people wept over the bombing.",
])
def test_a_scene_that_tells_no_new_attack_parts_nothing(later: str) -> None:
    text = f"A car bomb exploded at a market in Baidoa on Wednesday, killing eight people, police said.\n{later}"
    assert len(main_events("Market bombing kills eight in Baidoa", text)) == 1


@pytest.mark.parametrize("text", [
    "A patrol found a battery of six rockets in an olive grove on Friday, shortly before launch.",
    "One rocket stood ready for launch in the hills outside Zarqa when police came on Friday.",
    "The embassy denied on Tuesday reports that a missile had hit its trade mission in Odesa.",
    "No missile hit the port of Odesa on Tuesday, the mayor said.",
    "North Korea fired two cruise missiles off its west coast on Wednesday morning.",
    "Customs officers found mortar shells on Monday. Mortars of the maker have been used in attacks on Tripoli.",
])
def test_what_was_not_fired_at_anybody_is_no_attack(text: str) -> None:
    assert main_events("What was reported", text) == []


def test_missiles_fired_at_a_ship_at_sea_are_an_attack() -> None:
    assert main_events("Ship attacked", "Rebels fired two missiles at a tanker off the coast of Yemen on Wednesday.")


def test_a_wave_of_attacks_with_a_day_is_told_by_its_towns() -> None:
    text = (
        "A wave of attacks on police posts shook the southwest of Colombia on 10 June 2025, leaving three dead.\n"
        "In Corinto, a car bomb exploded next to the town hall and killed a policeman.\n"
        "In Caloto, gunmen attacked the police station with rifles; two officers were killed."
    )
    assert tolls(main_events("Explosions shake the Cauca", text)) == {"Corinto": 1, "Caloto": 2}


def test_numbered_operations_at_neighbouring_villages_are_parted() -> None:
    text = (
        "The fighters carried out the following operations on Sunday:\n"
        "1- At 06:30, they targeted soldiers near Khiam with a rocket barrage.\n"
        "2- At 14:00, they bombarded the settlement of Kiryat Shmona with rockets."
    )
    assert {"Khiam", "Kiryat Shmona"} <= {e.place.name for e in main_events("Statement No. 4", text) if e.place}


@pytest.mark.parametrize(("text", "kind"), [
    ("Gunmen riddled a car with bullets in Quetta on Monday, killing three men.", "shooting"),
    ("A crude device went off beside a police van in Quetta on Monday.", "bombing"),
    ("A barracks at Tal al-Hara in southern Syria came under two air strikes on Monday night.", "airstrike"),
])
def test_words_of_other_outlets_for_an_attack(text: str, kind: str) -> None:
    assert [str(e.event_type) for e in main_events("What happened", text)] == [kind]


def test_an_attack_that_is_timed_is_the_news_beside_what_was_seized() -> None:
    text = (
        "Troops seized a homemade launcher in the desert of Anbar on Sunday morning.\n"
        "It had been used hours before, at 2:10 am, to fire six rockets at Ain al-Asad base."
    )
    assert len(main_events("Launcher seized after attack on Ain al-Asad", text)) == 1


def test_an_answer_is_one_act_of_its_own_and_a_workshop_for_drones_is_no_munition() -> None:
    text = (
        "In response to a drone attack on an oil depot in Rostov region on Monday, the Armed Forces of the Russian "
        "Federation delivered a group strike last night with heavy weapons on a drone workshop in Dnipro."
    )
    found = [e for e in main_events("Briefing of the ministry", text) if e.place and e.place.name == "Dnipro"]
    assert len(found) == 1
    assert str(found[0].event_type) != "drone_attack"


def test_of_attacks_that_the_lead_counts_a_later_one_is_news_too() -> None:
    text = (
        "Two explosions hit the Somali capital on Wednesday, killing at least seven people, police said.\n"
        "In the first attack, a suicide bomber detonated his vest inside a tea shop. Five people died there.\n"
        "About half an hour later a car bomb went off at a checkpoint, killing two soldiers."
    )
    found = main_events("Twin blasts rock Mogadishu tea shop and checkpoint", text)
    assert [(e.event_type.value, e.killed.best, e.place.name) for e in found if e.killed and e.place] == [
        ("suicide_bombing", 5, "Mogadishu"), ("bombing", 2, "Mogadishu")]


def test_a_lead_that_counts_its_attacks_makes_no_older_one_news() -> None:
    text = (
        "Two bombs went off in Quetta on Wednesday, killing five people.\n"
        "In May 2019 a bomb killed nine people in the city."
    )
    assert len(main_events("Two blasts shake Quetta", text)) == 1


_ROUNDUP = (
    "At least 21 people were killed and 30 others hurt in separate attacks across Iraq on Wednesday, police said.\n"
    "In one attack, six recruits were killed when a bomber drove a lorry laden with explosives into a checkpoint in "
    "Hawija.\n"
    "Elsewhere, a parked car blew up beside a patrol on a market street of Mosul, killing nine soldiers.\n"
    "In Tikrit, gunmen stormed the flat of a judge and shot two of his guards dead.\n"
    "In Samarra, a roadside bomb hit a minibus and killed four pilgrims."
)


def test_the_sum_of_many_attacks_is_the_toll_of_none_of_them() -> None:
    found = main_events("Attacks in Iraq kill 21", _ROUNDUP)
    assert tolls(found) == {"Hawija": 6, "Mosul": 9, "Tikrit": 2, "Samarra": 4}
    assert not {"21 people", "six recruits"} & {t.text for e in found[1:] for t in e.targets}


def test_what_is_told_beside_the_scenes_of_a_roundup_is_none_of_theirs() -> None:
    text = (
        "Three attacks in towns of northern Mali left nine people dead on Wednesday, the army said.\n"
        "In Gao, a mortar shell hit a bakery and killed two people.\n"
        "In Menaka, a mine went off under a lorry, killing three traders.\n"
        "Earlier in the day, men on motorcycles fired at a bus in Kidal, killing four passengers.\n"
        "A raid on a barracks in Gao killed 30 soldiers in 2012."
    )
    assert tolls(main_events("Three attacks shake Mali", text)) == {"Gao": 2, "Menaka": 3, "Kidal": 4}
