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
def figures() -> dict[str, float]:
    return general_news.own_figures()


@pytest.mark.parametrize("name", ["quiet", "precision", "recall", "type", "day"])
def test_figures_of_the_own_texts_hold(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS[f"own.{name}"]


def test_texts_of_both_sorts_are_there() -> None:
    reporting = [bool(line["main"]) for line in general_news.texts()]
    assert len(reporting) >= 60
    assert 0.3 <= sum(reporting) / len(reporting) <= 0.7
