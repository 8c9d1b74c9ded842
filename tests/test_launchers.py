"""What munitions are fired from, and what became of it."""

from __future__ import annotations

import pytest
from told import only_event


@pytest.mark.parametrize(("text", "launcher", "status"), [
    ("Rockets hit the base at Taji on Monday. Imagery shows a pit holding a four-tube launcher with two rounds still in"
     " it.", "a four-tube launcher", "found"),
    ("The rockets were launched at Haifa on Monday from a launcher hidden in a garage at Qana, which the air force"
     " destroyed an hour later.", "a launcher hidden in a garage at Qana", "destroyed"),
    ("Three mortar rounds hit the embassy in Baghdad on Monday. A base plate was found on a roof.",
     "A base plate", "found"),
    ("An Apache fired a Hellfire missile at a motorcycle in Tulkarm on Monday.", "An Apache", "used"),
    ("The frigate Admiral Essen fired eight Kalibr missiles at Lviv on Monday.", "The frigate", "used"),
    ("An MI-35 aircraft appeared over Bago on Monday and dropped two bombs on a wedding.", "An MI-35 aircraft", "used"),
    ("A missile fired by a drone hit a car in Tyre on Monday, killing two people.", "a drone", "used"),
    ("Three shells hit the barracks at Newry on Monday. They came from pipes bolted to the bed of a lorry.",
     "a lorry", "used"),
    ("Katyushas hit Taji base on Monday. The army came across the ramp, a bed frame, in a ditch.", "the ramp", "found"),
    ("Mortar fire hit Gao airport on Monday. French troops seized two tubes and 14 rounds.", "two tubes", "seized"),
    ("Rockets fired from a minibus hit the embassy in Bangui on Monday.", "a minibus", "used"),
    ("Six rockets were launched at Harir base from a truck. Police found the truck near Taza on Monday.",
     "the truck", "found"),
    ("Two rockets struck Kabul on Monday. They had been fired from the boot of a Corolla.", "a Corolla", "used"),
    ("Two F-16 jets fired four missiles at a house near Rafah on Monday.", "Two F-16 jets", "used"),
    ("Troops struck a barracks in Tokmak with American-made HIMARS on Monday.", "American-made HIMARS", "used"),
    ("Rebels shelled Stepanakert with Smerch and Polonez systems on Monday.", "Polonez systems", "used"),
    ("Fighters used a home-made launcher on a trolley to fire four rockets at Zliten on Monday.",
     "a home-made launcher", "used"),
])  # fmt: skip
def test_launcher(text: str, launcher: str, status: str) -> None:
    told = only_event(text).launchers
    assert [(found.text, str(found.status)) for found in told] == [(launcher, status)]


def test_a_burnt_lorry_is_no_casualty() -> None:
    assert only_event("Twelve rockets were fired at Erbil airport from a lorry. The lorry was burned.").wounded is None
