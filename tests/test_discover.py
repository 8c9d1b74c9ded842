"""Polling feeds of a real server: what is new, what is remembered, what failures cost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from loopback import Answer, Site, serve

from models.feed import Discovery, FeedFate, FeedState
from models.page import FetchStatus
from pipeline.discover import discover
from pipeline.discover.pace import DISABLE_AT, after_failure, after_success, is_due
from pipeline.fetch import Fetcher, FetchPolicy
from pipeline.sources import Source

NOW = datetime(2023, 12, 21, 2, 0, tzinfo=UTC)
XML = {"Content-Type": "application/rss+xml"}
POLICY = FetchPolicy(host_delay_s=0, retries=0, allow_private=("127.0.0.0/8",))


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as served:
        yield served


def source(site: Site, *feeds: str, sitemaps: tuple[str, ...] = (), **others: object) -> Source:
    row = {"id": "wire", "name": "Wire", "homepage": site.url("/"), "country": "AE", "language": "en"}
    row |= {"feeds": [site.url(path) for path in feeds], "sitemaps": [site.url(path) for path in sitemaps]}
    return Source.model_validate({**row, "timezone": "Asia/Dubai", "scale": "national", **others})


def rss(site: Site, *names: str, **headers: str) -> Answer:
    rows = "".join(
        f"<item><title>{name}</title><link>{site.url('/' + name)}</link><pubDate>2023-12-20 10:0{n}</pubDate></item>"
        for n, name in enumerate(names)
    )
    body = f'<rss version="2.0"><channel><title>x</title>{rows}</channel></rss>'
    return Answer(body.encode(), 200, {**XML, **{name.replace("_", "-"): value for name, value in headers.items()}})


def poll(wire: Source, states: tuple[FeedState, ...] = (), *, now: datetime = NOW, force: bool = True) -> Discovery:
    async def ask() -> Discovery:
        async with Fetcher(POLICY) as fetcher:
            return await discover(wire, {s.feed_url: s for s in states}, fetcher, now=now, force=force)

    return asyncio.run(ask())


def test_items_carry_identity_and_the_outlets_zone(site: Site) -> None:
    site.routes["/feed"] = rss(site, "one?utm_source=x")
    found = poll(source(site, "/feed"))
    (item,) = found.items
    assert item.canonical_url == site.url("/one")
    assert item.published is not None
    assert item.published.astimezone(UTC).hour == 6
    assert found.reports[0].fate is FeedFate.READ


def test_a_second_night_asks_with_validators_and_lists_nothing(site: Site) -> None:
    site.routes["/feed"] = rss(site, "one", "two", ETag='"v1"')
    wire = source(site, "/feed")
    first = poll(wire)
    second = poll(wire, first.states)
    assert (len(first.items), len(second.items)) == (2, 0)
    assert second.reports[0].fate is FeedFate.UNCHANGED
    assert site.log[-1].headers["if-none-match"] == '"v1"'


def test_lying_validators_are_caught_by_the_bodys_hash(site: Site) -> None:
    site.routes["/feed"] = [rss(site, "one", ETag=f'"{n}"') for n in range(3)]
    wire = source(site, "/feed")
    assert poll(wire, poll(wire).states).reports[0].fate is FeedFate.UNCHANGED


def test_after_a_week_of_no_change_a_feed_is_asked_for_in_full(site: Site) -> None:
    site.routes["/feed"] = rss(site, "one", ETag='"v1"')
    wire = source(site, "/feed")
    states = poll(wire).states
    for days in (3, 9, 10):
        states = poll(wire, states, now=NOW + timedelta(days=days)).states
    asked = ["if-none-match" in noted.headers for noted in site.log if noted.path == "/feed"]
    assert asked == [False, True, False, True]


def test_only_new_and_changed_entries_are_listed(site: Site) -> None:
    site.routes["/feed"] = [rss(site, "one", "two"), rss(site, "two", "three")]
    wire = source(site, "/feed")
    assert [item.title for item in poll(wire, poll(wire).states).items] == ["three"]


def test_an_article_in_feed_and_sitemap_is_one_item(site: Site) -> None:
    site.routes["/feed"] = rss(site, "go-7")
    body = f"<urlset><url><loc>{site.url('/news/one')}</loc><news><publication_date>2023-12-20 10:00"
    site.routes["/map"] = Answer(f"{body}</publication_date><title>go-7</title></news></url></urlset>".encode())
    assert [item.url for item in poll(source(site, "/feed", sitemaps=("/map",))).items] == [site.url("/go-7")]


def test_a_page_that_announces_a_feed_leads_to_it(site: Site) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/real">'
    site.routes |= {"/feed": Answer(f"<html><head>{link}</head></html>".encode()), "/real": rss(site, "one")}
    found = poll(source(site, "/feed"))
    assert len(found.items) == 1
    assert site.url("/real") in (found.reports[0].error or "")


def test_a_moved_feed_is_asked_at_its_new_address_next_time(site: Site) -> None:
    site.routes |= {"/feed": Answer(b"", 301, {"Location": "/new"}), "/new": rss(site, "one")}
    wire = source(site, "/feed")
    poll(wire, poll(wire).states)
    assert site.paths().count("/feed") == 1
    assert site.paths().count("/new") == 2


def test_a_feed_that_is_not_due_or_off_is_left_alone(site: Site) -> None:
    wire = source(site, "/feed")
    later = FeedState(site.url("/feed"), next_poll_at=NOW + timedelta(hours=1))
    off = FeedState(site.url("/feed"), disabled=True, reason="HTTP 404")
    assert poll(wire, (later,), force=False).reports[0].fate is FeedFate.NOT_DUE
    assert poll(wire, (off,), force=False).reports[0].fate is FeedFate.DISABLED
    assert site.paths() == []


def test_a_dead_feed_is_switched_off_after_ten_nights_with_the_reason(site: Site) -> None:
    wire, states, now = source(site, "/gone"), (), NOW
    for _ in range(int(DISABLE_AT)):
        found = poll(wire, states, now=now)
        states, now = found.states, now + timedelta(days=1)
    assert states[0].disabled
    assert states[0].reason == "HTTP 404"


def test_failures_cost_by_their_kind_and_a_success_clears_them() -> None:
    state = FeedState("x")
    for status, score in ((FetchStatus.GONE, 1.0), (FetchStatus.FETCHED, 1.5), (FetchStatus.TIMEOUT, 1.75)):
        state = after_failure(state, status, "why", NOW, (900, 86_400), None)
        assert state.failure_score == score
    assert after_success(state, NOW, (900, 86_400), (), None).failure_score == 0


def test_the_pace_follows_the_feed_between_floor_and_ceiling() -> None:
    limits = (900.0, 86_400.0)
    busy = [NOW - timedelta(hours=n) for n in range(10)]
    state = after_success(FeedState("x"), NOW, limits, busy, None)
    assert state.interval_s == 1800
    assert after_success(state, NOW, limits, (), None).interval_s == 2700
    rare = [NOW - timedelta(days=30 * n) for n in range(10)]
    assert after_success(state, NOW, limits, rare, None).interval_s == 86_400
    asked = after_success(state, NOW, limits, busy, 7200)
    assert not is_due(asked, NOW + timedelta(seconds=7000))
    assert is_due(asked, NOW + timedelta(seconds=7300))
