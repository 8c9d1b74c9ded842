"""The place and the day of an event: structure before neighbourhood, the specific before the general."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import EventDate, ExtractedEvent, Place
from models.vocabulary import DateMethod
from pipeline.normalise import make_resolvers
from tests.told import only_event


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def main_event(text: str, title: str | None = None, published: str | None = "2024-05-15") -> ExtractedEvent:
    moment = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    article = Article("a", text, title, published=moment, language="en")
    (extraction,) = reader().read([article])
    return extraction.events[0]


def place(text: str, title: str | None = None) -> Place:
    found = main_event(text, title).place
    assert found is not None
    return found


def day(text: str, published: str | None = "2024-05-15") -> EventDate:
    found = main_event(text, published=published).date
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two rockets hit Al-Asad Airbase in Iraq, officials in Baghdad said.", "Al Asad Air Base"),
        ("Rockets fired from Sinjar landed on the Turkish base in Bashiqa on Monday.", "Bashiqa"),
        ("A drone attack killed three soldiers near Tal Tamr in northern Syria.", "Tal Tamr"),
        ("The Pentagon said in Washington that rockets struck Green Village in Syria.", "Green Village"),
        ("Israeli warplanes bombed Khiam in southern Lebanon on Tuesday.", "Khiam"),
        ("Houthi fighters fired a missile at a tanker in the Red Sea.", "Red Sea"),
        ("A 30-year-old Basra man was killed when a bomb exploded in Kirkuk.", "Kirkuk"),
        ("A rocket attack killed two people in the village of Umm Zarqun in Idlib province.", "Umm Zarqun"),
        ("A bomb killed two on Monday in Loy Manda, a village in Nesh district of Kandahar province.", "Loy Manda"),
        ("A shell hit a house in Nahr Aysha, a southern quarter of Damascus, on Monday.", "Nahr Aysha, Damascus"),
        ("Homs, SANA- Gunmen opened fire in the town of Wadi Khalil in the countryside of Homs.", "Wadi Khalil, Homs"),
        ("Homs, SANA-Two citizens were wounded in a rocket attack on the city on Monday.", "Homs"),
    ],
)
def test_place_by_structure(text: str, name: str) -> None:
    assert place(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Shells fell on a farm in Rasm al-Amis village eastern of Ariha city south of Idlib, killing a woman.",
            "Rasm al-Amis, Ariha",
        ),
        (
            "An explosive device went off on the outskirts of Sirrin, south of Kobani, on Monday, killing one man.",
            "Şirrīn ash Shamālīyah",
        ),
        (
            "An air strike hit a house in Al-Hasaheisa town, south of Wad Madani, on Thursday, killing ten people.",
            "Al Hasaheisa",
        ),
        (
            "The toll of the rocket attack on Maarat Sharqi in the southern Idlib countryside rose to four children.",
            "Maarat Sharqi, Idlib",
        ),
        (
            "Warplanes hit tents in Al-Nahr Al-Aswad area in the countryside of the city of Jisr al-Shughur.",
            "Al-Nahr Al-Aswad",
        ),
    ],
)
def test_what_only_tells_where_a_place_lies_is_not_the_place(text: str, name: str) -> None:
    assert place(text).name == name


@pytest.mark.parametrize(("road", "name"), [
    ("the road linking the towns of Ain Issa and Tal Abyad, north of Raqqa", "Ain Issa - Tal Abyad"),
    ("the road between Amuda and Qamishlo in the northeast of Hasakah", "Amuda - Qamishli"),
    ("the border between Sudan and Chad", "Sudan"),
])  # fmt: skip
def test_a_road_is_told_by_both_its_ends(road: str, name: str) -> None:
    found = place(f"A drone hit a car on {road} on Friday, killing two people.")
    assert found.name == name
    assert found.text in road


def test_who_is_based_somewhere_does_not_put_an_attack_there() -> None:
    found = place("Mortars hit the Hayy al-Tin quarter on Tuesday, the Britain-based Observatory in Albu Kamal said.")
    assert found.country == "SY"


def test_a_peoples_village_is_no_division() -> None:
    found = place("Two died in a US airstrike in the Bulo Fulay area of Jilib on Monday.", "Strike on Somali village")
    assert (found.country, found.name) == ("SO", "Bulo Fulay")


def test_an_embassy_stands_abroad() -> None:
    place = main_event("A bomb exploded at the French embassy on Monday, killing a guard.").place
    assert place is None or place.country != "FR"


def test_dateline_is_not_the_place() -> None:
    assert place("BAGHDAD (AP) - A roadside bomb hit a convoy near Ramadi on Monday.").name == "Ramadi"


def test_body_is_more_specific_than_title() -> None:
    found = place("Three rockets hit Balad Air Base overnight, the army said.", title="Rockets hit base in Iraq")
    assert (found.name, found.country, found.precision) == ("Balad Air Base", "IQ", 1)


def test_relation_widens_the_place() -> None:
    found = place("A bomb exploded 20 km west of Hit, Anbar, on Monday, killing two soldiers.")
    assert (found.country, found.precision) == ("IQ", 2)
    assert found.uncertainty_m is not None
    assert found.uncertainty_m >= 20_000


def test_unknown_village_keeps_its_words_and_says_why() -> None:
    found = place("Shelling killed a farmer in the village of Kafr Zuhaira in Idlib province on Monday.")
    assert (found.name, found.gazetteer_id, found.country, found.admin1) == ("Kafr Zuhaira", None, "SY", "Idlib")
    assert "no entry" in (found.unresolved or "")


@pytest.mark.parametrize(
    ("text", "start", "method"),
    [
        ("A car bomb exploded in Kabul on Monday.", "2024-05-13", DateMethod.WEEKDAY),
        ("A car bomb exploded in Kabul on May 3.", "2024-05-03", DateMethod.EXPLICIT),
        ("A car bomb exploded in Kabul yesterday.", "2024-05-14", DateMethod.RELATIVE),
        ("A car bomb exploded in Kabul, police said.", "2024-05-15", DateMethod.PUBLICATION),
    ],
)
def test_day_and_its_method(text: str, start: str, method: DateMethod) -> None:
    found = day(text)
    assert (str(found.start), found.method) == (start, method)


def test_time_of_day_stands_beside_the_day() -> None:
    found = day("A car bomb exploded in Kabul on Monday at 7:05 p.m. local time.")
    assert (str(found.start), found.time_of_day) == ("2024-05-13", "19:05")
    assert len(found.spans) == 2


def test_the_other_months_date_is_not_taken() -> None:
    found = day("A car bomb exploded in Kabul on Monday, the worst attack since March 3.")
    assert str(found.start) == "2024-05-13"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A missile struck a freighter 40 nautical miles west of the Yemeni port of Hodeidah.", "XS"),
        ("Gunmen in skiffs attacked a tanker off the coast of Oman, the navy said.", "XS"),
        ("A drone boat hit a grain ship 20 miles south of Odesa, Ukraine said.", "XS"),
        ("A missile hit a fuel ship in the port of Hodeidah and killed two sailors.", "YE"),
        ("A rocket struck a house 20 km west of Hit in Iraq, police said.", "IQ"),
    ],
)
def test_a_ship_off_a_coast_is_in_no_country(text: str, country: str) -> None:
    assert place(text).country == country


def test_a_street_lies_in_the_town_of_the_local_police() -> None:
    found = place("Milwaukee police said a man was shot dead on Lisbon Avenue on Monday.")
    assert found.name == "Lisbon Avenue, Milwaukee"
    assert (found.country, found.admin1) == ("US", "Wisconsin")


def test_the_backer_of_a_force_is_not_the_place() -> None:
    assert place("Washington-backed fighters shelled the village of Umm Zarqun in Syria.").name == "Umm Zarqun"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("A man was arrested on Tuesday after gunmen killed two guards in Basra on Sunday.", "2024-05-12"),
        ("Gunmen killed a judge in Basra in 2023. She was shot near her home on May 14, 2023.", "2023-05-14"),
        ("A bomb killed a judge in Basra last week. The blast came around 9 a.m. on May 8.", "2024-05-08"),
        ("A gunman shot two guards in Basra this weekend. He came about 10 p.m. Saturday, May 11.", "2024-05-11"),
        ("Two men saw a judge on Tuesday for a shooting in Basra. They shot a cook on May 11.", "2024-05-11"),
        ("A cook was shot in Basra. He was going home about 9 p.m. when men on a moped fired.", "2024-05-14"),
        ("A cook was shot in Basra. He was going home about 9 a.m. when men on a moped fired.", "2024-05-15"),
        ('Gunmen killed a cook in Basra on Sunday. One said, "You will die today," a witness recalled.', "2024-05-12"),
        ("A calm Sunday night in Basra ended in blood, with one man shot and another stabbed to death.", "2024-05-12"),
        ("Posted Monday, May 13, 2024 A guard was shot in Basra. He was hit around 10:50 p.m. May 12.", "2024-05-12"),
    ],
)
def test_the_day_of_the_attack_and_not_of_what_followed(text: str, start: str) -> None:
    assert day(text).start.isoformat() == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("A week after rockets hit the base at Erbil, officers on Tuesday showed the launcher.", "2024-05-07"),
        ("The hunt for two men went on on Tuesday, three days after gunmen shot a judge in Basra.", "2024-05-11"),
        ("A mine killed two near Agadez on Monday, a day after a truce began.", "2024-05-13"),
        ("On the same day that envoys met in Rome, 6 May, shells hit a school in Taiz.", "2024-05-06"),
        ("Gunmen shot a guard in Basra at the weekend, the army said on Monday.", "2024-05-11"),
        ("A guard was shot over the weekend in Basra. He was shot and killed about 11 p.m. Friday.", "2024-05-10"),
        ("Two men were hurt in an overnight shooting in Basra. They were shot about 7 p.m. Tuesday.", "2024-05-14"),
        ("A rocket hit a mill in Basra on the night of Friday to Saturday, the army said.", "2024-05-11"),
    ],
)
def test_a_day_that_is_told_beside_another(text: str, start: str) -> None:
    assert day(text).start.isoformat() == start


def test_a_village_beside_a_town_and_not_the_town() -> None:
    found = place("Shells killed two farmers in Umm Zarqun village eastern of Ariha in Syria's Idlib on Monday.")
    assert found.name.startswith("Umm Zarqun")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("A man was arrested Wednesday in a New Year's Day killing of a young woman. He was in the county jail "
         "without bail Thursday on charges of murder. Deputies say he shot her at a lake.", "2024-01-01"),
        ("A joiner limped into the courtroom Monday to hear his neighbour plead guilty to shooting him twice Dec. 5.",
         "2023-12-05"),
        ("Ivan Prell, a suspect in a 2014 East Marsh homicide, was found guilty Tuesday on drug charges. On April 20, "
         "2014, deputies stopped Prell in his van. On January 20, 2014, Cory Lamb was shot dead in a driveway. "
         "Prell is accused of the murder.", "2014-01-20"),
        ("Police are looking into two shootings Monday night that killed a baker. In the last murder before them, a "
         "boy was fatally stabbed Sunday in the old market.", "2024-05-13"),
    ],
)
def test_the_day_by_which_an_attack_is_named(text: str, start: str) -> None:
    assert str(day(text).start) == start


@pytest.mark.parametrize(("text", "start"), [
    ("The toll of a bombing at a mosque in Jos on Monday rose to 59. A blast during Friday prayers killed 58 there in"
     " March of last year.", "2024-05-13"),
    ("A drone struck an office block in Belgorod. The windows of the 3rd and 4th floors were broken.", "2024-05-15"),
    ("At least 22 people were killed as gunners shelled a shop in Sadove. The governor said that on Tuesday, at the"
     " time of the attack, the shop was full.", "2024-05-14"),
    ("In January 13 drones hit the region of Kyiv, the army said.", "2024-01-01"),
    ("On January 13 drones hit the region of Kyiv, the army said.", "2024-01-13"),
])
def test_a_day_beside_another_thing(text: str, start: str) -> None:
    assert str(day(text).start) == start


@pytest.mark.parametrize(("text", "place"), [
    ("NARATHIWAT - Two soldiers were wounded by a bomb in Narathiwat on Wednesday.\nA patrol was in Rueso "
     "district when the bomb exploded.", "Rueso"),
    ("Shelling killed five people in Idlib on Wednesday, a monitor said.\nThe shells landed on a market in the town of "
     "Ariha, rescuers said.", "Ariha"),
    ("A suicide bomber killed nine people in the city of Kandahar on Wednesday.\nGunmen had fled to Panjwai district.",
     "Kandahar"),
])  # fmt: skip
def test_the_district_of_a_province_of_the_same_name_as_its_town(text: str, place: str) -> None:
    event = only_event(text)
    assert event.place is not None
    assert event.place.name == place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A roadside bomb killed five soldiers in North Waziristan on Tuesday, an official said. The wounded were "
         "flown to a hospital in Peshawar.", "North Waziristan"),
        ("Two policemen died when gunmen attacked their post in South Waziristan on Sunday. The bodies were taken to "
         "Peshawar.", "South Waziristan"),
        ("A mine wounded four troops in North Waziristan on Friday. They are being treated at a clinic in Peshawar.",
         "North Waziristan"),
        ("A bomb killed five soldiers in North Waziristan on Tuesday. It exploded in the bazaar of Miranshah.",
         "Miranshah"),
    ],
)  # fmt: skip
def test_a_town_of_the_same_province_is_not_inside_a_district(text: str, name: str) -> None:
    found = place(text, "Bomb kills soldiers in Waziristan")
    assert name in found.name


@pytest.mark.parametrize(("where", "name", "country"), [
    ("a patrol in Colombia's Cauca department", "Cauca", "CO"),
    ("a post in Nariño department", "Nariño", "CO"),
    ("a school in the town of Maga in Nigeria's Kebbi state", "Maga", "NG"),
    ("a clinic in the town of Maga in Cameroon's Far North region", "Maga", "CM"),
    ("a clinic in Port-au-Prince", "Port-au-Prince", "HT"),
    ("a police post in San Juan de los Morros", "San Juan de los Morros", "VE"),
])
def test_names_of_several_words_and_provinces_put_an_attack_in_the_right_country(
    where: str, name: str, country: str
) -> None:
    found = place(f"Gunmen attacked {where} on Tuesday, killing two people.")
    assert (found.name, found.country) == (name, country)


def test_a_police_department_is_no_province() -> None:
    found = place("Gunmen killed two men in Tucson on Tuesday, the Phoenix police department said.")
    assert found.name == "Tucson"
