"""Tolls and salvos of whole short reports: parts are not added to wholes, nor one victim twice."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import Count, ExtractedEvent
from pipeline.normalise import make_resolvers


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
    ("A drone killed three people on Tuesday. The war has killed more than 40,000 people since October.", 3, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "killed", "wounded"), TOLLS)
def test_tolls(text: str, killed: int | None, wounded: int | None) -> None:
    event = main_event(text)
    assert (best(event.killed), best(event.wounded)) == (killed, wounded)


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
