"""How many were killed and hurt, in the manners in which agencies, ministries and channels tell it."""

from __future__ import annotations

import pytest
from told import only_event

HARM = [
    ("Three attackers blew themselves up at the airport of Karachi on Monday, killing 41 people and wounding "
     "239 in the deadliest of a string of bombings in the country this year.", 41, 239),
    ("Iran launched fourteen missiles at a base in Qatar on Monday. No American or Qatari personnel were "
     "killed or injured, the ministry said.", 0, 0),
    ("Insurgents fired rocket-propelled grenades into Maiduguri on Monday, killing 16 people. He said nine of "
     "them were boys; 47 others sustained varying degrees of injury.", 16, 47),
    ("Eight civilians were killed and 35 others injured on Monday as rebels hit Nusaybin with mortar shells. "
     "Two of the injured, brought to the state hospital, are in serious condition.", 8, 35),
    ("Uragan launchers shelled Saltivka on Monday evening. Six people did not survive and 31 are wounded, "
     "prosecutors say, up from three and 27 at midnight.", 6, 31),
    ("Troops dropped explosives from a drone on a minibus in Kherson on Monday. Two men, 44 and 51 years old, "
     "got blast injuries and were hospitalised.", None, 2),
    ("A drone fired two missiles at a motorcycle in Aitaroun on Monday. The rider was killed.", 1, None),
    ("The head of the emergency service corrected the number of those killed in Wednesday's two explosions in "
     "Kerman to 84. He put the wounded at 284.", 84, 284),
    ("A missile hit a bulk carrier in Odesa on Monday and killed the pilot. Three members of the crew, all "
     "Filipinos, and one port worker were injured.", 1, 4),
    ("A drone struck the base at Tanf on Monday, causing minor injuries to three servicemen. No deaths were "
     "reported.", 0, 3),
    ("Rockets killed an elderly couple in Nahal Oz on Monday. Their grandson was lightly hurt.", 2, 1),
    ("Iranian shells wounded a herder in Sidakan on Monday and killed 40 of his sheep.", None, 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "killed", "wounded"), HARM)
def test_harm(text: str, killed: int | None, wounded: int | None) -> None:
    event = only_event(text)
    assert (event.killed and event.killed.best, event.wounded and event.wounded.best) == (killed, wounded)
