"""What is told of other attacks behind the news changes nothing in it: counts, people, places, claims, speakers."""

from __future__ import annotations

from functools import cache

import pytest

from models.event import ExtractedEvent
from tests.told import all_events, main_events

_NEWS = {
    "rockets": ("Rockets hit air base in western Iraq",
                "BAGHDAD - Three rockets hit the Ain al-Asad air base in Anbar on Monday, wounding two Iraqi "
                "soldiers, the military said.\nThe rockets were fired from a truck that was found near Baghdadi, a "
                "statement added.\nNo group has claimed the attack."),
    "gunmen": ("Gunmen kill four policemen in Diyala",
               "BAQUBA, Iraq - Gunmen killed four policemen at a checkpoint near Baquba on Monday night, a police "
               "officer said.\nThe attackers fled in two cars. Doctors at the hospital confirmed the toll.\n"
               "Nobody has said who was behind the assault."),
    "bomber": ("Suicide bomber kills seven at mosque in Peshawar",
               "PESHAWAR, Pakistan - A suicide bomber blew himself up at a mosque in Peshawar during prayers on Monday,"
               " killing seven worshippers and injuring 19, police said.\nThe roof of the building collapsed, senior "
               "officer Iqbal Khan told reporters.\nThe Pakistani Taliban claimed responsibility in a message."),
    "drones": ("Russian drones hit Odesa",
               "KYIV - Russian drones struck the port of Odesa overnight on Monday, damaging a grain store and hurting "
               "a driver, governor Oleh Kiper said.\nThe air force said it had shot down 24 of 31 Shahed drones.\n"
               "Russia has not commented."),
}
_BETWEEN = ("Officials sealed off the area and asked people to stay at home until the search was over.\n"
            "Shops in the centre were closed in the morning, but schools were open and buses ran as usual.")
