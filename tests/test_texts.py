"""The reader over the own-written articles: main events found with their type, day and place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.read import Reader
from models.article import Article, content_of
from models.event import ExtractedEvent
from models.vocabulary import Assertion, Salience
from pipeline import jsonl
from pipeline.normalise import make_resolvers

FOLDER = Path(__file__).parent / "texts"
# The numbers of the articles, and the least recall, precision and share of quiet negatives over them.
FLOORS = {"t01-t90": (range(1, 91), 0.55, 0.72, 0.75), "t91-t120": (range(91, 121), 0.40, 0.60, 0.60),
          "t121-t150": (range(121, 151), 0.40, 0.45, 0.50),
          "t151-t175": (range(151, 176), 0.40, 0.45, 0.40),
          "t176-t200": (range(176, 201), 0.40, 0.40, 0.60)}


def lines(name: str) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


LINES = (FOLDER / "articles.jsonl").read_text(encoding="utf-8").split("\n")
ARTICLES = {one.id: one for one in jsonl.read_articles(LINES)
            if isinstance(one, Article)}
GOLD = {line["id"]: line for line in lines("gold.jsonl")}


@pytest.fixture(scope="module")
def found() -> dict[str, list[ExtractedEvent]]:
    """Main events of each article, as one process reads them."""
    read = Reader(make_resolvers()).read(ARTICLES.values())
    return {one.id: [e for e in one.events if e.salience is Salience.MAIN and e.assertion is Assertion.ASSERTED]
            for one in read}


def accepted(gold: dict[str, Any], key: str) -> list[str | None]:
    """The gold value and those that are right too."""
    return [gold[key], *gold.get(f"{key}_alt", [])]


def agrees(event: ExtractedEvent, gold: dict[str, Any]) -> bool:
    """Same type, a day within the gold's day, month or range, and a place of one of its names."""
    if event.event_type not in accepted(gold, "type"):
        return False
    day = event.date.start.isoformat() if event.date and event.date.start else None
    if not any(day == w or (day and w and day.startswith(w.split("/")[0])) for w in accepted(gold, "date")):
        return False
    names = f"{event.place.name} {event.place.text}".casefold() if event.place else ""
    return any((not names and w is None) or (w and w.casefold() in names) for w in accepted(gold, "place"))


def hits(found: dict[str, list[ExtractedEvent]]) -> int:
    """Gold main events that have a main event of their own; each of the program's counts once."""
    count = 0
    for name, events in found.items():
        left = list(events)
        for gold in (g for g in GOLD[name]["events"] if g["main"] and not g.get("optional")):
            match = next((e for e in left if agrees(e, gold)), None)
            if match:
                left.remove(match)
                count += 1
    return count


def of_numbers(found: dict[str, list[ExtractedEvent]], numbers: range) -> dict[str, list[ExtractedEvent]]:
    """What was found in the articles of these numbers."""
    return {name: events for name, events in found.items() if int(name[1:]) in numbers}


@pytest.mark.parametrize(("numbers", "recall", "precision", "_"), FLOORS.values(), ids=FLOORS)
def test_main_events_are_found_with_type_day_and_place(
        found: dict[str, list[ExtractedEvent]], numbers: range, recall: float, precision: float, _: float) -> None:
    part = of_numbers(found, numbers)
    wanted = sum(bool(g["main"] and not g.get("optional")) for name in part for g in GOLD[name]["events"])
    assert hits(part) / wanted >= recall
    assert hits(part) / sum(map(len, part.values())) >= precision


@pytest.mark.parametrize(("numbers", "_", "__", "clean"), FLOORS.values(), ids=FLOORS)
def test_texts_without_an_attack_bring_none(
        found: dict[str, list[ExtractedEvent]], numbers: range, _: float, __: float, clean: float) -> None:
    negatives = [name for name in of_numbers(found, numbers) if GOLD[name]["negative"]]
    assert sum(not found[name] for name in negatives) / len(negatives) >= clean


@pytest.mark.parametrize("name", GOLD)
def test_the_words_of_the_gold_stand_in_the_article(name: str) -> None:
    content = content_of(ARTICLES[name].title, ARTICLES[name].text)
    for gold in GOLD[name]["events"]:
        assert gold["evidence"] in content
        assert not gold["target"] or gold["target"] in content
        assert not gold["launcher"] or gold["launcher"] in content
