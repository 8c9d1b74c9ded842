"""One article again: from the archive without the network, refetched, new, and as a dry run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import nightly, settings
from pipeline.errors import NotFoundError, PermanentError, TransientError, UsageError
from pipeline.options import Options
from pipeline.reprocess import reprocess
from pipeline.sample.server import SampleServer, serving, site
from pipeline.settings import Settings
from pipeline.store import open_store
from pipeline.store.events import count_events

BOMBING = "/sahel-dispatch/2023/12/18/maiduguri-market-suicide-bombing"


@pytest.fixture
def server() -> Iterator[SampleServer]:
    with serving() as running:
        yield running


@pytest.fixture
def chosen(tmp_path: Path, server: SampleServer) -> Settings:
    """Settings of a store that has read one outlet of the sample."""
    found = settings.load(
        database_url=f"sqlite:///{tmp_path / 'x.db'}",
        archive_dir=tmp_path / "archive",
        sources_file=server.write_sources(tmp_path / "sources.toml"),
    )
    nightly.night(found, Options(source_ids=("sahel-dispatch",)))
    return found


def events(chosen: Settings) -> int:
    store = open_store(chosen.database_url)
    with store.read() as tx:
        number = count_events(tx)
    store.close()
    return number


def test_the_archive_is_enough(chosen: Settings, server: SampleServer) -> None:
    asked = len(server.requests)
    told = reprocess(chosen, server.base + BOMBING)
    assert "Nothing changed." in told
    assert len(server.requests) == asked


def test_a_changed_page_changes_its_event_and_a_dry_run_only_says_so(chosen: Settings, server: SampleServer) -> None:
    server.site = site(server.base, edition=2)
    rehearsed = reprocess(chosen, server.base + BOMBING, refetch=True, dry_run=True)
    assert "killed: 12 -> 15 (text changed)" in rehearsed
    assert rehearsed.endswith("Dry run: nothing was written.")
    assert "killed: 12 -> 15 (text changed)" in reprocess(chosen, server.base + BOMBING, refetch=True)
    assert "Nothing changed." in reprocess(chosen, server.base + BOMBING, refetch=True)


def test_an_address_never_seen_is_ingested(chosen: Settings, server: SampleServer) -> None:
    before = events(chosen)
    told = reprocess(chosen, f"{server.base}/dnipro-herald/2023/12/21/missile-hits-apartment-block-in-kharkiv")
    assert "+ ev" in told
    assert "Kharkiv" in told
    assert events(chosen) == before + 1


def test_what_cannot_be_had_is_told_in_a_line(chosen: Settings, server: SampleServer) -> None:
    with pytest.raises(PermanentError, match="gone"):
        reprocess(chosen, f"{server.base}/tigris-post/2023/12/17/gone-photo-essay")
    with pytest.raises(PermanentError, match="disallowed"):
        reprocess(chosen, f"{server.base}/gulf-courier/members/editors-letter-for-members")
    with pytest.raises(TransientError, match="server error"):
        reprocess(chosen, f"{server.base}/levant-monitor/feed/breaking/")


@pytest.mark.parametrize(("name", "kind"), [("99999", NotFoundError), ("nonsense", UsageError)])
def test_what_is_no_article_is_told(chosen: Settings, name: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        reprocess(chosen, name)
