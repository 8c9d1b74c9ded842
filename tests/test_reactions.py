"""News of what an attack of days ago led to, where nobody attacks: mourning, envoys called home, arrests."""

from __future__ import annotations

import pytest
from told import main_events


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
