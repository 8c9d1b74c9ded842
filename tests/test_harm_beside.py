"""Harm denied at the end of a list, people told beside a victim, and munitions stopped before they arrived."""

from __future__ import annotations

import pytest

from models.event import Count
from models.vocabulary import Outcome
from tests.told import only_event


def best(count: Count | None) -> int | None:
    return count.best if count is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "A drone launched at a refinery in Basra on Monday crashed without causing damage or injuries, police said.",
        "A tanker was attacked by a drone off Hodeidah on Monday. The vessel and crew are safe.",
        "A tanker was hit by a missile off Aden on Monday. All 23 crew members were safe and accounted for.",
    ],
)
def test_harm_denied_of_all_is_none(text: str) -> None:
    event = only_event(text)
    assert (best(event.killed), best(event.wounded)) == (0, 0)


def test_some_of_a_crew_unhurt_is_not_all_of_it() -> None:
    event = only_event("A tanker was hit by a missile off Aden on Monday. Two crew were unhurt, a third was killed.")
    assert best(event.killed) == 1


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A judge was shot and killed at his house in Palermo on Monday, along with his driver and a bodyguard.", 3),
        ("Two police officers, a waiter and a customer were killed when gunmen fired on a bar in Celaya on Sunday.", 4),
        ("Two men, a welder and a joiner, were killed when gunmen fired on a bar in Celaya on Sunday.", 2),
        ("Five soldiers, a policeman and at least ten rebels died in a gun battle in Arauca on Sunday.", 16),
    ],
)
def test_everybody_told_beside_a_victim_is_counted(text: str, killed: int) -> None:
    assert best(only_event(text).killed) == killed


def test_twice_as_many_is_not_the_number_before() -> None:
    event = only_event("A car bomb exploded in Mogadishu on Sunday, killing eight people and wounding twice as many.")
    assert (best(event.killed), best(event.wounded)) == (8, None)


@pytest.mark.parametrize("end", ["before it reached the town", "before reaching the town"])
def test_what_was_shot_down_before_it_arrived_did_not_hit(end: str) -> None:
    event = only_event(f"A missile fired from Yemen at Eilat was shot down {end} on Monday, the army said.")
    assert event.outcomes == (Outcome.INTERCEPTED,)


@pytest.mark.parametrize("verb", ["stabbed", "hacked"])
def test_people_stabbed_to_death_are_dead(verb: str) -> None:
    event = only_event(f"Attackers {verb} six farmers to death near Beni on Sunday and wounded four.")
    assert (best(event.killed), best(event.wounded)) == (6, 4)


def test_a_device_that_did_not_detonate_is_the_grenade() -> None:
    event = only_event("Two men lobbed a grenade at a bar in Medellin on Sunday. The device failed to detonate.")
    assert event.outcomes == (Outcome.FAILED,)


@pytest.mark.parametrize("where", ["in wasteland", "in the Tigris", "on waste ground"])
def test_what_came_down_where_nothing_is_missed(where: str) -> None:
    event = only_event(f"Two rockets fired at Camp Taji on Sunday landed {where}, the army said.")
    assert event.outcomes == (Outcome.MISSED,)
