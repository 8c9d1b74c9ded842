"""Salvos of whole short reports: each kind of munition with what was fired, came down, was intercepted or failed."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import Count, Weapon
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def figure(count: Count | None) -> str:
    return "-" if count is None else str(count.best if count.best is not None else f"{count.low}+")


def told(weapon: Weapon) -> str:
    """A weapon as "class[/calibre] fired landed intercepted failed"."""
    size = f"/{weapon.calibre_mm}" if weapon.calibre_mm else ""
    figures = (weapon.fired, weapon.landed, weapon.intercepted, weapon.failed)
    return " ".join([f"{weapon.class_}{size}", *map(figure, figures)])


SALVOS = [
    ("The rebels fired three salvoes of four rockets at the barracks on Monday.", ["rocket 12 - - -"]),
    ("A barrage of 30 rockets was fired at Safed on Monday. All but three were intercepted.", ["rocket 30 - 27 -"]),
    ("Nine Grads were fired at Azaz on Monday, all but four of which came down in fields.", ["rocket 9 5 - -"]),
    ("Two rockets struck Kabul on Monday. A third was found on its launcher and defused.", ["rocket 2 2 - -"]),
    ("Three 82-mm bombs fell on a market on Friday. Two came down among the stalls and a third failed to explode.",
     ["mortar/82 3 2 - 1"]),
    ("Six rockets were fired at the plant on Friday. The C-RAM brought down three; two more fell outside the fence and "
     "the last failed to leave its rail.", ["rocket 6 2 3 1"]),
    ("Rebels fired 18 shells from an Uragan launcher at Donetsk on Monday.", ["rocket 18 - - -"]),
    ("A Grad battery fired on the town of Orikhiv on Monday. Locals counted 24 shells.", ["rocket - - - -"]),
    ("The air force said it had brought down all 31 drones over Odesa on Friday. The governor of Mykolaiv spoke of "
     "six. Five more drones were downed over Sumy.", ["drone 31 - 31 -"]),
    ("Drones attacked Odesa on Friday. The army did not say what became of the drones that were not shot down.",
     ["drone - - - -"]),
    ("A drone dropped an explosive charge on a mill in Sumy on Monday, killing a miller.", ["drone - - - -"]),
    ("A drone dropped two grenades on a mill in Sumy on Monday.", ["grenade 2 - - -"]),
    ("Russia attacked Ukraine with 40 missiles and 30 drones on Monday. Ukraine's air defence has destroyed 52 Russian "
     "aerial targets.", ["missile 40 - - -", "drone 30 - - -"]),
    ("Iran launched 40 drones on Monday, 33 of which were of a new kind, the army said.", ["drone 40 - - -"]),
    ("Russia launched 40 drones at Lviv on Monday, 33 of which the city managed to shoot down.", ["drone 40 - 33 -"]),
    ("Russia fired 30 drones and two missiles at Lviv on Monday. The mayor said 25 had been shot down.",
     ["drone 30 - 25 -", "missile 2 - - -"]),
    ("Several rockets hit Kabul on Monday. A mayor said most of them fell on houses; 12 rockets had been fired.",
     ["rocket 12 3+ - -"]),
    ("Eight 122 rockets were fired at the Balad air base on Tuesday.", ["rocket/122 8 - - -"]),
    ("Gunmen fired four 122mm-calibre rockets towards the oil terminal on Monday.", ["rocket/122 4 - - -"]),
    ("Jihadists fired ten 122 mm rockets and a 107 mm rocket at the airport of Gao on Thursday.",
     ["rocket/122 10 - - -", "rocket/107 1 - - -"]),
    ("Militants fired 16 rockets at Haifa on Thursday, and half of them were intercepted.", ["rocket 16 - 8 -"]),
    ("Four rockets were launched at the embassy on Sunday. Two were intercepted, the other two hit a house.",
     ["rocket 4 2 2 -"]),
    ("Four rockets were launched at the embassy on Sunday. One hit a school and the rest fell into the Tigris.",
     ["rocket 4 4 - -"]),
    ("Two drones attacked the refinery in Yanbu on Thursday. Both were shot down.", ["drone 2 - 2 -"]),
    ("Nine missiles were fired at the frigate on Monday. None hit the ship.", ["missile 9 0 - -"]),
    ("Three drones attacked the mill on Friday. One was shot down. Two got through and struck the silo.",
     ["drone 3 2 1 -"]),
    ("Three drones attacked the garrison on Friday. Two were shot down and one hit the compound.",
     ["drone 3 1 2 -"]),
    ("On Monday 34 missiles were launched at power plants in Ukraine, and 18 of these were destroyed.",
     ["missile 34 - 18 -"]),
    ("A rocket hit a house in Sderot and another landed in an open area on Monday.", ["rocket 2 2 - -"]),
    ("Some 70 per cent of the 60 drones that Russia sent to Ukraine on Saturday were intercepted.",
     ["drone 60 - 42 -"]),
    ("Russia attacked Odesa with 14 drones, nine of them Shaheds, and three Kh-59 missiles on Monday. Air defences "
     "shot down 12 drones and two missiles.", ["drone 14 - 12 -", "missile 3 - 2 -"]),
    ("Russia launched an Iskander-M missile, two Kh-59 missiles and 87 drones on Saturday night. Air defence downed 57 "
     "drones.", ["missile 1 - - -", "missile 2 - - -", "drone 87 - 57 -"]),
    ("The group fired two Falaq-1 rockets at the outpost on Tuesday. It has used Falaq rockets before.",
     ["rocket 2 - - -"]),
    ("KIRKUK, March 4 - Ten rockets were launched at the airbase. Seven fell in a field and three did not "
     "leave the rails.",
     ["rocket 10 7 - 3"]),
    ("The militia fired 30 rockets and mortar rounds at the garrison on Monday, of which 11 were intercepted and "
     "nine fell in the sea.", ["rocket 30 9 11 -"]),
    ("Gunmen lobbed two 51mm mortar bombs at the post on Thursday. One of the shells burst inside the barracks; the "
     "other failed to explode.", ["mortar/51 2 1 - 1"]),
    ("Air defence brought down 14 of the drones as they neared the refinery on Tuesday, but two more got through "
     "and struck a tank.", ["drone 16 2 14 -"]),
    ("In the night air defences destroyed 17 drones over the Bryansk region, six over the Kursk region and three over "
     "the Belgorod region.", ["drone 26 - 26 -"]),
    ("The rebels launched three anti-ship ballistic missiles and one cruise missile at the frigate on Monday.",
     ["missile 3 - - -", "missile 1 - - -"]),
    ("Russia fired 9 missiles on Monday: five Iskander-M ballistic missiles and four Kh-59 cruise missiles hit "
     "Kharkiv.",
     ["missile 5 5 - -", "missile 4 4 - -"]),
    ("Ten missiles were fired at the depot on Monday; six of the missiles were shot down and four, armed with cluster "
     "warheads, hit the yard.", ["missile 10 4 6 -"]),
    ("Five 107 mm and three 122 mm rockets were fired at the Taji base on Monday.",
     ["rocket/107 5 - - -", "rocket/122 3 - - -"]),
    ("A salvo of 30 Grads was fired from BM-21 launchers at the village of Shuhada on Monday.", ["rocket 30 - - -"]),
    ("Seven shells were fired at the camp on Monday, a policeman said. Al-Shabaab said it had fired ten shells.",
     ["artillery_shell 7 - - -"]),
    ("Rockets hit a mosque in Herat on Monday. The clinic took in 60 people, forty were discharged the same night.",
     ["rocket - - - -"]),
    ("Rockets hit a mosque in Herat on Monday. The clinic treated 30 people, 12 of whom have been released.",
     ["rocket - - - -"]),
    ("At least 10 rockets, believed to be 122mm Arash-4s, hit the air base on Wednesday.", ["rocket/122 10 10 - -"]),
    ("Five 152 mm shells and a 120 mm mortar bomb hit the depot at Huwaija on Friday, the police said.",
     ["artillery_shell/152 5 5 - -", "mortar/120 1 1 - -"]),
    ("Insurgents fired three calibre 107 rockets at the air base on Sunday, police said.", ["rocket/107 3 - - -"]),
    ("Iran launched over 300 drones and missiles at Israel on Sunday. The salvo was made up of 170 drones and 120 "
     "ballistic missiles. Almost all were intercepted.", ["drone 170 - - -", "missile 120 - - -"]),
    ("Russia attacked Kyiv on Monday with 43 Shahed drones, six Iskander missiles and two Kinzhals; 38 drones and five "
     "missiles were destroyed.", ["drone 43 - 38 -", "missile 6 - - -", "missile 2 - - -"]),
    ("Government jets fired two S-5 rockets at a camp near Marib on Monday.", ["rocket 2 - - -"]),
    ("Three rockets landed near the base on Monday. Troops found a launch pad with 11 rails, on which six rockets had "
     "failed to launch.", ["rocket 3 3 - 6"]),
    ("Rebels fired 107mm rockets at the airport on Monday. Seven of them landed on the runway and five in the sea.",
     ["rocket/107 12 12 - -"]),
    ("The army counts 34 rockets launched at the Galilee on Monday. Five came down inside Israel, and where four "
     "others fell is still being checked.", ["rocket 34 5 - -"]),
    ("The rebels came through Kaleri and let off six rockets at the town of Gwange on Monday.", ["rocket 6 - - -"]),
    ("The airport of Aden was hit by four medium-range, radar-guided cruise missiles on Monday.",
     ["missile 4 4 - -"]),
    ("Rebels fired a Burkan 2-H missile at Riyadh on Monday.", ["missile 1 - - -"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SALVOS)
def test_salvos(text: str, expected: list[str]) -> None:
    extraction = next(iter(reader().read([Article("a", text, language="en")])))
    assert extraction.events, extraction.error
    assert sorted(told(w) for w in extraction.events[0].weapons) == sorted(expected)
