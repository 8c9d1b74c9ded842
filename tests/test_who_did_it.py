"""Who is told to have done it, in the manners of speaking of news agencies, ministries and rebels."""

from __future__ import annotations

import pytest
from told import main_events

SAID = [
    ("Four civilians were killed on Monday when helicopters of the regime bombed a market in Ariha, the Civil Defence "
     "said.", [("regime", "accused")]),
    ("A paramotor flown by Myanmar's army dropped two bombs on a village in Sagaing on Monday, killing nine people.",
     [("Myanmar's army", "stated")]),
    ("A roadside bomb killed two soldiers in Diffa on Monday. The defence ministry put the attack down to Boko Haram.",
     [("Boko Haram", "accused")]),
    ("A roadside bomb killed two soldiers in Diffa on Monday. Officials see the hand of Boko Haram.",
     [("Boko Haram", "suspected")]),
    ("A suicide bomber killed 40 people at a mosque in Peshawar on Monday. Sarbakaf Mohmand, a commander of the "
     "Pakistani Taliban, said his men had done it. The group's spokesman, Mohammad Khurasani, distanced it from the "
     "bombing.", [("Pakistani Taliban", "claimed"), ("Pakistani Taliban", "denied")]),
    ("Rockets fell on Kiryat Shmona on Monday. The army believes that Palestinian factions, not Hezbollah, were behind "
     "the fire.", [("Palestinian militants", "suspected")]),
    ("Shells fell on the town of Tal Rifaat on Monday, killing two children. The SDF said the fire came from Turkish "
     "positions.", [("Turkish Armed Forces", "accused")]),
    ("An explosion flattened a camp near Laiza on Monday, killing 29 people. The Kachin Independence Army said a junta "
     "aircraft had bombed it. Junta spokesman Zaw Min Tun denied that the army was behind it.",
     [("junta", "accused"), ("junta", "denied")]),
    ("A car bomb killed 20 cadets in Bogota on Monday. Iran Diaz, a minister, blamed the ELN. It was the worst attack "
     "since 2003, when a bomb killed 36. The now disbanded Farc were behind that one.", [("ELN", "accused")]),
    ("The village of Taghavard came under fire of the Azerbaijani military on Monday, and two people were hurt.",
     [("Azerbaijani military", "stated")]),
    ("A suicide bomber killed 63 worshippers in Peshawar on Monday. A commander of the TTP claimed the carnage on "
     "Twitter.", [("TTP", "claimed")]),
    ("A blast killed nine people at a camp near Goma on Monday. The rebels said that shells stored by the army went "
     "off.", []),
    ("- Fifteen rockets were launched toward the Conoco gas field on Sunday.\n- Remnants are of 122 mm rockets.\n- "
     "Claim: Islamic Resistance in Iraq, statement no. 34, posted 00:40.", [("Islamic Resistance in Iraq", "claimed")]),
    ("A detention centre near Tripoli was bombed on Sunday, killing six migrants. The Government of National Accord "
     "accused the warplanes of Khalifa Haftar.", [("Khalifa Haftar", "accused")]),
    ("The Islamic State West Africa Province claimed to have killed 30 soldiers in an attack on a base in Diffa on "
     "Sunday.", [("Islamic State West Africa Province", "claimed")]),
    ("A drone set fire to a refinery in Ryazan on Sunday, the governor said. A source in the SBU told reporters that "
     "its drones had hit the plant.", [("SBU", "claimed")]),
    ("Nine gendarmes were killed in an ambush near Torodi on Sunday. No group has yet come forward.",
     [(None, "unclaimed")]),
    ("Gunmen killed 12 passengers on a bus near Goma on Sunday. The governor laid the massacre at the door of the M23.",
     [("M23", "accused")]),
    ("A missile was intercepted over Eilat on Sunday, the IDF said. Yahya Saree, spokesman for the Houthis, said in a "
     "televised statement that the armed forces had carried out an operation against Eilat with a Zulfiqar missile.",
     [("Houthis", "claimed")]),
    ("A car bomb killed 40 policemen in Pulwama on Thursday. Jaish-e-Mohammad said one of its fighters had carried it "
     "out. New Delhi blamed Pakistan; Islamabad rejected the charge.",
     [("Jaish-e-Mohammed", "claimed"), ("Pakistan", "accused"), ("Islamabad", "denied")]),
    ("A rocket hit a bus in Sderot on Sunday. The Popular Resistance Committees claimed the attack. The Committees "
     "said they had fired three rockets.", [("Popular Resistance Committees", "claimed")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SAID)
def test_who_did_it(text: str, told: list[tuple[str, str]]) -> None:
    (event,) = main_events(text)
    assert [(a.actor, a.stance) for a in event.attributions] == told


def test_all_deeds_are_laid_to_whom_they_are_ascribed() -> None:
    told = main_events(
        "In Cali, a bomb killed two civilians at a police station on Monday.\nIn Corinto, a car bomb exploded beside "
        "the town hall on Monday, killing a policeman.\n\"We attribute these acts to the FARC dissidents,\" said "
        "General Carlos Triana.", title="Bombs shake towns of the Cauca")
    assert [[a.actor_id for a in e.attributions] for e in told] == [["farc-emc"], ["farc-emc"]]


def test_a_group_claims_all_that_its_communique_tells() -> None:
    told = main_events(
        "The fighters of the Islamic Resistance carried out the following on Monday:\n1- At 06:30, they targeted a "
        "gathering of enemy soldiers near Khiam with a rocket barrage.\n2- At 09:15, they struck a base north of Acre "
        "with attack drones.\n3- At 14:00, they bombarded the settlement of Kiryat Shmona with Falaq 2 missiles.",
        title="Statement No. 7 of the Islamic Resistance in Lebanon")
    assert [[(a.actor, a.stance) for a in e.attributions] for e in told] == [
        [("Islamic Resistance in Lebanon", "claimed")]] * 3


def test_a_speaker_with_hyphens_is_named_in_full() -> None:
    (event,) = main_events("A car bomb killed 40 people in Pulwama on Thursday. Jaish-e-Mohammad claimed the attack.")
    assert [s.source.text for s in event.statements] == ["Jaish-e-Mohammad"]


def test_who_speaks_behind_a_semicolon_is_a_speaker_of_his_own() -> None:
    (event,) = main_events(
        "A blast at a church in Jolo killed 20 people on Sunday. The Islamic State claimed two of its men had done it; "
        "President Duterte spoke of a husband and wife from Indonesia.")
    assert [(s.source.name, s.stance) for s in event.statements] == [("Islamic State", "claims"), ("Duterte", "says")]