_BEHIND = [
    "The United States says Iran-backed groups have carried out regular rocket attacks on its troops in Iraq.",
    "Washington accuses Tehran of arming the groups that have fired rockets at its bases over the past two years.",
    "Last month an American drone strike killed three fighters of Kataib Hezbollah near Jurf al-Sakhar.",
    "In January 2020 Iran fired ballistic missiles at Ain al-Asad, and more than 100 American soldiers suffered "
    "brain injuries.",
    "On 3 January 2020 a US drone strike at Baghdad airport killed Qassem Soleimani and Abu Mahdi al-Muhandis.",
    "Rockets have hit the base more than 20 times since October, killing two contractors.",
    "US forces there came under fire 12 times in the last six weeks.",
    "The attack was the third on American troops in a week.",
    "A week ago two drones were shot down near the airport in Erbil.",
    "Earlier this month, a mortar attack on the Green Zone wounded four policemen.",
    "The United States has bombed Iran-backed militias in Syria and Iraq in recent weeks in answer to such attacks.",
    "In a separate incident, gunmen killed two policemen in Kirkuk.",
    "Elsewhere in the province, a roadside bomb wounded three soldiers near Rutba.",
    "Some 2,500 US troops are in Iraq to fight Islamic State, which seized a third of the country in 2014 and "
    "killed thousands of civilians.",
    "Islamic State claimed an attack that killed 32 people in Baghdad in January.",
    "The militias have denied any part in previous attacks on American troops.",
    "Kataib Hezbollah has threatened to strike American bases if Washington attacks again.",
    "An attack on the same base on 20 October wounded four soldiers and was claimed by the Islamic Resistance in "
    "Iraq.",
    "Israel has killed more than 40,000 people in Gaza since October 2023, according to the health ministry there.",
    "A truck bomb killed 12 soldiers in the same town in 2014.",
    "In 2019 a similar attack killed a US contractor and wounded several soldiers at the K1 base near Kirkuk.",
    "The coalition said in a statement last year that 17 attacks on its convoys had been recorded since March.",
    "Six soldiers of the same brigade died in August when their vehicle hit a mine near Haditha.",
    "Officials say that at least 60 drones and rockets have been fired at American positions since mid-October.",
    "The base, which was hit by 12 missiles in 2020, also houses Iraqi units.",
    "The group, which claimed the killing of five policemen in Mosul last year, has not commented.",
    "Police arrested four men last week over the murder of a journalist in Basra.",
    "Two people were killed in protests in Nasiriyah on Sunday when security forces opened fire.",
    "The strike is the deadliest since a bombing killed 50 people in Karrada in 2016.",
    "It was the first such attack since a ceasefire between the government and the militias was agreed in June.",
    "Since the war began 300 soldiers have been killed by militants in the province.",
    "Three of the fighters were killed in a raid by Israeli commandos in 2021, he recalled.",
    "The ministry said on Friday that air defences had shot down two drones near Balad.",
    "In the last such attack, on 12 March, three rockets landed near the runway.",
    "The premier was himself the target of a drone attack in 2021 in which seven guards were hurt.",
    "Both sides have traded fire almost daily across the border.",
    "Hundreds have died in clashes between the army and the rebels this year.",
    "The army killed 14 militants in an operation near Hawija two days earlier.",
    "The region has seen an upsurge in violence since the truce collapsed in March.",
    "Four people died in a similar blast in the same city in April, and 12 were wounded.",
    "Monday's bloodshed was the worst in the area since gunmen stormed a school in 2022 and killed 31 pupils.",
    "Human Rights Watch has accused both sides of shelling civilian areas.",
    "The United Nations says more than 1,200 civilians have been killed in the area this year.",
    "The European Union condemned the attack and called on all parties to show restraint.",
    "The defence minister is due to visit the area on Wednesday.",
    "Last week the army said it had killed 23 militants in air raids near the border.",
    "Hours later, police found a second device and defused it.",
    "Security has been tightened ahead of the election on 20 December.",
    "The president, who survived an assassination attempt in 2019, promised to hunt down those responsible.",
    "In another part of the country, two soldiers were killed when their convoy struck a landmine.",
    "The group has carried out dozens of attacks on security forces since it broke away from its parent in 2015.",
    "Its founder was killed in a drone strike in 2013.",
    "At least 14 people have been kidnapped on the same road since January.",
    "The United States has offered a reward of five million dollars for its leader, who is blamed for the bombing "
    "of a hotel in 2008.",
    "In June, rebels fired three rockets at the airport, but nobody was hurt.",
    "Analysts said the attack bore the marks of a cell that bombed a market in August.",
    "The militants, who fight to impose their rule, often target the police.",
    "In 2014 Taliban gunmen killed more than 130 children at an army school in Peshawar.",
    "Some 80,000 people have been killed in two decades of conflict.",
    "Another attack on Saturday killed a policeman in the north, the interior ministry said.",
    "On Sunday, three fighters were killed in an Israeli strike on a car in the Bekaa valley.",
    "The army has lost 600 men since the offensive began two years ago.",
    "It was not clear whether the attack was linked to the killing of a cleric on Friday.",
    "A curfew was imposed after the bombing of a bus station killed nine people in October.",
    "Villagers recalled how, ten years ago, helicopters bombed their homes and killed twenty of their neighbours.",
    "The two countries fought a war in 2008 in which several hundred people died.",
    "Nine months ago a car bomb exploded outside the same building, wounding 17.",
    "Israeli forces have launched near-daily strikes on what they call militant targets despite the ceasefire.",
    "Iran launched about 200 missiles at Israel on 1 October in answer to the killing of Hassan Nasrallah.",
    "In September, thousands of pagers exploded across the country, killing 12 people.",
    "The port was last attacked in July, when two drones set fire to an oil depot.",
    "Ukraine, for its part, has stepped up drone attacks on Russian refineries, hitting three in the past week.",
    "Russia denies targeting civilians, although thousands have died since its invasion in February 2022.",
    "The attack came as talks on a ceasefire were under way in Doha.",
    "Funerals were held on Sunday for five soldiers killed in an ambush last week.",
    "The suspect in a shooting that killed three students in May is still at large.",
    "In all, 43 attacks on aid workers have been recorded this year, the agency said.",
    "Earlier on Monday, jets bombed a depot outside Raqqa.",
    "A day earlier, four soldiers died when their lorry hit a mine in Kidal.",
    "In the evening, rockets fell on the town of Hajin, wounding three children.",
    "Meanwhile in Kandahar, a magnetic bomb killed a judge in his car.",
    "Farther south, shelling killed a woman in Beryslav.",
    "On the same day, a grenade was thrown at a bar in Bujumbura and five people were hurt.",
    "The capital was not spared: a shell landed near the central market of Khartoum and killed a boy.",
    "In neighbouring Niger, bandits killed eight herders in Tillaberi on Sunday.",
    "Last Friday an air strike on a market in Lankien killed 17 people.",
    "Two other policemen were shot dead in Mosul at about the same time.",
    "Separately, a kidnapped engineer was found dead in Samarra.",
    "The night before, shots were fired at the house of the mayor of Culiacan, but nobody was hurt.",
    "In Gaza, Israeli tanks shelled Khan Younis, killing four people, medics said.",
    "Another six people were killed in Helmand when their minibus ran over a mine.",
    "One civilian died and five were injured in a similar incident in Chaman.",
    "At around the same time, a man with a machete wounded four passengers on a train near Graz.",
    "Farther north, a boy of nine was killed by an explosive drone at Beit Lahiya.",
]


