"""The catalogue of actors: one id for every spelling, states composed with roles, errors that name the row."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError
from pipeline.normalise.actors import FOLDER, ActorCatalogue, actor_catalogue

SAME = [
    ("kataib-hezbollah", ["Kataeb Hezbollah", "Kata'ib Hizballah", "the Kata’ib Hezbollah militia", "كتائب حزب الله"]),
    ("houthis", ["Houthi rebels", "Iran-backed Houthi rebels", "Ansar Allah", "Huthis", "أنصار الله"]),
    ("islamic-state", ["ISIS", "Daesh", "ISIS militants", "the Islamic State group"]),
    ("us-central-command", ["CENTCOM", "U.S. Central Command"]),
    ("turkish-armed-forces", ["Turkish warplanes", "Turkey's military", "Turkish troops"]),
    ("uvf", ["UVF", "Ulster Volunteer Force"]),
    ("gia", ["GIA", "Armed Islamic Group", "the Armed Islamic Group of Algeria"]),
    ("mend", ["MEND", "the Movement for the Emancipation of the Niger Delta"]),
    ("army-of-republika-srpska", ["VRS", "Bosnian Serb army", "Bosnian Serbs"]),
    ("m-19", ["M-19", "April 19 Movement", "19th of April Movement"]),
    ("tehrik-i-taliban-pakistan", ["TTP", "Tehreek-e-Taliban Pakistan", "Tehreek-e-Taliban", "Pakistani Taliban"]),
    ("jund-al-aqsa", ["Jund al-Aqsa", "the Jund al-Aqsa group"]),
    ("mobondo", ["Mobondo militia", "Mobondo militiamen"]),
    ("raia-mutomboki", ["Raia Mutomboki", "Raïa Mutomboki"]),
]


@pytest.mark.parametrize(("actor_id", "names"), SAME)
def test_spellings_of_one_actor_share_an_id(actor_id: str, names: list[str]) -> None:
    found = {n: actor_catalogue().find(n) for n in names}
    assert {n: r and r.actor_id for n, r in found.items()} == dict.fromkeys(names, actor_id)


UNLISTED = [
    ("kataib-hezbollah", ["Ketaeb Hezbollah", "Kateb Hizbollah"]),
    ("hayat-tahrir-al-sham", ["Hayat Tahreer ash-Sham", "Haiat Tahrir al-Cham"]),
    ("asaib-ahl-al-haq", ["Asaeb Ahl al-Hakk", "Usaib Ahl el-Haqq"]),
    ("boko-haram", ["Bokoharam", "Boko Haraam"]),
    ("jnim", ["Jama'at Nusrat ul-Islam wal Muslimeen"]),
]


@pytest.mark.parametrize(("actor_id", "names"), UNLISTED)
def test_spellings_that_no_list_has_are_found_by_sound(actor_id: str, names: list[str]) -> None:
    found = {n: actor_catalogue().find(n) for n in names}
    assert {n: r and r.actor_id for n, r in found.items()} == dict.fromkeys(names, actor_id)
    tokens = [n.replace("-", " - ").split() for n in names]
    assert [actor_catalogue().longest(t) for t in tokens] == [len(t) for t in tokens]


@pytest.mark.parametrize("name", ["is", "a group", "police", "rebels", "", "the"])
def test_plain_words_are_no_actor(name: str) -> None:
    assert actor_catalogue().find(name) is None


def test_catalogue_is_large_and_sourced() -> None:
    actors = actor_catalogue().actors.values()
    fighting = [a for a in actors if a.kind in {"state_force", "armed_group", "umbrella", "coalition"}]
    assert len(fighting) >= 350
    assert all(a.source and a.name for a in actors)


def test_every_name_finds_its_own_row() -> None:
    catalogue = actor_catalogue()
    wrong = [(n, a.id) for a in catalogue.actors.values() for n in (a.name, *a.aliases)
             if (r := catalogue.find(n)) is None or r.actor_id != a.id]
    assert wrong == []


def test_longest_name_in_tokens() -> None:
    catalogue = actor_catalogue()
    assert catalogue.longest(["al", "-", "Shabaab", "said"]) == 3
    assert catalogue.longest(["U.S.", "Central", "Command", "said"]) == 3
    assert catalogue.longest(["said", "CENTCOM"]) == 0


def test_facade_leads_to_the_group_behind_it() -> None:
    assert actor_catalogue().lineage("ashab-al-kahf")[:2] == ("ashab-al-kahf", "kataib-hezbollah")


def test_unknown_parent_stops_with_file_and_id(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "actors"))
    with (folder / "actors.csv").open("a", newline="") as file:
        csv.writer(file).writerow(["x-group", "X group", "armed_group", "", "nobody", "", "", "test"])
    with pytest.raises(ConfigError, match=r"actors\.csv.*x-group.*nobody"):
        ActorCatalogue(folder)


@pytest.mark.parametrize(("words", "forces"), [
    ("Ukrainian President Volodymyr Zelenskyy", "armed-forces-of-ukraine"),
    ("French defence minister Jean-Yves Le Drian", "french-armed-forces"),
    ("a senior official", None),
])
def test_leaders_speak_for_the_forces_of_their_state(words: str, forces: str | None) -> None:
    found = actor_catalogue().commanded_by(words.split())
    assert (found.actor_id if found else None) == forces


def test_a_leader_of_no_known_state_stops_with_file_line_and_code(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "actors"))
    with (folder / "leaders.csv").open("a", newline="") as file:
        csv.writer(file).writerow(["A Leader", "ZZ", "test"])
    with pytest.raises(ConfigError, match=r"leaders\.csv.*ZZ.*states\.csv"):
        ActorCatalogue(folder)


@given(st.text())
def test_any_string_can_be_looked_up(name: str) -> None:
    actor_catalogue().find(name)
    assert actor_catalogue().longest(name.split()) <= len(name.split())
