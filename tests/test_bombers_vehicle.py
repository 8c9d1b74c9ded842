"""What an attacker brings is no target; whom a headline's adjective names is where it was."""

from __future__ import annotations

import pytest

from models.vocabulary import EventType
from tests.told import main_events, only_event


@pytest.mark.parametrize(("text", "target"), [
    ("A suicide bomber rammed a van crammed with explosives into an army post near Falluja on Monday, killing "
     "two soldiers.", "army post near Falluja"),
    ("The suicide bomber blew up his lorry at a police station in Ramadi on Monday, killing four.",
     "police station in Ramadi"),
    ("A man drove a lorry laden with explosives into the gate of a barracks in Kidal on Monday, killing six soldiers.",
     "barracks in Kidal"),
    ("Rebels blew up his house in Ramadi on Monday while he was away, the governor said.", "his house in Ramadi"),
])  # fmt: skip
def test_the_laden_vehicle_is_no_target(text: str, target: str) -> None:
    texts = [t.text for t in only_event(text).targets if t.class_ not in {"troops", "civilians"}]
    assert texts == [target]


@pytest.mark.parametrize("text", [
    "A suicide truck bomber struck a checkpoint in Khost on Monday, killing one soldier, officials said.",
    "Two suicide attackers set off their vests in a market in Kano on Monday, killing nine, police said.",
])
def test_suicide_bombers_in_other_words(text: str) -> None:
    assert only_event(text).event_type is EventType.SUICIDE_BOMBING


def test_the_adjective_of_a_suicide_bombing_is_where_it_was() -> None:
    event = only_event("At least eight soldiers were killed in a suicide bombing in Helmand on Monday, a source said.",
                       title="Eight killed in Afghan suicide bombing")
    assert [a.actor for a in event.attributions] == []


def test_the_adjective_of_an_air_strike_is_who_did_it() -> None:
    event = only_event("At least eight people were killed in a Turkish air strike in Duhok on Monday, a source said.")
    assert [a.actor for a in event.attributions] == ["Turkish Armed Forces"]


@pytest.mark.parametrize(("text", "country"), [
    ("Ukraine shot down 16 of 18 drones launched by Russia in the night to Monday, the air force in Kyiv said.", "UA"),
    ("Two fighters died in a drone strike in the Syrian town of Mayadin on Monday, according to the Pentagon.", "SY"),
    ("A drone hit a depot in the Kharkiv region, which borders Russia, on Monday, the governor said.", "UA"),
])  # fmt: skip
def test_who_acts_speaks_or_lies_beside_is_no_place(text: str, country: str) -> None:
    (event, *_) = main_events(text)
    assert event.place is None or event.place.country == country


def test_a_claim_beside_a_slain_commander_is_of_the_news() -> None:
    event = only_event(
        "Five soldiers died when a suicide bomber drove into a post at Mir Ali on Monday. The Harakat faction claimed "
        "responsibility for the attack and called it revenge for Hakim Gul, the slain commander of its parent group.")
    assert "claimed" in {a.stance for a in event.attributions}