@cache
def _alone(news: str) -> ExtractedEvent:
    title, text = _NEWS[news]
    (event,) = main_events(f"{text}\n{_BETWEEN}", title)
    return event


def _told(event: ExtractedEvent) -> dict[str, object]:
    """What an event says, without the spans and the candidates that lost."""
    return {
        "type": event.event_type, "day": event.date and event.date.start, "place": event.place and event.place.name,
        "weapons": [(w.class_, w.fired, w.landed, w.intercepted) for w in event.weapons],
        "launchers": [(x.text, x.status) for x in event.launchers], "targets": {t.text for t in event.targets},
        "outcomes": event.outcomes, "harm": [(c.effect, c.count.best) for c in event.casualties if not c.cumulative],
        "killed": event.killed, "wounded": event.wounded,
        "attributions": [(a.actor, a.stance) for a in event.attributions],
        "statements": [(s.source.text, s.stance) for s in event.statements],
    }


@pytest.mark.parametrize("news", _NEWS)
@pytest.mark.parametrize("behind", _BEHIND)
def test_the_news_stays_as_it_is(news: str, behind: str) -> None:
    title, text = _NEWS[news]
    (event,) = main_events(f"{text}\n{_BETWEEN}\n{behind}", title)
    assert _told(event) == _told(_alone(news))


@pytest.mark.parametrize(("sentence", "kind"), [
    ("It came two days after Turkey bombed a camp near Makhmour and killed three people.", "airstrike"),
    ("The attack follows a drone strike near Rutba last month that killed one fighter and wounded two others.",
     "drone_attack"),
    ("The assault comes amid a row over the militias, after a mortar shell killed a contractor in Taji.", "shelling"),
])  # fmt: skip
def test_what_the_news_comes_after_is_an_attack_of_its_own(sentence: str, kind: str) -> None:
    title, text = _NEWS["rockets"]
    news, *others = all_events(f"{text}\n{_BETWEEN}\n{sentence}", title)
    assert _told(news) == _told(_alone("rockets"))
    assert kind in {e.event_type for e in others}


@pytest.mark.parametrize("sentence", [
    "Five wounded were flown to Tikrit by helicopter.",
    "Five others were injured and were moved to the university clinic in Tikrit.",
    "Five people were wounded, an official at the governor's office in Tikrit said.",
    "A hospital in Tikrit took in five wounded.",
])  # fmt: skip
def test_harm_that_is_only_spoken_of_or_cared_for_elsewhere_is_of_the_news(sentence: str) -> None:
    title, text = _NEWS["gunmen"]
    (event,) = main_events(f"{text}\n{_BETWEEN}\n{sentence}", title)
    assert event.wounded is not None
    assert event.wounded.best == 5
