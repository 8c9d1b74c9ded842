"""Attacks that an article only speaks of: remnants of wars, finds, funerals days later, counts, denials, stories."""

from __future__ import annotations

import pytest
from told import main_events


@pytest.mark.parametrize(("title", "text"), [
    ("Last shells of old factory blown up",
     "The army's bomb disposal team blew up the last of 41 mortar rounds from a factory in Graz on Monday."),
    ("Deminers blow up last of cache",
     "Engineers in Huambo on Monday blew up the last of 1,200 mortar shells that farmers had found in a cave."),
    ("Two farmers killed by mine left over from civil war",
     "Two farmers were killed near Battambang on Monday when their tractor ran over a mine left over from the war."),
    ("Scrap collectors hurt in Laos",
     "Two scrap collectors were wounded near Pakse on Sunday as they sawed a bomb that lay in a stream. American"
     " aircraft dropped it during the Vietnam War, police said."),
    ("Nine rockets found near airport",
     "Soldiers found nine rockets aimed at the airport of Erbil on Monday, an hour before they were to be launched."),
    ("Thousands bury victims of market strike",
     "Thousands walked behind 14 coffins in Kostiantynivka on Saturday, five days after a missile hit the market. The"
     " missile came down at midday."),
    ("Kharkiv counts its alarms",
     "Kharkiv has had 9,000 alarms since February 2022, the council said on Monday. In that time 3,100 missiles and"
     " 7,400 drones were launched at the region."),
    ("Iron Dome stops rockets at lower cost",
     "Each interceptor now costs a fifth less, the maker said on Monday. The system has shot down more than 12,000"
     " rockets since 2011."),
    ("Army chief visits base hit by drones",
     "The chief of staff visited Tanf on Monday and met nine soldiers who were wounded when drones hit it last month."),
    ("Army denies shelling border town",
     "The army said on Monday that it had not shelled Kilis or any other town across the border."),
    ("Rumour of missile strike untrue",
     "The governor of Belgorod denied on Monday that a missile had hit a power station."),
    ("Police foil rocket attack on embassy",
     "Police in Sofia foiled a rocket attack on an embassy on Monday. Two men were held in a flat with a launcher."),
    ("Grain ship leaves Odesa",
     "The Lady Nora left Odesa with 30,000 tonnes of maize on Monday. The port was hit by drones on Friday."),
    ("Pyongyang launches two missiles eastward",
     "North Korea launched two ballistic missiles toward the sea off its east coast on Tuesday, Seoul said."),
    ("Minister under fire over savings",
     "Opposition leaders attacked the plan as a time bomb under the budget in Dublin on Monday."),
    ("Bank's rescue plan explodes", "The plan to rescue the bank blew up on Monday when two investors pulled out."),
    ("Photo of strike wins award",
     "The photo of a father in the rubble after an air strike on Aleppo won the award of the year on Monday."),
    ("Live mortar shell found in field",
     "A live mortar shell was found near Poonch on Monday and was destroyed in a controlled explosion by the Army."),
    ("UXO destroyed in Honiara",
     "The police explosive team destroyed 116 shells of the Second World War in a controlled burn east of Honiara on"
     " Friday."),
    ("Twenty years since the trains",
     "The station clock was stopped in Madrid on Wednesday. Ten bombs tore apart four trains on that day and killed"
     " 193 people."),
    ("Cannon fired for mayor", "The castle's guns fired 21 rounds on Sunday in honour of the new mayor."),
    ("Jets used fuel-air bombs, group says",
     "The military dropped a fuel-air bomb on a gathering at Pazigyi, a rights group said in a report published on"
     " Tuesday. The group spoke with people who survived the strike of April 11, 2023."),
    ("Warnings ignored before hotel siege",
     "Police ignored three warnings before gunmen stormed the hotel, a commission of inquiry found on Monday."),
    ("Third of missiles failed",
     "A third of the missiles that Russia has fired at Ukraine failed to explode, an institute in London said."),
    ("Hostage returns after two years",
     "Eitan came home to Nir Oz on Monday, 25 months after gunmen had dragged him out. He was shot in the leg then."),
    ("Shells cleared from quarry",
     "Forty shells lay in the quarry at Zvornik. The civil protection blew up the last of them on Sunday."),
    ("Mayor in Oslo", "\"We have had 9,000 air raids,\" the mayor of Kharkiv told an audience in Oslo on Monday."),
    ("Parliament passes law on drones",
     "Parliament passed a law on Monday that lets the army shoot down drones over bases."),
    ("Hunters shoot boar in suburb", "Hunters shot 14 boars in a suburb of Barcelona on Sunday."),
    ("The night they bombed the bakery",
     "Thirty years later Amina still sets her alarm for half past four. Three shells fell, one after the other."),
    ("Premier comes under fire over ferry deal",
     "Opposition parties opened fire on the premier on Monday over the contract for two ferries."),
    ("Crews show what they can do at Ustka", "Six rockets left the beach at Ustka on Monday and struck six buoys."),
    ("Corporal held", "A corporal was held on Monday after he fired his rifle into the ceiling at a party in Bursa."),
    ("New bridge opens in Mosul",
     "The last of the bridges that were bombed in the war was opened on Monday by the prime minister."),
    ("Herder dies on mine",
     "A herder was killed when his car struck a mine near Smara on Saturday. The ground was sown with mines in"
     " the war that ended in 1991."),
    ("Three killed by old shell",
     "Two brothers and their cousin were killed in Bar Elias on Monday when a shell which they were cutting blew up."),
    ("Depot blast rocks suburb",
     "An ammunition depot blew up near Chisinau on Monday. Heat was the cause, and there was no sign of an attack."),
    ("Sudan counts its raids",
     "Sudan's air force has bombed towns in more than 1,700 raids since the war began, a study said on Monday."),
    ("Search ends in Ternopil",
     "Rescuers on Tuesday ended the search in the block of flats that was struck by a missile on Wednesday last week."),
])  # fmt: skip
def test_no_attack_is_the_news(title: str, text: str) -> None:
    assert main_events(text, title) == []


