"""The model article: every fact that a careful analyst takes from it, with spans whose quotes support it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from extractors.read import Reader
from models.article import Article, content_of
from models.wire import to_dict
from pipeline.jsonl import parse_published
from pipeline.normalise import make_resolvers

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def facts() -> Json:
    if not SEED.is_dir():
        pytest.skip(f"the model article is not here: {SEED}")
    found: Json = json.loads((SEED / "facts.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def article(facts: Json) -> Article:
    title, _, text = (SEED / "article.txt").read_text("utf-8").partition("\n")
    published, day_only = parse_published("2023-12-21T06:00:00+04:00")
    return Article("seed", text.strip(), title, None, published, day_only)


@pytest.fixture(scope="module")
def reading(article: Article) -> Json:
    return to_dict(next(iter(Reader(make_resolvers()).read([article]))))


@pytest.fixture(scope="module")
def main(reading: Json) -> Json:
    found = [e for e in reading["events"] if e["assertion"] == "asserted" and e["salience"] == "main"]
    assert len(found) == 1
    event: Json = found[0]
    return event


def test_type_and_date(main: Json, facts: Json) -> None:
    wanted = facts["main"]
    assert main["event_type"] == wanted["event_type"]
    assert {key: main["date"][key] for key in wanted["date"]} == wanted["date"]


def test_place(main: Json, facts: Json) -> None:
    wanted, place = facts["main"]["place"], main["place"]
    assert (place["country"], place["precision"]) == (wanted["country"], wanted["precision"])
    assert wanted["admin1_contains"] in place["admin1"]
    north, east = place["lat"] - wanted["lat"], (place["lon"] - wanted["lon"]) * math.cos(math.radians(wanted["lat"]))
    assert math.hypot(north, east) * 111.2 <= wanted["within_km"]


def test_weapon(main: Json, facts: Json) -> None:
    wanted = facts["main"]["weapon"]
    (weapon,) = main["weapons"]
    assert (weapon["class"], weapon["calibre_mm"]) == (wanted["class"], wanted["calibre_mm"])
    assert {key: weapon["fired"][key] for key in wanted["fired"]} == wanted["fired"]


def test_launcher(main: Json, facts: Json) -> None:
    wanted = facts["main"]["launcher"]
    (launcher,) = main["launchers"]
    same = ("class", "improvised", "calibre_mm", "status")
    assert {key: launcher[key] for key in same} == {key: wanted[key] for key in same}
    assert launcher["capacity"]["high"] == wanted["capacity"]["high"]
    assert any(name in launcher["by"] for name in wanted["by_contains"])


def test_target_and_outcomes(main: Json, facts: Json) -> None:
    wanted = facts["main"]
    fitting = [t for t in main["targets"] if t["class"] in wanted["target"]["class"]]
    assert any(name in (t["actor"] or "") for t in fitting for name in wanted["target"]["actor_contains"])
    assert set(main["outcomes"]) == set(wanted["outcomes"])


@pytest.mark.parametrize("effect", ["killed", "wounded"])
def test_nobody_was_hurt(main: Json, facts: Json, effect: str) -> None:
    assert {key: main[effect][key] for key in ("low", "best", "high")} == facts["main"][effect]


def test_statements(main: Json, facts: Json) -> None:
    for wanted in facts["main"]["statements"]:
        fitting = [
            statement
            for statement in main["statements"]
            if any(
                word in f"{statement['source']['name']} {statement['source']['text']}"
                for word in wanted["source_contains"]
            )
            and statement["stance"] == wanted.get("stance", statement["stance"])
            and statement["source"]["kind"] == wanted.get("kind", statement["source"]["kind"])
        ]
        assert fitting, wanted


def test_nobody_is_blamed_for_this_attack(main: Json) -> None:
    assert [a["actor"] for a in main["attributions"] if a["actor"]] == []


def test_the_series_and_who_is_accused_of_it(reading: Json, facts: Json) -> None:
    (wanted,) = facts["series"]
    (series,) = [s for s in reading["series"] if s["count"]["best"] == wanted["count_best"]]
    assert series["since"] == wanted["since"]
    accused = {a["actor"] for a in series["attributions"] if a["stance"] == wanted["stance"]}
    assert accused == set(wanted["attributed_to"])
    named = {f"{a['source']['name']} {a['source']['text']}" for a in series["attributions"]}
    assert all(wanted["source_contains"] in name for name in named)


def test_other_events_are_only_those_allowed(reading: Json, facts: Json) -> None:
    (allowed,) = facts["background_allowed"]
    for event in reading["events"]:
        if event["salience"] == "background" and event["assertion"] == "asserted":
            assert event["place"] is None or event["place"]["country"] == allowed["place_country"]
            assert event["killed"] is None or event["killed"]["low"] == allowed["killed_low"]


def test_every_quote_stands_in_the_text(reading: Json, article: Article) -> None:
    content = content_of(article.title, article.text)
    for part in _with_spans([reading["events"], reading["series"]]):
        quotes = " ".join(content[start:end] for start, end in part["spans"])
        assert quotes
        assert all(word in content for word in part.get("text", "").split())


def _with_spans(value: Any) -> list[Json]:
    if isinstance(value, list):
        return [part for item in value for part in _with_spans(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("spans") else []
    return own + [part for item in value.values() for part in _with_spans(item)]
