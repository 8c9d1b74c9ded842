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
