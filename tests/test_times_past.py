"""What an age, a truce or a long time dates is no news."""

from __future__ import annotations

import pytest
from told import main_events


@pytest.mark.parametrize("text", [
    "Amir Kaya was 19 when rockets and mortars hit the base at Khe Sanh. He turned 77 on Monday.",
    "She was nine years old when a mortar bomb killed her father in Mostar.",
    "The town has been hit by thousands of rockets from Gaza since 2001. It will build shelters, the mayor said.",
    "Three guests were hurt in the crush at a wedding in Herat on Monday. Celebratory gunfire is forbidden there.",
])
def test_it_is_no_news(text: str) -> None:
    assert main_events(text) == []


@pytest.mark.parametrize("text", [
    "Amir Kaya, 19, was on the roof when rockets hit the base at Kirkuk on Monday, killing two soldiers.",
    "Shelling that killed 38 people on Monday ended a ceasefire of five days.",
    "A rocket from Gaza hit the town on Monday, the tenth since June, and wounded two people.",
])
def test_it_is_news(text: str) -> None:
    assert len(main_events(text)) == 1
