"""Who did it and in what stance, in the sentences of attributed.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from told import main_events

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "attributed.toml").read_text())["told"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-60:])
def test_the_right_ones_are_named_and_nobody_else(case: dict[str, Any]) -> None:
    told = {
        f"{a.actor}: {a.stance}" for event in main_events(case["text"], title=case["title"]) for a in event.attributions
    }
    assert told == set(case["who"])
