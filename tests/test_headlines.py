"""Headlines of two clauses: who claims or denies in the second one speaks for himself, not of the first."""

from __future__ import annotations

import pytest
from told import only_event


@pytest.mark.parametrize(("title", "actor", "stance"), [
    ("Bomb kills ten in Quetta, BLA claims responsibility", "BLA", "claimed"),
    ("Bomb kills ten in Quetta; Taliban claim attack", "Taliban", "claimed"),
    ("Bomb kills ten in Quetta; Islamic State claims attack", "Islamic State", "claimed"),
    ("Bomb kills ten in Quetta; Taliban deny role", "Taliban", "denied"),
    ("Bomb kills ten in Quetta, Taliban deny involvement", "Taliban", "denied"),
])  # fmt: skip
def test_the_second_clause_speaks_for_itself(title: str, actor: str, stance: str) -> None:
    event = only_event("A bomb in a market killed ten people in Quetta on Thursday.", title)
    assert [(a.actor, str(a.stance)) for a in event.attributions] == [(actor, stance)]


def test_a_clause_before_its_speaker_is_what_he_says() -> None:
    event = only_event("A bomb killed ten people in Quetta on Thursday.", "Bomb kills ten in Quetta, police say")
    assert [s.source.text for s in event.statements] == ["police"]


@pytest.mark.parametrize(("title", "actor"), [
    ("Houthi rebels fire missile at Riyadh, Saudis say", "Houthis"),
    ("Hamas fires barrage of rockets at Riyadh", "Hamas"),
    ("US destroyer fires Tomahawks at Riyadh", "US military"),
])  # fmt: skip
def test_who_fires_in_a_headline(title: str, actor: str) -> None:
    event = only_event("A missile came down in a field near Riyadh on Thursday.", title)
    assert actor in {a.actor for a in event.attributions}


@pytest.mark.parametrize(("title", "actor"), [
    ("Two soldiers killed as rebels blow up army post", "rebels"),
    ("Five hurt after gunmen attack bus", "gunmen"),
    ("Militants bomb pipeline", "Militants"),
])  # fmt: skip
def test_who_attacks_in_a_headline(title: str, actor: str) -> None:
    event = only_event("People were hurt when an attack was made near El Arish on Monday, police said.", title)
    assert actor in {a.actor for a in event.attributions}


def test_what_was_set_off_is_no_target() -> None:
    event = only_event("Rebels detonated a gas cylinder near Fortul on Monday, killing two.", "Blast kills two")
    assert "gas cylinder" not in {t.text for t in event.targets}


def test_oil_works_are_energy() -> None:
    event = only_event("Drones hit an oil processing centre at Abqaiq on Monday.", "Drones hit oil works")
    assert "energy" in {str(t.class_) for t in event.targets}


def test_a_phrase_begins_with_a_word() -> None:
    event = only_event("Jets raided camps near Albu Kamal on Monday; 26 fighters were killed.", "Raid kills 26")
    assert event.event_type == "airstrike"
    assert "26 fighters" in {t.text for t in event.targets}


def test_a_headlines_first_words_name_no_place() -> None:
    event = only_event("Seven people died in Pakpattan on Monday.", "Blast at Sufi shrine in Pakpattan kills seven")
    assert "Sufi shrine in Pakpattan" in {t.text for t in event.targets}
