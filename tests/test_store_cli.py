"""The store's commands: what they print, in every format, and how they end."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tellings import article, event, place, rocket

from models import wire
from models.stored import StoredEvent
from pipeline.cli import main
from pipeline.store import open_store
from pipeline.store.keeping import store_readings

FAR = place("Port Sahl", 30.0, 48.0, "YE")
TEXT = "Rockets hit Camp Karim on Tuesday. Two soldiers were killed."


@pytest.fixture
def db(tmp_path: Path) -> str:
    """A store with an event of two tellings and one of a single telling."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = open_store(url)
    told = [
        article(1, event(killed=2), text=TEXT),
        article(2, event(killed=3, weapons=(rocket(122, 4),)), text=TEXT + " X."),
    ]
    store_readings(store, [*told, article(3, event(place=FAR))])
    store.close()
    return url


def out(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(words) == code
    return capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out(capsys, *words, "--format", "jsonl").splitlines()]


def test_events_have_the_contract_s_shape(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    for row in rows(capsys, "events", "--db", db):
        assert isinstance(wire.from_dict(StoredEvent, row), StoredEvent)
        assert {"url", "outlet", "published", "title", "salience"} == set(row["articles"][0])  # type: ignore[index]


def test_events_in_every_format_are_the_same_events(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [row["event_id"] for row in rows(capsys, "events", "--db", db)]
    assert [row["event_id"] for row in json.loads(out(capsys, "events", "--db", db, "--format", "json"))] == ids
    table = list(csv.DictReader(out(capsys, "events", "--db", db, "--format", "csv").splitlines()))
    assert [(row["event_id"], row["place"]) for row in table] == list(
        zip(ids, ["Camp Karim", "Port Sahl"], strict=True)
    )
    assert "4 x 122mm rocket" in out(capsys, "events", "--db", db)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("--country", "ye"), 1),
        (("--since", "2026-03-11"), 0),
        (("--until", "2026-03-10"), 2),
        (("--type", "shooting"), 0),
        (("--outlet", "outlet2.example"), 1),
        (("--salience", "background"), 0),
        (("--min-independent", "3"), 0),
        (("--according-to", "outlet3.example"), 1),
        (("--as-of", "2020-01-01"), 0),
    ],
)
def test_filters(db: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], number: int) -> None:
    assert len(rows(capsys, "events", "--db", db, *words)) == number


def first_id(db: str, capsys: pytest.CaptureFixture[str]) -> str:
    return str(rows(capsys, "events", "--db", db)[0]["event_id"])


def test_show_gives_the_sentence_behind_a_value(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = out(capsys, "show", first_id(db, capsys), "--db", db, "--history")
    assert "told by 2 articles, 2 outlets, 2 independent origins" in text
    assert "told otherwise, killed: 3: outlet2.example | 2: outlet1.example" in text
    assert "“[Rock]ets hit camp”" in text


def test_show_as_json(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(out(capsys, "show", first_id(db, capsys), "--db", db, "--format", "json"))
    assert [report["url"] for report in shown["reports"]] == [one["url"] for one in shown["articles"]]


def test_explain_names_rules_and_links(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = out(capsys, "explain", first_id(db, capsys), "--db", db)
    assert "rule place.test" in text
    assert "both at camp karim" in text


def test_review_changes_and_deleted(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = first_id(db, capsys)
    out(capsys, "review", "correct", name, "killed", "5", "--reason", "list", "--author", "ana", "--db", db)
    out(capsys, "review", "reject", name, "--reason", "exercise", "--author", "ana", "--db", db)
    changed = rows(capsys, "changes", "--since", "2026-01-01", "--db", db)
    assert [row["change"] for row in changed] == ["created", "created", "changed", "ended"]
    assert [row["cause"] for row in rows(capsys, "deleted", "--db", db)] == ["rejected by ana: exercise"]
    assert [row["decision"] for row in rows(capsys, "review", "list", "--db", db)] == ["correct", "reject"]
    assert main(["show", name, "--db", db]) == 1


def test_db_commands(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is at revision" in out(capsys, "db", "upgrade", "--db", db)
    before = out(capsys, "db", "dump", "--canonical", "--db", db)
    assert out(capsys, "db", "relink", "--db", db).startswith("events: 0 new, 0 changed")
    assert out(capsys, "db", "dump", "--canonical", "--db", db) == before
    assert out(capsys, "db", "check", "--db", db) == "the store is sound\n"
    name = out(capsys, "db", "snapshot", "--db", db).strip()
    assert len(rows(capsys, "events", "--db", db, "--snapshot", name)) == 2


def test_an_unknown_event_ends_with_words(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "999999", "--db", db]) == 1
    assert "no event ev0000999999" in capsys.readouterr().err
    assert main(["show", "nonsense", "--db", db]) == 2


def test_import_stores_what_extract_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, read = article(1, event(killed=2), text=TEXT)
    line = {"id": "1", "url": text.url, "title": text.title, "text": text.text, "published": text.published}
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n" + json.dumps({"id": "2", "text": "no address"}) + "\n")
    (tmp_path / "read.jsonl").write_bytes(wire.to_json(read) + b"\n")
    db = f"sqlite:///{tmp_path / 'new.db'}"
    words = ("import", str(tmp_path / "a.jsonl"), "--extracted", str(tmp_path / "read.jsonl"), "--db", db)
    assert "1 new" in out(capsys, *words, code=1)
    assert [row["articles"][0]["url"] for row in rows(capsys, "events", "--db", db)] == [text.url]  # type: ignore[index]
    assert "0 new, 0 changed" in out(capsys, *words, code=1)


def test_a_store_that_is_not_there_is_named_and_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "typo.db"
    assert main(["events", "--db", f"sqlite:///{missing}"]) == 1
    said = capsys.readouterr().err
    assert str(missing) in said
    assert "strikelog import" in said
    assert not missing.exists()


def test_a_table_without_rows_says_so(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, "events", "--country", "NZ", "--db", db) == "Nothing found.\n"
