"""News of what an attack of days ago led to, where nobody attacks: mourning, envoys called home, arrests."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from told import all_events, main_events

TUESDAY = datetime(2026, 11, 10, tzinfo=UTC)


@pytest.mark.parametrize("text", [
    "Flags flew at half-mast across Tunisia on Thursday as mourners buried the victims of Tuesday's blast at a market "
    "in Gafsa, which killed 14 people.",
    "Hundreds attended the funeral on Thursday of the people killed in the Gafsa market bombing. The car was left "
    "beside a fruit stall shortly before noon on Tuesday, police said.",
])
def test_an_attack_of_the_days_before_its_mourning_is_the_news(text: str) -> None:
    (event,) = main_events(text, "Gafsa mourns its dead")
    assert event.date is not None
    assert event.date.start.isoformat() == "2026-11-10"


@pytest.mark.parametrize("text", [
    "A candlelight vigil was held in Gafsa on Thursday, ten years on, for the 14 people killed in the market bombing.",
    "Mourners laid wreaths in Gafsa on Thursday for the 14 people killed in a bombing at the market in November 2016.",
    "A vigil was held in Gafsa on Thursday for the victims of the market bombing, which killed 14 people.",
])
def test_what_is_mourned_long_after_is_no_news(text: str) -> None:
    assert main_events(text, "Candles in Gafsa") == []


@pytest.mark.parametrize("text", [
    "Amman recalled its ambassador to Damascus on Wednesday, a day after Syrian missiles hit a customs post near "
    "Ramtha, killing two clerks.",
    "Police in Ramtha said on Wednesday that they had arrested four drivers, one day after a bomb killed two clerks at "
    "the customs post.",
    "A day after gunmen murdered two clerks at the customs post in Ramtha, Amman said on Wednesday that it would close "
    "the crossing.",
])
def test_an_attack_that_the_news_is_an_answer_to_is_told_by_its_article(text: str) -> None:
    assert len(main_events(text)) == 1


def test_an_attack_a_day_before_another_one_is_not_the_news() -> None:
    text = "A bomb killed three policemen in Ramtha on Wednesday, a day after rockets hit a customs post near Mafraq."
    (event,) = main_events(text)
    assert event.place is not None
    assert event.place.text == "Ramtha"


def test_who_is_mourned_as_another_attack_is_told() -> None:
    (event,) = main_events(
        "NAIROBI - Fourteen officers died on Sunday when a mortar bomb fired by al-Shabab fighters smashed into the "
        "fuel store of a camp near Mandera, the worst loss of the force this year.",
        title="Kenya mourns 14 police officers as shell hits camp in Mandera", published=TUESDAY)
    assert event.killed is not None
    assert event.killed.best == 14


def test_those_mourned_a_day_after_are_still_news() -> None:
    told = all_events(
        "Peshawar is in mourning today for the victims of the two suicide bombings that tore through a market of "
        "Hayatabad, in the west of the city, at the time of Monday's evening prayer.\nThe toll stands at 31 dead and "
        "80 injured, the minister told the agency.\nThe quarter had been quiet since June 2014, when a car bomb at a "
        "cinema killed a policeman.",
        title="Peshawar in mourning after twin suicide attack on market", published=TUESDAY)
    days = [(e.event_type, e.salience, e.date.start if e.date else None) for e in told]
    assert days == [("suicide_bombing", "main", date(2026, 11, 9)), ("bombing", "background", date(2014, 6, 1))]
