"""Tolls and salvos of whole short reports: parts are not added to wholes, nor one victim twice."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import Count, ExtractedEvent
from pipeline.normalise import make_resolvers
from tests.told import only_event


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def main_event(text: str) -> ExtractedEvent:
    extraction = next(iter(reader().read([Article("a", text, language="en")])))
    assert extraction.events, extraction.error
    return extraction.events[0]


def best(count: Count | None) -> int | None:
    return count.best if count else None


TOLLS = [
    ("A car bomb killed 12 people, including two children, at a market on Monday. Thirty others were wounded.", 12, 30),
    ("Gunmen opened fire on a bus, killing six soldiers and four civilians, police said.", 10, None),
    ("A suicide bomber struck a mosque on Friday. The death toll rose to 14, the ministry said.", 14, None),
    ("Rockets hit the base on Sunday. No casualties were reported.", 0, 0),
    ("A man was shot in the chest on Elm Street on Monday. He died at a hospital an hour later.", 1, None),
    ("Two men were shot outside a bar on Friday night. One of them died and the other is in stable condition.", 1, 1),
    ("A rocket killed a farmer near the village. Three attackers were also killed by troops.", 1, None),
    ("Shelling wounded 15 people in the camp. Five others were wounded at the gate.", None, 20),
    ("A shell hit the market on Monday, killing one man. More than 20 people were killed or wounded.", 1, None),
    ("The drone hit a van on Sunday, leaving one dead and two injured.", 1, 2),
    ("Mines killed two shepherds on Friday and injured a third.", 2, 1),
    ("Shelling on Monday left six people, including one woman, dead and 75 others injured, mostly farmers.", 6, 75),
    ("Missiles hit the port on Monday. The strike caused the death of five civilians, injury seven others.", 5, 7),
    ("A drone killed a man on Monday. The number of attacks this year is 96. These attacks left 80 dead.", 1, None),
    ("The mission said nobody was killed or injured when rockets hit the base on Sunday.", 0, 0),
    ("Salma, a commander, was among three fighters killed in a drone strike on Friday. She was 40.", 3, None),
    ("Shells hit the village on Monday. Three farmers were kil-led.", 3, None),
    ("A drone killed three people on Tuesday. The war has killed more than 40,000 people since October.", 3, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "killed", "wounded"), TOLLS)
def test_tolls(text: str, killed: int | None, wounded: int | None) -> None:
    event = main_event(text)
    assert (best(event.killed), best(event.wounded)) == (killed, wounded)


SERIES = [
    ("Rebels fired at the camp. The group claimed seven rocket attacks on the camp in March.", 7, "2024-03-01"),
    ("More than 60 rockets have hit the town since January. A rocket hit its school on Monday.", 60, "2024-01-01"),
    ("Shells killed four in the city on Monday. The number of people killed has risen to 180 since March.", 180, None),
    ("A drone hit a car on Monday. The number of attacks by drones since January has reached 96.", 96, "2024-01-01"),
    ("The group is tied to the 2015 attacks on the capital. Its men fired at the camp on Monday.", None, None),
    ("Rebels fired 12 rockets at the base on Monday, the largest salvo since January.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count", "since"), SERIES)
def test_series(text: str, count: int | None, since: str | None) -> None:
    article = Article("a", text, language="en", published=datetime(2024, 5, 3, tzinfo=UTC))
    found = next(iter(reader().read([article]))).series
    assert [(best(s.count), str(s.since) if s.since else None) for s in found] == ([(count, since)] if count else [])


def test_running_totals_are_no_salvo() -> None:
    text = "A rocket hit a school in the town on Monday. More than 60 rockets have hit the town since January."
    assert best(main_event(text).weapons[0].fired) == 1


def test_harm_of_an_earlier_day_is_not_the_events() -> None:
    text = (
        "A drone hit a police post in the town on 3 May 2024 and wounded two officers.\n\n"
        "The town suffered its worst attack in December 2023, which killed 25 people."
    )
    event = main_event(text)
    assert (best(event.killed), best(event.wounded)) == (None, 2)


def test_harm_a_week_before_the_attack_is_not_the_events() -> None:
    text = (
        "A drone hit a police post in the town on Sunday and wounded two officers.\n\n"
        "About a week before Sunday's attack, rebels blew up a car at a base in the city, killing six people."
    )
    assert best(main_event(text).killed) is None


def test_unfired_rockets_are_no_salvo() -> None:
    text = "Militants fired six rockets at the base on Monday. Police found and defused another 24 rockets nearby."
    assert best(main_event(text).weapons[0].fired) == 6


def test_tolls_tell_who_says_so_and_as_of_when() -> None:
    text = (
        "A car bomb hit a market on 29 April 2024. "
        "The death toll rose to 14 on 30 April 2024, the health ministry said."
    )
    toll = main_event(text).casualties[0]
    assert toll.source is not None
    assert (toll.count.best, str(toll.as_of), toll.source.text) == (14, "2024-04-30", "the health ministry")


@pytest.mark.parametrize(("origin", "far"), [("Samarra", 1), ("Baghdadi", 0)])
def test_launch_places_out_of_range_are_told(origin: str, far: int) -> None:
    event = main_event(f"Militants fired ten 107mm rockets at the Ain al-Asad base from {origin} on Monday.")
    assert sum("launched from" in check for check in event.checks) == far


def test_counts_quote_the_text() -> None:
    text = "Missiles struck the port on Monday and killed at least nine dockers."
    killed = main_event(text).killed
    assert killed is not None
    (start, end), *_ = killed.spans
    assert killed.text in text[start:end]
    assert (killed.low, killed.best, killed.high) == (9, 9, None)


def test_attackers_own_losses_are_perpetrators() -> None:
    event = main_event(
        "Militants attacked an army post on Sunday and killed two soldiers. Three attackers were killed."
    )
    assert {(c.party, c.count.best) for c in event.casualties} == {("military", 2), ("perpetrator", 3)}


def test_salvo_is_accounted_for() -> None:
    event = main_event(
        "Militants fired ten 122mm rockets at the base on Monday. Air defences intercepted seven rockets."
    )
    weapon = event.weapons[0]
    assert weapon.calibre_mm == 122
    assert (best(weapon.fired), best(weapon.intercepted)) == (10, 7)


def test_launcher_with_status_and_capacity() -> None:
    event = main_event(
        "A rocket was fired at the base on Monday. Police seized a flatbed truck modified to launch up to five rockets."
    )
    launcher = event.launchers[0]
    assert (launcher.class_, launcher.status, best(launcher.capacity)) == ("truck", "seized", 5)


TARGETS = [
    ("A missile hit a house in Odesa on Friday, killing a 67-year-old woman.", {"house in Odesa", "67-year-old woman"}),
    ("Drones attacked a barracks on Monday. Air defences shot down 14 drones.", {"barracks"}),
    ("BAGHDAD - Three rockets were fired on Monday, officials said.", set()),
]


@pytest.mark.parametrize(("text", "targets"), TARGETS)
def test_targets_are_whole_phrases_and_never_the_munition_or_the_dateline(text: str, targets: set[str]) -> None:
    assert {target.text for target in main_event(text).targets} == targets


def test_some_of_a_salvo_shot_down_is_not_the_salvo() -> None:
    event = main_event("The air force said that it had shot down 14 of 16 Shahed drones launched at Odesa overnight.")
    (drones,) = event.weapons
    assert (best(drones.fired), best(drones.intercepted)) == (16, 14)


def test_more_than_a_dozen_is_no_further_salvo() -> None:
    event = only_event(
        "More than a dozen rockets hit a base near Mosul on Monday, wounding a guard. A spokesman said the base was "
        "attacked by 14 rockets that landed inside its fence.", title="14 rockets hit base near Mosul")
    assert [(w.fired and w.fired.best, w.landed and w.landed.best) for w in event.weapons] == [(14, 14)]


def test_two_more_rockets_are_added() -> None:
    event = only_event("One rocket hit a school in Mosul on Monday, and two more landed in a field, police said.")
    assert [w.fired and w.fired.best for w in event.weapons] == [3]


@pytest.mark.parametrize(("text", "effect", "party"), [
    ("A rocket attack hit a base near Taji on Monday and wounded six fighters, the army said.", "wounded", "unknown"),
    ("Mortar bombs killed four militants at a camp near Taji on Monday.", "killed", "unknown"),
    ("A drone strike on a car in Rutba killed two fighters on Monday.", "killed", "unknown"),
    ("Gunmen fired rockets at a base near Taji on Monday. Troops fired back and killed four militants.",
     "killed", "perpetrator"),
])  # fmt: skip
def test_whom_the_attack_harmed_did_not_attack(text: str, effect: str, party: str) -> None:
    assert [(c.effect, c.party) for c in only_event(text).casualties] == [(effect, party)]
