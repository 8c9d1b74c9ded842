"""A night that may not take everything: what it leaves has its fate and is taken by the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import settings
from pipeline.nightly import night
from pipeline.options import Options
from pipeline.report import Report
from pipeline.sample.server import SampleServer, serving

OUTLET = ("dnipro-herald",)  # five articles


@pytest.fixture
def server() -> Iterator[SampleServer]:
    with serving() as running:
        yield running


def run(folder: Path, server: SampleServer, options: Options, **limits: float) -> Report:
    sources = server.write_sources(folder / "sources.toml")
    database = f"sqlite:///{folder / 'x.db'}"
    chosen = settings.load(database_url=database, archive_dir=folder / "a", sources_file=sources, **limits)
    return night(chosen, options)


def test_what_is_beyond_the_limit_is_taken_by_the_next_night(tmp_path: Path, server: SampleServer) -> None:
    first = run(tmp_path, server, Options(source_ids=OUTLET, limit=2))
    assert (first.items, first.fates["done"], first.reasons["limit"]) == (5, 2, 3)
    second = run(tmp_path, server, Options(source_ids=OUTLET))
    assert (second.items, second.fates["done"]) == (3, 3)


def test_what_the_deadline_leaves_is_taken_by_the_next_night(tmp_path: Path, server: SampleServer) -> None:
    late = run(tmp_path, server, Options(source_ids=OUTLET), run_deadline_s=0.001)
    assert late.fates["done"] == 0
    assert late.items == late.fates["retry"]
    assert run(tmp_path, server, Options(source_ids=OUTLET, force=True)).fates["done"] == 5


def test_what_is_older_than_the_window_is_left_out(tmp_path: Path, server: SampleServer) -> None:
    since = datetime(2023, 12, 20, tzinfo=UTC)
    report = run(tmp_path, server, Options(source_ids=OUTLET, since=since))
    assert report.reasons["not_due"] == 2
    assert report.fates["done"] == 3
