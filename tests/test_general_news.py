"""General news brings few main events that are none, and attacks told in unusual words are found."""

from __future__ import annotations

import tomllib
from pathlib import Path

import general_news
import pytest

CORPORA = tomllib.loads((Path(__file__).parent.parent / "data" / "floors.toml").read_text("utf-8"))["corpus"]
FLOORS = {figure["key"]: figure["floor"]
          for corpus in CORPORA if corpus["name"] == "general_news" for figure in corpus["figures"]}


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    return {key: general_news.own_figures(*names) for key, names in general_news.SETS.items()}


@pytest.mark.parametrize("key", [key for key in FLOORS if key.split(".")[0] in general_news.SETS])
def test_figures_of_the_own_texts_hold(figures: dict[str, dict[str, float]], key: str) -> None:
    which, name = key.split(".")
    assert figures[which][name] >= FLOORS[key]


@pytest.mark.parametrize("names", general_news.SETS.values(), ids=general_news.SETS)
def test_texts_of_both_sorts_are_there(names: tuple[str, ...]) -> None:
    reporting = [bool(line["main"]) for line in general_news.texts(*names)]
    assert len(reporting) >= 30
    assert 0.3 <= sum(reporting) / len(reporting) <= 0.7
