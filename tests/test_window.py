"""Backfill: what sources still list of a past window, and pages already on disk."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from article_pages import page
from loopback import Answer, Site, serve

from models.feed import Discovery, FeedFate
from models.page import RawPage
from pipeline.archive import Archive
from pipeline.discover import discover_window
from pipeline.discover.window import may_hold
from pipeline.errors import NotFoundError
from pipeline.fetch import Fetcher, FetchPolicy
from pipeline.saved import own_address, saved_pages
from pipeline.sources import Source

SINCE, UNTIL = datetime(2023, 12, 18, tzinfo=UTC), datetime(2023, 12, 21, tzinfo=UTC)
WHEN = datetime(2023, 12, 20, 10, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as served:
        yield served


def listed(site: Site, *days: int) -> Answer:
    rows = "".join(f"<url><loc>{site.url(f'/{d}')}</loc><lastmod>2023-12-{d:02}</lastmod></url>" for d in days)
    return Answer(f"<urlset>{rows}</urlset>".encode())


def ask(site: Site, *sitemaps: str) -> Discovery:
    row = {"id": "wire", "name": "Wire", "homepage": site.url("/"), "country": "AE", "language": "en"}
    wire = Source.model_validate(row | {"sitemaps": [site.url(path) for path in sitemaps], "scale": "local"})

    async def run() -> Discovery:
        async with Fetcher(FetchPolicy(host_delay_s=0, retries=0, allow_private=("127.0.0.1",))) as fetcher:
            return await discover_window(wire, fetcher, SINCE, UNTIL)

    return asyncio.run(run())


def test_a_window_takes_what_was_published_in_it(site: Site) -> None:
    site.routes["/map"] = listed(site, 17, 18, 20, 21)
    assert [item.url for item in ask(site, "/map").items] == [site.url("/20"), site.url("/18")]


def test_only_sitemaps_that_may_hold_the_window_are_opened(site: Site) -> None:
    names = ("map-2023-11.xml", "map-2023-12.xml", "map-2022.xml", "latest.xml")
    rows = "".join(f"<sitemap><loc>{site.url('/' + name)}</loc></sitemap>" for name in names)
    site.routes["/index"] = Answer(f"<sitemapindex>{rows}</sitemapindex>".encode())
    site.routes |= {"/map-2023-12.xml": listed(site, 19), "/latest.xml": listed(site, 30)}
    found = ask(site, "/index")
    assert [item.url for item in found.items] == [site.url("/19")]
    assert {path for path in site.paths() if path.endswith(".xml")} == {"/map-2023-12.xml", "/latest.xml"}


def test_a_failing_sitemap_is_reported_and_the_others_are_read(site: Site) -> None:
    site.routes["/map"] = listed(site, 19)
    found = ask(site, "/gone", "/map")
    assert [report.fate for report in found.reports] == [FeedFate.FAILED, FeedFate.READ]
    assert len(found.items) == 1


def test_a_last_change_before_the_window_rules_a_sitemap_out() -> None:
    assert may_hold("https://x.example/s1.xml", SINCE + timedelta(hours=1), SINCE, UNTIL)
    assert not may_hold("https://x.example/s1.xml", SINCE - timedelta(days=3), SINCE, UNTIL)
    assert may_hold("https://x.example/2023/12/20.xml", None, SINCE, UNTIL)
    assert not may_hold("https://x.example/20231201.xml", None, SINCE, UNTIL)


def test_folders_of_pages_warc_files_and_lines_are_read(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://x.example/a?x=1&amp;y=2">'
    (tmp_path / "a.html").write_text(page(head=head), encoding="utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"<!-- saved from url=(0019)https://x.example/b --><p>b</p>"))
    row = {"url": "https://x.example/c", "html": "<p>c</p>", "fetched_at": "2023-12-20T10:00:00"}
    (tmp_path / "c.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with Archive(tmp_path) as archive:
        archive.append(RawPage("https://x.example/d", "https://x.example/d", 200, (), b"<p>d</p>", WHEN))
    found = [saved.page for saved in saved_pages(tmp_path)]
    urls = [one.final_url for one in found if one]
    assert urls == [f"https://x.example/{name}" for name in ("a?x=1&y=2", "b", "c", "d")]
    assert found[2] is not None
    assert found[2].fetched_at == WHEN


def test_what_cannot_be_read_is_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>no address</p>", encoding="utf-8")
    rows = '{"url": 1}\n{broken\n{"url": "https://x.example/", "html": "x"}\n'
    (tmp_path / "b.jsonl").write_text(rows, encoding="utf-8")
    (tmp_path / "c.warc").write_bytes(b"not a warc file at all")
    (tmp_path / "d.html.gz").write_bytes(b"not gzip")
    (tmp_path / "notes.txt").write_text("left alone", encoding="utf-8")
    found = list(saved_pages(tmp_path))
    assert [saved.page is None for saved in found] == [True, True, True, False, True, True]
    assert all(saved.problem for saved in found if saved.page is None)
    with pytest.raises(NotFoundError):
        list(saved_pages(tmp_path / "none"))


def test_a_pages_own_address_is_the_first_that_it_states() -> None:
    og = b'<meta content="https://x.example/og" property="og:url">'
    assert own_address(og) == "https://x.example/og"
    assert own_address(og + b"<link href='https://x.example/c' rel='canonical'>") == "https://x.example/c"
    assert own_address(b"<p>https://x.example/text</p>") is None
