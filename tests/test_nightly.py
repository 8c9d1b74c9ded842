"""A night over the sample newsroom: each item has a fate, a second run finds nothing new, a kill is survived."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from pipeline.sample import content
from pipeline.sample.server import SampleServer, serving, site

Json = dict[str, Any]


@pytest.fixture
def server() -> Iterator[SampleServer]:
    with serving() as running:
        yield running


def environment(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("STRIKELOG_", "PREFECT_"))}
    return kept | {"STRIKELOG_DATABASE_URL": f"sqlite:///{folder / 'x.db'}", "STRIKELOG_ARCHIVE_DIR": str(folder / "a")}


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.cli", *words]
    return subprocess.Popen(command, env=environment(folder), stdout=subprocess.PIPE, text=True, cwd=folder)


def night(folder: Path, *words: str) -> Json:
    """Run a night and return its report as the store has it."""
    process = start(folder, "run", "--sources", "sources.toml", *(words or ("--plain",)))
    process.communicate(timeout=600)
    assert process.returncode == 0
    with closing(sqlite3.connect(folder / "x.db")) as store:
        (report,) = store.execute("SELECT report FROM run ORDER BY id DESC LIMIT 1").fetchone()
    found: Json = json.loads(report)
    return found


def events(folder: Path) -> list[Json]:
    """The stored events without ids and times, which depend on when they were stored."""
    process = start(folder, "events", "--format", "jsonl")
    lines = process.communicate(timeout=240)[0].splitlines()
    rows: list[Json] = [json.loads(line) for line in lines]
    fleeting = ("event_id", "first_seen", "last_changed")
    return sorted(({k: v for k, v in row.items() if k not in fleeting} for row in rows), key=json.dumps)


def test_every_item_has_one_fate_and_again_is_nothing_new(tmp_path: Path, server: SampleServer) -> None:
    server.write_sources(tmp_path / "sources.toml")
    first = night(tmp_path)
    written = sum(len(content.articles(outlet)) for outlet in content.outlets())
    assert first["items"] == sum(first["fates"].values()) == sum(first["reasons"].values()) == written
    assert {key: first["reasons"][key] for key in ("gone", "blocked", "disallowed", "unsupported_language")} == {
        "gone": 1, "blocked": 1, "disallowed": 1, "unsupported_language": 1}  # fmt: skip
    assert first["feeds"] == {"listed": 6, "server_error": 1}
    asked = len(server.requests)
    second = night(tmp_path)
    assert (second["items"], second["events_new"]) == (0, 0)
    assert not [path for path in server.requests[asked:] if "/2023/" in path]


def told(folder: Path, word: str) -> bool:
    """Whether the suicide bombing of the sample is told with a number of killed."""
    (event,) = [event for event in events(folder) if event["event_type"] == "suicide_bombing"]
    return word in json.dumps([event["killed"], event["disagreements"]])


def test_an_edited_article_is_read_again_and_changes_its_event(tmp_path: Path, server: SampleServer) -> None:
    server.write_sources(tmp_path / "sources.toml")
    night(tmp_path)
    assert told(tmp_path, "12: Sahel Dispatch")
    server.site = site(server.base, edition=2)
    report = night(tmp_path, "--plain", "--force")
    assert report["reasons"] == {"updated": 1}
    assert told(tmp_path, "15: Sahel Dispatch")
    assert not told(tmp_path, "12: Sahel Dispatch")


@pytest.mark.parametrize(("texts", "words"), [(1, ["--plain"]), (15, ["--plain"]), (15, [])])
def test_a_killed_run_is_taken_over_by_the_next(
    tmp_path: Path, server: SampleServer, texts: int, words: list[str]
) -> None:
    for name in ("killed", "whole"):
        (tmp_path / name).mkdir()
        server.write_sources(tmp_path / name / "sources.toml")
    with start(tmp_path / "killed", "run", "--sources", "sources.toml", *words) as process:
        try:
            wait_for_texts(tmp_path / "killed" / "x.db", texts)
            left = children(process.pid)
        finally:
            process.kill()
    report = night(tmp_path / "killed")
    night(tmp_path / "whole")
    assert report["cut_short"]
    assert events(tmp_path / "killed") == events(tmp_path / "whole")
    assert not [pid for pid in left if Path(f"/proc/{pid}").exists()]


def children(pid: int) -> list[str]:
    """Processes that a process has started, where the system tells (Linux)."""
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return told.read_text("ascii").split() if told.is_file() else []


def wait_for_texts(file: Path, number: int) -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
            if store.execute("SELECT count(*) FROM article_version").fetchone()[0] >= number:
                return
        time.sleep(0.01)
    pytest.fail("the run kept no text")


def test_the_flow_does_the_same_as_the_plain_steps(tmp_path: Path, server: SampleServer) -> None:
    for name in ("flow", "plain"):
        (tmp_path / name).mkdir()
        server.write_sources(tmp_path / name / "sources.toml")
    flow = night(tmp_path / "flow", "--since", "2023-01-01")
    plain = night(tmp_path / "plain")
    same = ("items", "fates", "reasons", "feeds", "events_total")
    assert {key: flow[key] for key in same} == {key: plain[key] for key in same}
    assert events(tmp_path / "flow") == events(tmp_path / "plain")


def test_a_mistake_in_the_sources_stops_at_start(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text('[[source]]\nid = "x"\nnmae = "X"\n', "utf-8")
    command = [sys.executable, "-m", "pipeline.cli", "run", "--sources", "sources.toml"]
    done = subprocess.run(command, env=environment(tmp_path), cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert "sources.toml:1" in done.stderr
    assert "name" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.db").exists()
