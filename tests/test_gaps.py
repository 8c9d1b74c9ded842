"""Numbers that tell of no munition: those of the hurt, and the day of the month."""

from __future__ import annotations

import pytest
from told import only_event


@pytest.mark.parametrize("harm", ["wounding more than 140", "killing three and injuring at least 14",
                                  "wounding 14 more"])
def test_the_hurt_are_no_munitions(harm: str) -> None:
    (weapon,) = only_event(f"Two bombs exploded in Quetta on Monday, {harm}, police said.").weapons
    assert weapon.fired is not None
    assert weapon.fired.best == 2


def test_two_more_are_munitions() -> None:
    (weapon,) = only_event("Two rockets hit a camp in Quetta at dawn on Monday and two more at noon.").weapons
    assert weapon.fired is not None
    assert weapon.fired.best == 4


def test_to_slip_past_is_not_in_the_past() -> None:
    assert only_event("A drone slipped past defences in Tel Aviv on Friday, killing one.").salience == "main"
