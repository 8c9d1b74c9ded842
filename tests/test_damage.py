"""What an attack did to things, and munitions that came down where nothing was."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def outcomes(text: str) -> set[str]:
    (extraction,) = reader().read([Article("a", text, language="en", published=datetime(2024, 5, 15, tzinfo=UTC))])
    return {str(o) for o in extraction.events[0].outcomes}


@pytest.mark.parametrize("text", [
    "A shell hit a library in Nikopol on Monday and its windows were smashed.",
    "A rocket hit a school in Avdiivka on Monday and tore a hole in the roof.",
    "Rockets hit Kiryat Ata on Monday, setting two houses alight.",
    "A missile hit a depot in Odesa on Monday; crews were still fighting the blaze at noon.",
    "A car bomb hit a bank in Kunduz on Monday. Three clerks were found under the rubble.",
    "Gunmen attacked a village near Djibo on Monday and torched the market.",
    "A drone hit a transformer in Sumy on Monday, leaving half the town without power.",
])
def test_damage(text: str) -> None:
    assert {"hit", "damage"} <= outcomes(text)


@pytest.mark.parametrize(("text", "told"), [
    ("A drone crashed without damage near Ventspils on Monday, the army said.", {"missed", "no_damage"}),
    ("A drone came down in a wheat field outside Tulcea on Monday.", {"missed"}),
    ("A missile crashed into a forest near Lublin on Monday. Nobody was hurt.", {"missed"}),
    ("A drone crashed into a warehouse in Kursk on Monday, damaging the roof.", {"hit", "damage"}),
    ("Twelve drones were shot down over Saratov on Monday; debris set fire to a tank.", {"intercepted", "damage"}),
])
def test_came_down(text: str, told: set[str]) -> None:
    assert outcomes(text) == told
