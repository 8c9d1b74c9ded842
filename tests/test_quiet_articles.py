"""Articles that only speak of attacks: counts over months, judgments, tests told twice, words of blame."""

from __future__ import annotations

import pytest
from told import main_events


@pytest.mark.parametrize(("title", "text"), [
    ("Air defence had a record October, minister says",
     "The army said on Monday that it downed 940 drones in October. The enemy launched 1,300 in the month."),
    ("Two held with detonators on ferry",
     "Police held two men on Monday who had 80 detonators in a van. Roadside bombs have killed 30 soldiers this year."),
    ("Widow wins damages over drone strike that killed husband",
     "A court in Oslo awarded damages on Monday to a widow. Jets dropped four bombs on a farm near Sirte on May 3,"
     " 2011, killing nine people, the judges found."),
    ("Arms fair opens in Doha",
     "A maker of arms opened its stand in Doha on Monday. A year ago drones and missiles fired by the Houthis killed"
     " three people in the city."),
    ("Pyongyang fires missiles into sea",
     "North Korea fired three cruise missiles into the Yellow Sea on Monday, the army said. The missiles were launched"
     " at 6 a.m. from a train."),
    ("Envoy condemns attacks on clinics in Sudan",
     "The envoy on Monday condemned attacks on clinics. A charity has counted 210 attacks on doctors since 2023."),
    ("Police find rockets in orchard",
     "Police dug up 40 rockets near Balad on Monday. They took them to a range and destroyed them there in the"
     " evening. Nobody was held. The province was a stronghold of militants, whose cells still attack checkpoints. In"
     " April they killed five policemen near Baquba with a roadside bomb."),
    ("Detectives reopen inquiry into pub bombing",
     "Detectives have reopened the inquiry into the bombing of a pub in Newry that killed six, they said on Monday."),
    ("Army looks again at deaths of herders", "The army re-examined a strike that killed nine herders near Gao."),
    ("Clerk's wounds shown in court papers",
     "Ivo Brandt, 31, is held after prosecutors said that he shot a clerk in Reno on September 9. A criminal complaint"
     " says that a judge denied bail."),
    ("Market women sell figs again",
     "Stalls stood in the old square of Derna on Monday. For two years mortars had rained on it from the hills."),
    ("Mayor opens a library",
     "Mayor Leila Haidar opened a library for students on Monday. As a girl she hid beneath a desk: jets bombed the"
     " valley near Tripoli."),
    ("Village school gets a new roof",
     "Children in Sarafina have a new roof. Gunmen shot two teachers and burned the old house when they took the valley"
     " in March 2019. The mayor cut a ribbon on Monday."),
    ("Guard died in shootout, court told",
     "A court in Antwerp heard on Monday how a guard was killed in a shootout with robbers last winter."),
    ("Gun crime falls in Scotland",
     "Shootings in Scotland dropped by a fifth last year, figures showed on Monday. Eleven people were killed with guns"
     " in Glasgow."),
    ("Marines test a new missile off Luzon",
     "Marines fired a new missile off Luzon on Monday. It flew for 180 km and hit a hulk."),
    ("Old grenade kills boys near Kigoma",
     "Two boys were killed near Kigoma on Monday when a grenade that they had found in a field exploded."),
])  # fmt: skip
def test_no_attack_is_the_news(title: str, text: str) -> None:
    assert main_events(text, title) == []


@pytest.mark.parametrize(("title", "text"), [
    ("Air defence busy as drones kill two",
     "Drones hit a hostel in Sumy on Monday, killing two, after a month in which the army downed 940 of them."),
    ("Widow of drone strike killed in new raid",
     "A widow who won damages last year was killed on Monday when jets bombed her farm near Sirte."),
    ("Houthis fire missiles into Red Sea",
     "The Houthis fired two missiles at a tanker in the Red Sea on Monday. The missiles were launched from Hodeidah."),
    ("Envoy condemns attacks on clinics",
     "The envoy on Tuesday condemned attacks on clinics after shells fell on one in El Fasher on Monday and killed"
     " four."),
    ("Gunmen kill five recruits during training",
     "Militants opened fire on recruits during training near Kismayo on Monday, killing five of them."),
    ("Families flee valley near Sebha",
     "Hundreds of families fled a valley near Sebha on Monday. Jets had bombed a market there and killed two men."),
    ("Three die at Bama market",
     "Rebels shot three farmers in Bama when they raided the market on Sunday, elders said. They burned ten stalls."),
    ("Shootings in Gothenburg leave two dead",
     "Two shootings in Gothenburg left two men dead on Monday, the police said. The number of such attacks has risen."),
    ("Second grenade found after blast kills four",
     "Four people died when a grenade was thrown into a bar in Bujumbura on Monday. A second grenade that police found"
     " nearby was made safe."),
    ("Aid worker seized by gunmen outside Gao",
     "Gunmen dragged a Swiss nurse from her car outside Gao on Monday, her employer said. They made off on bikes."),
    ("Pupils taken from school",
     "Bandits herded some 120 pupils out of a hall in Kuriga on Monday and vanished with them, parents said."),
])  # fmt: skip
def test_a_new_attack_is_the_news(title: str, text: str) -> None:
    assert len(main_events(text, title)) == 1
