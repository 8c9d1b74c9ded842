"""Nights over real pages of real outlets with real troubles: every item has its fate, manners are kept."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline import settings
from pipeline.nightly import night
from pipeline.options import Options
from pipeline.report import Report
from pipeline.settle import MAX_ATTEMPTS

SHARED = Path(__file__).resolve().parents[2] / "shared"
OUTLETS = 6
Json = dict[str, Any]


@contextmanager
def newsroom(folder: Path, scenario: str, outlets: int = OUTLETS, max_seconds: int = 600) -> Iterator[Json]:
    """The newsroom's manifest, while it serves."""
    if not (SHARED / "newsroom").is_dir():
        pytest.skip(f"the newsroom is not here: {SHARED / 'newsroom'}")
    ready, log = folder / "ready.json", folder / "log.jsonl"
    words = ["--pages", str(SHARED / "corpora" / "pages"), "--outlets", str(outlets), "--scenario", scenario]
    words += ["--multi-host", "--ready-file", str(ready), "--log", str(log), "--max-seconds", str(max_seconds)]
    with subprocess.Popen([sys.executable, "serve.py", *words], cwd=SHARED / "newsroom") as process:
        try:
            while not ready.exists():
                assert process.poll() is None
                time.sleep(0.1)
            yield json.loads(ready.read_text("utf-8"))
        finally:
            process.terminate()


def sources(folder: Path, manifest: Json) -> Path:
    tables = [
        f'[[source]]\nid = "{o["name"]}"\nname = "{o["name"]}"\nhomepage = "{o["base"]}/"\nfeeds = ["{o["feed"]}"]\n'
        'country = "GB"\nlanguage = "en"\nscale = "national"\nmin_delay_s = 0\npoll_floor_s = 0\npoll_ceiling_s = 1\n'
        'allow_private = ["127.0.1.0/24"]\n'
        for o in manifest["outlets"]
    ]
    file = folder / "sources.toml"
    file.write_text("\n".join(tables), "utf-8")
    return file


def run(folder: Path, file: Path, **more: int) -> Report:
    database = f"sqlite:///{folder / 'x.db'}"
    chosen = settings.load(database_url=database, archive_dir=folder / "a", sources_file=file, **more)
    return night(chosen, Options(force=True))


def make_due(folder: Path) -> None:
    """As if the waits of all articles in trouble were over, and no other article were to be looked at again."""
    with closing(sqlite3.connect(folder / "x.db")) as database, database:
        database.execute("UPDATE article SET next_try_at = discovered_at, refetch_at = NULL")


def expected(manifest: Json) -> Counter[str]:
    return Counter(article["expect"] for outlet in manifest["outlets"] for article in outlet["articles"])


def asked(folder: Path, first: int = 0) -> list[Json]:
    lines = (folder / "log.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines[first:]]


def test_every_page_has_its_fate_and_again_no_page_is_asked_for(tmp_path: Path) -> None:
    with newsroom(tmp_path, "clean") as manifest:
        file = sources(tmp_path, manifest)
        report = run(tmp_path, file)
        wanted = expected(manifest)
        assert report.items == sum(report.fates.values()) == sum(wanted.values())
        assert report.reasons.get("disallowed", 0) == wanted["disallowed"]
        assert (report.fates["retry"], report.fates["quarantined"]) == (0, 0)
        before = len(asked(tmp_path))
        assert run(tmp_path, file).items == 0
        paths = [row["path"] for row in asked(tmp_path, before)]
    assert not [path for path in paths if path.startswith(("/news/", "/world/", "/members/"))]


def test_troubles_edits_and_copies_have_their_fates(tmp_path: Path) -> None:
    with newsroom(tmp_path, "edits,syndication,flaky") as manifest:
        file = sources(tmp_path, manifest)
        first = run(tmp_path, file)
        assert first.items == sum(first.fates.values())
        assert first.reasons.get("server_error", 0) == expected(manifest)["dead"]
        second = run(tmp_path, file)
        rows = asked(tmp_path)
    assert second.items == sum(second.fates.values()) < first.items
    assert {row["user_agent"] for row in rows} == {"strikelog/0.1.0"}
    assert not [row for row in rows if row["outlet"] == "admin"]


def test_what_is_in_trouble_is_carried_from_night_to_night_until_it_is_read_or_given_up(tmp_path: Path) -> None:
    with newsroom(tmp_path, "flaky") as manifest:
        file, wanted = sources(tmp_path, manifest), expected(manifest)
        nights = [run(tmp_path, file, retries=0)]
        while nights[-1].fates["retry"] and len(nights) <= MAX_ATTEMPTS:
            make_due(tmp_path)
            nights.append(run(tmp_path, file, retries=0))
    for before, after in pairwise(nights):
        assert after.items == before.fates["retry"]
    assert len(nights) == MAX_ATTEMPTS
    assert nights[-1].fates["quarantined"] == nights[-1].reasons["given_up"] == wanted["dead"] > 0
    assert sum(night.items - night.fates["retry"] for night in nights) == sum(wanted.values())
