"""Who did it where the words doubt, pose, join or describe, and whose office a name belongs to."""

from __future__ import annotations

import pytest
from told import main_events

BLAST = "A bomb went off outside a bank in Quetta on Monday, killing three people. "

SAID = [
    ("Suspected herders raided Kwagba village on Sunday and killed four people, residents said.",
     [("herders", "suspected")]),
    ("Four people were shot dead in Kwagba on Sunday in an attack by unknown gunmen suspected to be herdsmen, police "
     "said.", [("herdsmen", "suspected")]),
    ("Masked settlers set fire to two houses in Duma on Monday, wounding a woman.", [("Masked settlers", "stated")]),
    ("Angry villagers attacked a police post near Gao on Monday and killed two policemen.",
     [("Angry villagers", "stated")]),
    ("Bandits attacked herders near Gao on Monday, killing four of the herders.", [("Bandits", "stated")]),
    (BLAST + "A caller who said he was a spokesman for Jundallah claimed responsibility for the blast.",
     [("Jundallah", "claimed")]),
    (BLAST + "A caller claiming to be a Taliban spokesman claimed responsibility for it.",
     [("Taliban", "claimed")]),
    (BLAST + "Both the Balochistan Liberation Army and Jundallah claimed responsibility for the blast.",
     [("Balochistan Liberation Army", "claimed"), ("Jundallah", "claimed")]),
    (BLAST + "The Balochistan Liberation Army and Jundallah denied any part in the blast.",
     [("Balochistan Liberation Army", "denied"), ("Jundallah", "denied")]),
    (BLAST + "Police attributed the blast to Jundallah and the Balochistan Liberation Army.",
     [("Jundallah", "accused"), ("Balochistan Liberation Army", "accused")]),
    (BLAST + "A police colonel says he is not certain that Jundallah carried out the attack.", []),
    (BLAST + "There is no evidence that Jundallah planted it, the minister said.", []),
    (BLAST + "The police did not discount the possibility that Jundallah was behind the bombing.",
     [("Jundallah", "suspected")]),
    (BLAST + "The police are certain that Jundallah was behind the bombing.", [("Jundallah", "stated")]),
    (BLAST + "Police said the bomber was a Saudi.", []),
    (BLAST + "Up to ten attackers were involved in the assault, a security source said.", []),
    (BLAST + "The army has carried out large operations in the province since spring.", []),
    ("Three soldiers died in an army camp explosion in Jolo on Friday, the mayor said.", []),
    ("A rocket hit a house in Sderot on Friday, wounding a woman. The rocket was claimed by a little known Salafist "
     "group.", [("little known Salafist group", "claimed")]),
    ("Two officers were killed in an ambush near Makurdi on Tuesday, police said. \"They shot both of them and a "
     "farmer on his way home,\" she said.", []),
    ("Boko Haram attacked a post of the CJTF in Jere on Monday, killing six people. A trader said that the insurgents "
     "shot at it.", [("Boko Haram", "accused")]),
    ("A suicide bomber killed five people in Kabul on Thursday. Officials said the attacker came close to policemen "
     "who were carrying out an operation against smugglers.", []),
    (BLAST + "Responsibility for the strike on peaceful citizens lies with Jundallah, the ministry said.",
     [("Jundallah", "accused")]),
    (BLAST + "But suspicion fell on jihadis who have often raided remote villages.", [("jihadis", "suspected")]),
    (BLAST + "We will hold Iran responsible should its allies do such a thing, an official said.", []),
    (BLAST + "The minister held Iran responsible for the attack.", [("Iran", "accused")]),
    ("Terrorists belonging to the Baloch Liberation Army attacked a convoy in Mach on Tuesday and killed seven men.",
     [("Balochistan Liberation Army", "stated")]),
    (BLAST + "Jundallah asserted responsibility for the attack on a bank.", [("Jundallah", "claimed")]),
    ("A roadside bomb killed a soldier in Yala on Wednesday, where an insurgency has claimed thousands of lives, "
     "police said.", []),
    ("An al-Qaeda linked group says it carried out an attack on the town of Boni on Sunday, which killed ten soldiers.",
     [("al-Qaeda linked group", "claimed")]),
    ("Armed men attacked the camp of Niafounke on Friday and killed ten soldiers. JNIM claimed to have seized the "
     "camp.", [("JNIM", "claimed")]),
    ("Ten people were killed when militants stormed Mailari on Monday. A villager said he was not sure whether the "
     "militants were members of Boko Haram.", [("militants", "stated")]),
]  # fmt: skip


def test_a_country_before_the_noun_is_where_it_was() -> None:
    (event,) = main_events("At least 24 people were killed in bombings in the north of Pakistan on Monday, officials "
                           "say.", title="Pakistan bombings kill several")
    assert not event.attributions


@pytest.mark.parametrize(("text", "told"), SAID)
def test_who_did_it(text: str, told: list[tuple[str, str]]) -> None:
    (event,) = main_events(text)
    assert {(a.actor, a.stance.value) for a in event.attributions} == set(told)


SPEAKERS = [
    ("A drone bombed a market near Tudun on Sunday and 85 people were killed, according to the Commissioner for "
     "Internal Security, Samuel Aruwan.", ["the Commissioner for Internal Security, Samuel Aruwan"]),
    ("Shells hit a village near Duma on Monday. Two men were badly hurt, according to the head of the rescue service, "
     "Hossein Kolivand.", ["the head of the rescue service, Hossein Kolivand"]),
    ("Gunmen attacked a farm near Makurdi on Sunday and killed three people, the State Police Press Officer "
     "(SPPO), SP Ladi Okoro, said.", ["the State Police Press Officer (SPPO), SP Ladi Okoro"]),
    ("Jets carried out a series of strikes near Raqqa on Monday and hurt a shepherd, health officials and witnesses "
     "said, in answer to rockets at a base.", ["health officials", "witnesses"]),
    ("Gunmen attacked a farm near Makurdi on Sunday and killed three people. \"His name was Salahuddin,\" Colonel Ali "
     "Khan said.", ["Colonel Ali Khan"]),
    ("BAGHDAD - A car packed with explosives detonated on Monday in the capital, killing at least 18 pilgrims, "
     "officials said.", ["officials"]),
    ("Jihadists razed three villages near Konduga in attacks that killed some people and hurt several others, local "
     "guards and residents told news agencies.", ["local guards", "residents"]),
    ("An ambush near Konduga killed two men on Monday. In a message Biu said that troops had driven the raiders off, "
     "adding that they fled into the bush.", ["Biu"]),
    ("Gunmen fired on a patrol near Toluca on Thursday, killing eight men, according to reports.", []),
    ("Raiders fired on a patrol near Toluca on Sunday, killing four men. Local media published photos of a truck.", []),
    ("Six soldiers were wounded by a bomb in Yala on Wednesday, police said. Police Colonel Mana Dae said the bomb was "
     "hidden in a drain.", ["police", "Police Colonel Mana Dae"]),
    ("GAZA Feb 27 Two rockets hit a school in Rafah on Monday, a medic said.", ["a medic"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), SPEAKERS)
def test_who_says_so(text: str, speakers: list[str]) -> None:
    (event,) = main_events(text)
    assert [s.source.text for s in event.statements] == speakers
