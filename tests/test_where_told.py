"""Where an attack was, in texts whose names are those of other places too."""

from __future__ import annotations

import pytest
from told import main_events, only_event

PLACES = [
    ("An Israeli drone strike on a flat in the Kola district of Beirut killed three men on Monday.", "Kola", "LB"),
    ("A suicide bomber drove a car full of explosives into a van in the Kohistan district of Khyber Pakhtunkhwa "
     "province on Tuesday, killing six.", "Kohistan", "PK"),
    ("YEREVAN, November 8 - The capital Stepanakert was shelled with Smerch systems throughout the night.",
     "Stepanakert", "AZ"),
    ("Light aircraft dropped bombs on the Sri Lanka Air Force base at Katunayake on Monday, killing three airmen.",
     "Katunayaka", "LK"),
    ("Bombers blasted Heathrow with mortars on Monday and got away.", "London Heathrow Airport", "GB"),
    ("A remote-controlled bomb killed a tribal elder in Khar on Sunday, officials said.", "Khar", "PK"),
    ("Ukrainian drones struck the Belaya air base on Sunday, destroying bombers.", "Belaya Air Base", "RU"),
    ("A Turkish drone killed two men in Sinjar on Monday, the mayor said. Ankara did not comment.", "Sinjar", "IQ"),
    ("The Armed Forces of the Russian Federation launched a strike by attack UAVs at energy facilities of Ukraine on "
     "Monday.", "Ukraine", "UA"),
    ("Maiduguri, Nov 9 (Agency) Two suicide bombers killed one person when they detonated their explosives at a motor "
     "park in Gamboru, Borno, on Sunday.", "Gamboru", "NG"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "country"), PLACES)
def test_where(text: str, name: str, country: str) -> None:
    place = only_event(text).place
    assert place is not None
    assert (place.name, place.country) == (name, country)


def test_whose_drone_it_was_is_not_where() -> None:
    place = only_event("A US drone killed a commander in Jindirestan on Monday.").place
    assert place is None or place.country is None


def test_since_when_is_not_when() -> None:
    event = only_event(
        "Eight railway workers died on Sunday morning when a rocket from Lebanon pierced the roof of a depot in Haifa, "
        "the worst blow since the fighting with Hezbollah broke out on Wednesday.")
    assert event.date is not None
    assert event.date.start is not None
    assert event.date.start.isoformat() == "2026-11-08"


def test_entries_of_a_live_page_open_with_their_towns() -> None:
    told = main_events(
        "14:05 Air raid alert in Kyiv lifted.\n13:40 Debris of a downed missile fell on a kindergarten in Chernihiv.\n"
        "12:55 The air force warns of cruise missiles.\n11:30 In Sumy, two people died when a Shahed hit a depot at "
        "dawn, the military administration says.", title="Live")
    assert [e.place.name for e in told if e.place] == ["Chernihiv", "Sumy"]


def test_word_of_attack_that_leads_a_headline_is_no_place() -> None:
    text = "A bomb exploded on a train between two stations in Moscow on Friday morning, killing 39 people."
    place = only_event(text, title="Bombing in Moscow").place
    assert place is not None
    assert place.name == "Moscow"