@pytest.mark.parametrize(("title", "text"), [
    ("Shell hits school in Kherson",
     "A shell hit a school in Kherson on Monday, wounding two children. Sappers blew up another that did not explode."),
    ("Hundreds mourn five killed in church",
     "Hundreds of mourners filled the streets of Owo on Tuesday, a day after gunmen killed five people in a church."),
    ("Month after truce, jets bomb Tyre",
     "A month after the truce, Israeli jets bombed two houses in Tyre on Monday, killing six people."),
    ("Moscow denies strike on hospital that killed 12",
     "Moscow denied on Tuesday that it had bombed a hospital in Sumy. Twelve people were killed when two bombs hit the"
     " building on Monday, doctors said."),
    ("Actor killed in raid",
     "An actor known for war films was killed on Monday when a bomb hit a theatre in Khartoum, his family said."),
    ("Deminers killed",
     "Three deminers were killed in Kharkiv on Monday when Russian artillery shelled the field that they were clearing,"
     " which was laid with mines in the war."),
    ("Drone hits museum of war",
     "A drone hit the war museum in Kharkiv on Monday, and the exhibition on the Second World War burned."),
    ("Two killed at anniversary",
     "Two people were killed on Monday when a grenade was thrown into a crowd that marked the anniversary of the peace"
     " in Bujumbura."),
    ("Army hits launchers", "The army said on Monday that it hit 12 rocket launchers in Baalbek. Four fighters died."),
    ("Sniper kills UN deminer",
     "A sniper killed a deminer near Vukovar on Monday. He was at work in a minefield left over from the last war."),
    ("Officer fires at thieves", "A police officer fired five rounds at thieves in a stolen car on Monday."),
    ("Drones hit port again", "Drones hit the port of Izmail on Monday, a day after a grain ship left it."),
    ("Death toll in Mopti attack climbs to 31",
     "BAMAKO - Death toll in Mopti attack, in which a man rode a motorcycle into a crowd on October 19, climbed to 31,"
     " the governor said on Wednesday.\nA trader died of his wounds, a newspaper said. His son was also killed in the"
     " attack that occurred at the cattle market.\nOn October 19 the rider sped through the stalls until he was stopped"
     " by soldiers who also shot dead the rider."),
    ("Reward offered after bomb at bank",
     "Two police officers were killed and their chief was hurt when a bomb went off at a bank in Salem."
     "\nThe governor offered 20,000 dollars for word that leads to the arrest and conviction of those who did it."),
    ("Two shot at film festival",
     "Two people were shot dead on Sunday at a film festival in Haifa. A man opened fire at the queue."),
])  # fmt: skip
def test_a_fresh_attack_is_the_news(title: str, text: str) -> None:
    assert len(main_events(text, title)) == 1
