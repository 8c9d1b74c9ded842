"""Counts as people read them."""

from __future__ import annotations

import pytest

from pipeline.figures import bounds

SHOWN = [
    ((3, 3, 3), "3"),
    ((3, 3, None), "3+"),
    ((24, None, None), "24+"),
    ((3, 4, 5), "3-5"),
    ((None, 5, 5), "up to 5"),
    ((None, 105, None), "about 105"),
    ((0, 0, 0), "0"),
]


@pytest.mark.parametrize(("parts", "shown"), SHOWN)
def test_a_count_in_a_few_characters(parts: tuple[int | None, int | None, int | None], shown: str) -> None:
    assert bounds(*parts) == shown
