"""One sentence, one incident: harm goes with how it was done; what came a day before or is answered goes apart."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from models.vocabulary import EventType, Salience
from pipeline.normalise import make_resolvers

LEAD = "Two rockets hit the Taji base on Friday, the army said. Nobody was hurt.\n\n"


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str, title: str | None = None) -> tuple[ExtractedEvent, ...]:
    moment = datetime(2024, 5, 18, tzinfo=UTC)
    (extraction,) = reader().read([Article("a", text, title, published=moment, language="en")])
    return extraction.events


def killed(event: ExtractedEvent) -> int | None:
    return event.killed.best if event.killed else None


def day(event: ExtractedEvent) -> str:
    assert event.date is not None
    return event.date.start.isoformat()


def test_the_day_of_the_harm_is_the_day_of_what_did_it() -> None:
    first, before = events(LEAD + "The day before, six policemen were killed when a patrol was ambushed near Baiji.")
    assert (killed(first), killed(before)) == (0, 6)
    assert (day(first), day(before)) == ("2024-05-17", "2024-05-16")
    assert before.event_type is EventType.SHOOTING


def test_a_similar_incident_is_another_one() -> None:
    first, before = events(LEAD + "In a similar incident last week, a guard died when a mine went off near Baiji.")
    assert (killed(first), killed(before)) == (0, 1)
    assert before.event_type is EventType.BOMBING


def test_harm_that_an_attack_came_a_day_after() -> None:
    text = "The attack came two days after a cook, Ali Sami, 44, was killed by a rocket in Balad."
    first, before = events(LEAD + text)
    assert (killed(first), killed(before)) == (0, 1)
    assert day(before) == "2024-05-15"


def test_the_harm_of_a_strike_is_not_that_of_the_answer() -> None:
    text = ("Hezbollah fired dozens of rockets at Metula on Friday in reprisal for an overnight Israeli strike on the "
            "village of Aitaroun which killed four nurses.")
    answer, strike = events(text)
    assert (killed(answer), killed(strike)) == (None, 4)
    assert (answer.event_type, strike.event_type) == (EventType.ROCKET_ATTACK, EventType.AIRSTRIKE)
    assert not any(w.class_ == "rocket" for w in strike.weapons)


def test_drones_shot_down_and_launched_are_one_attack() -> None:
    text = "Air defences shot down a missile and six drones launched by the Houthis toward Najran on Friday."
    (event,) = events(text, "Missile attack on Najran thwarted")
    assert event.place is not None
    assert event.place.text == "Najran"


def test_where_a_ship_sails_to_is_not_where_it_was_hit() -> None:
    (event,) = events("A missile hit a Panama-flagged tanker carrying oil from Basra to China on Friday, UKMTO said.")
    assert event.place is None or event.place.country not in {"CN", "PA"}


def test_the_day_of_a_rising_toll_is_not_that_of_the_attack() -> None:
    (event,) = events("The death toll from a missile strike on a cafe in Izium rose to nine on Friday, medics said. "
                      "Two Iskanders struck the cafe on Thursday evening.")
    assert (day(event), killed(event)) == ("2024-05-16", 9)


def test_an_attack_of_which_it_is_the_anniversary_is_not_the_days() -> None:
    text = ("On Friday, the anniversary of the killing of a general in a drone strike at Baghdad airport, three "
            "rockets hit the Taji base.")
    main = next(e for e in events(text) if e.place is not None and "Taji" in e.place.text)
    assert main.event_type is EventType.ROCKET_ATTACK
    assert killed(main) is None


def test_where_a_planned_shot_was_to_go_is_not_where_the_attack_was() -> None:
    (event,) = events("A drone struck a cell in Lebanon that was about to fire a missile at Yiftah, the army said.")
    assert event.place is not None
    assert event.place.text == "Lebanon"


def test_a_strike_told_with_its_own_place_and_toll_is_another_attack() -> None:
    more = ("The army said nothing.\n\nResidents spoke of a loud blast.\n\nFour people were killed in an Israeli "
            "strike between Aynata and Aitaroun, the agency reported.")
    first, other = events(LEAD + more)
    assert (killed(first), killed(other)) == (0, 4)


def test_the_harm_of_an_attack_that_its_clause_tells() -> None:
    text = ("Rebels shelled Zahraa on Friday, killing one child, while mourners were burying eight militiamen who had "
            "been killed when a guided missile struck their bus a day earlier.")
    shelling, missile = events(text)
    assert (killed(shelling), killed(missile)) == (1, 8)


def test_the_running_toll_of_a_month_is_no_attacks_own() -> None:
    text = ("Border guards shot and wounded two Syrians near Azmarin on Friday. The number of people injured by border "
            "guards in May has exceeded 21.")
    (event,) = events(text)
    assert event.wounded is not None
    assert event.wounded.best == 2


def test_what_two_sides_do_on_one_day_is_two_attacks() -> None:
    told = events("Saudi-led warplanes bombed a market in Mastaba on Tuesday, killing 97 people; on the same day "
                  "Houthi fighters fired a missile at Najran, which was shot down.")
    assert {e.event_type for e in told} == {EventType.AIRSTRIKE, EventType.MISSILE_ATTACK}


def test_a_mine_that_kills_is_an_attack_beside_another() -> None:
    told = events("Four soldiers were killed by a mine near Djibo on Thursday. The same day raiders on motorcycles "
                  "attacked the village of Barsalogho and killed 15 farmers.")
    assert sorted(killed(e) or 0 for e in told if e.salience is Salience.MAIN) == [4, 15]


def test_munitions_shot_down_the_night_before_are_another_attack() -> None:
    first, before = events("Ukraine's air force said it shot down 30 of 35 drones sent on Thursday night. On Wednesday "
                           "night it had shot down 20 of 21.")
    assert day(first) != day(before)


def test_the_latest_in_a_series_is_news() -> None:
    (event,) = events("Two rockets hit the Basra oil terminal on Thursday, the latest in a series of attacks on it.")
    assert event.salience is Salience.MAIN


def test_what_is_said_to_happen_days_before_the_news_is_another_attack() -> None:
    first, other = events(LEAD + "An official in Mosul said on 2 May that gunmen had fired nine shells at the base.")
    assert (first.salience, other.salience) == (Salience.MAIN, Salience.BACKGROUND)
    assert day(other) == "2024-05-02"


def test_an_attack_that_killed_a_day_before_is_apart_under_a_headline_for_both() -> None:
    first, before = events(
        "An explosion shook the British embassy in Sanaa on Friday, hurting no one, a day after a suicide attack on "
        "a destroyer in Aden killed 17 sailors.\nIn Aden, divers searched the ship. Thirty-nine other sailors were "
        "injured.", "Blast at British embassy in Yemen")
    assert (killed(first), killed(before)) == (0, 17)
    assert (first.wounded and first.wounded.best, before.wounded and before.wounded.best) == (0, 39)
    assert before.salience is Salience.BACKGROUND


def test_other_means_besides_and_those_who_attacked_being_attacked_are_attacks_of_their_own() -> None:
    shelling, strike, answer = events(
        "Turkish forces shelled Kobani on Friday, killing a child, officials said. Turkish forces also carried out an "
        "airstrike on Syrian regime forces in Kobani, killing 16. Turkish troops on the border were attacked and one "
        "soldier was killed, the governor said.")
    assert [killed(e) for e in (shelling, strike, answer)] == [1, 16, 1]
    assert strike.event_type is EventType.AIRSTRIKE


def test_the_killing_that_an_attack_avenges_is_no_part_of_it() -> None:
    raid, earlier = events(
        "Insurgents stormed a village in Yobe on Friday, shooting at worshippers; 87 bodies were buried, a leader "
        "said. The raid looked like revenge for the killing of two of the group's men by vigilantes, police said.")
    assert (killed(raid), killed(earlier)) == (87, 2)
    assert earlier.salience is Salience.BACKGROUND


def test_a_day_with_a_clause_of_its_own_dates_another_attack() -> None:
    bomb, club = events(
        "A car bomb killed 21 people at a police school in Bogota on Friday. It was the deadliest attack in the "
        "capital since 2003, when a car bomb at a club killed 36.")
    assert (killed(bomb), killed(club)) == (21, 36)
    assert day(club) == "2003-01-01"


def test_what_the_matrix_clause_says_is_said_of_the_news() -> None:
    drone, clash = events(
        "A drone struck the home of the prime minister in Baghdad on Friday, wounding seven guards, the army said. The "
        "house was damaged.\nTwo officials spoke of two drones. One of these was shot down, they said. The minister "
        "was unhurt.\nThere was no claim of responsibility, but suspicion fell on Iran-backed militias whose "
        "supporters clashed with police near the airport on Tuesday, when a protester was killed.")
    assert [str(a.stance) for a in drone.attributions] == ["unclaimed", "suspected"]
    assert not clash.attributions
