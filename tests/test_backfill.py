"""Past windows: from what the sources still list, and from files on disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import nightly, settings
from pipeline.backfill import backfill_files
from pipeline.errors import NotFoundError
from pipeline.options import Options
from pipeline.sample.server import serving, site
from pipeline.settings import Settings

BASE = "https://newsroom.example"
WHOLE = Options(since=datetime(2023, 1, 1, tzinfo=UTC), kind="backfill")
DAY = replace(WHOLE, since=datetime(2023, 12, 21, tzinfo=UTC), until=datetime(2023, 12, 22, tzinfo=UTC))


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    return settings.load(database_url=f"sqlite:///{tmp_path / 'x.db'}", archive_dir=tmp_path / "archive")


def saved(folder: Path) -> Path:
    """Four pages of the sample, saved as files; one has no address in it."""
    answers = site(BASE)
    for number, path in enumerate(sorted(path for path in answers if "/dnipro-herald/2023" in path)[:3]):
        (folder / f"{number}.html").write_bytes(answers[path].body)
    (folder / "odd.htm").write_text("<p>No address.</p>", "utf-8")
    return folder


def test_saved_pages_are_ingested_once(tmp_path: Path, chosen: Settings) -> None:
    folder = saved(tmp_path)
    first = backfill_files(chosen, WHOLE, folder)
    assert (first.items, first.reasons["malformed"], first.fates["done"]) == (4, 1, 3)
    again = backfill_files(chosen, WHOLE, folder)
    assert (again.reasons["unchanged"], again.events_new) == (3, 0)


def test_only_the_window_is_taken(tmp_path: Path, chosen: Settings) -> None:
    report = backfill_files(chosen, DAY, saved(tmp_path))
    assert report.fates["done"] + report.reasons["not_due"] == 3
    assert report.reasons["not_due"] >= 1


def test_an_archive_of_our_own_can_be_ingested_elsewhere(tmp_path: Path, chosen: Settings) -> None:
    with serving() as server:
        sources = server.write_sources(tmp_path / "sources.toml")
        nightly.night(chosen, Options(sources, ("dnipro-herald",)))
    other = chosen.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'other.db'}"})
    report = backfill_files(other, WHOLE, tmp_path / "archive")
    assert report.fates["done"] == 5


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, chosen: Settings) -> None:
    with pytest.raises(NotFoundError, match="no such file or folder"):
        backfill_files(chosen, WHOLE, tmp_path / "nowhere")
