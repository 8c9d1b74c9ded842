"""A known attack gets its day where that is told later; a day on which a place was struck before dates nothing."""

from __future__ import annotations

from datetime import date

import pytest
from told import all_events, main_events

from models.vocabulary import Salience


@pytest.mark.parametrize(("title", "text", "day"), [
    ("Rockets hit Sumy maternity ward",
     "Two rockets struck a maternity ward in Sumy, an inquiry has found. The rockets fell on the night of 3 to 4"
     " September, when it was almost empty.", date(2026, 9, 4)),
    ("Gunmen killed nine at Gao post, army now says",
     "Nine soldiers died when gunmen attacked a post near Gao, the army now says. The attack took place in the early"
     " hours of 20 August.", date(2026, 8, 20)),
    ("Drone set tanks ablaze near Saratov",
     "A drone set fire to two oil tanks near Saratov, pictures show. The attack came at dawn on 5 September.",
     date(2026, 9, 5)),
])  # fmt: skip
def test_the_day_that_is_told_later(title: str, text: str, day: date) -> None:
    (event,) = all_events(text, title)
    assert event.date is not None
    assert event.date.end == day


@pytest.mark.parametrize("text", [
    "A drone hit a hospital in El Fasher, killing three nurses. The hospital was also hit in January, a doctor said.",
    "A drone hit a hospital in El Fasher, killing three nurses. The hospital was last struck on 3 March.",
    "A drone hit a hospital in El Fasher, killing three nurses. In January the hospital was bombed, and 70 died.",
    "A drone hit a hospital in El Fasher, killing three nurses. Another attack took place there on 3 May.",
])
def test_another_time_dates_no_news(text: str) -> None:
    (event,) = main_events(text, "Drone hits hospital in El Fasher")
    assert event.salience is Salience.MAIN
    assert event.date is not None
    assert event.date.end >= date(2026, 11, 10)


@pytest.mark.parametrize(("text", "first", "last"), [
    ("Shelling of the Kherson region killed two people over the past day, its governor wrote. As he had reported, on"
     " 8 November one resident was killed and seven were hurt in the region.", 11, 12),
    ("Gunmen shot six people dead at a bar in Celaya. Their bodies were found on Sunday. Officials had hoped that the"
     " capture of a gang leader on 2 September would calm the town.", 8, 8),
    ("A strike in Jabalia killed 12 people, medics said. Rescuers dug with their hands. The street is gone. On Friday"
     " a missile hit a flat in Nuseirat, killing eight.", 12, 12),
])  # fmt: skip
def test_days_of_other_acts(text: str, first: int, last: int) -> None:
    event = main_events(text)[0]
    assert event.date is not None
    assert (event.date.start, event.date.end) == (date(2026, 11, first), date(2026, 11, last))


def test_a_newspaper_that_is_called_a_review_is_no_column() -> None:
    text = "A clerk was shot dead at a motel in Reno on Tuesday night, the Review-Journal said. Police seek two men."
    assert [e.killed.best for e in main_events(text) if e.killed] == [1]


def test_weeks_after_what_is_recalled_is_no_news() -> None:
    text = ("Rebels killed nine guards at two posts near Yala on Tuesday, the army said. Three people were hurt.\n"
            "In July two guards died in a raid on a post in Pattani. Weeks later, small bombs went off in Bangkok.")
    assert [e.killed.best for e in main_events(text) if e.killed] == [9]


@pytest.mark.parametrize("text", [
    "Two men were shot in Leeds on Monday. Officers responded to a shooting at 4:20 p.m. at a shop on Elm Street.",
    "Two men were shot in Leeds on Monday. Deputies had been called to reports of shots fired near Oak Street.",
    "Two men were shot in Leeds on Monday. A coroner said that one of them died of a single gunshot wound.",
    "Two men were shot in Leeds on Monday. A clerk, 23, faces two counts of first-degree murder, police said Tuesday.",
])
def test_what_police_were_called_to_is_known(text: str) -> None:
    (event,) = all_events(text)
    assert event.date is not None
    assert event.date.start == date(2026, 11, 9)


def test_what_police_were_called_to_next_is_another_attack() -> None:
    text = ("Officers responded to a shooting on Elm Street at 5 p.m. on Sunday. A man was hit in the leg. At 9 p.m."
            " officers responded to another shooting on Oak Street.")
    assert len(main_events(text)) == 2


@pytest.mark.parametrize("text", [
    "Rebels killed 52 farmers near Beni between 2 and 9 November, the mission said.",
    "Gunmen shot dead six herders near Beni, an official said. The killings took place between November 2 and 9.",
])
def test_a_time_with_both_its_ends(text: str) -> None:
    event = main_events(text)[0]
    assert event.date is not None
    assert (event.date.start, event.date.end) == (date(2026, 11, 2), date(2026, 11, 9))


def test_before_and_until_are_no_time_of_an_attack() -> None:
    (event,) = main_events("Gunmen shot dead six herders near Beni on Monday. The road is shut until Friday.")
    assert event.date is not None
    assert event.date.start == date(2026, 11, 9)


@pytest.mark.parametrize("war", [
    "Fighting between the army and the RSF broke out in April 2023 over who would command.",
    "Clashes of the two forces erupted in 2023 and displaced millions.",
    "The town has been shelled since April 2023.",
])
def test_a_long_war_dates_no_attack_in_it(war: str) -> None:
    text = ("Shells struck a market in Omdurman on Monday and killed 50 people, a ministry said. Rescuers dug. The town"
            f" was dark.\nIn another incident, an air strike in Khartoum killed two people. {war}")
    days = [e.date.start for e in all_events(text) if e.date is not None]
    assert set(days) == {date(2026, 11, 9)}
