"""Fetching from a real server: statuses, limits, manners, retries."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from loopback import Answer, Site, serve

from models.page import FetchOutcome, FetchRequest, FetchStatus, Validators
from pipeline.fetch import Fetcher, FetchPolicy, stream_pages
from pipeline.fetch.policy import user_agent

POLICY = FetchPolicy(
    host_delay_s=0, backoff_s=0.01, timeout_s=2, item_deadline_s=3, max_page_bytes=50_000, allow_private=("127.0.0.1",)
)
PAGE = b"<html><body><p>" + b"A rocket fell into the river. " * 40 + b"</p></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as served:
        served.routes["/page"] = Answer(PAGE)
        yield served


def fetch(url: str, policy: FetchPolicy = POLICY, **request: object) -> FetchOutcome:
    async def ask() -> FetchOutcome:
        async with Fetcher(policy) as fetcher:
            return await fetcher.fetch(replace(FetchRequest(url), **request))  # type: ignore[arg-type]

    return asyncio.run(ask())


def test_a_page_comes_with_everything_needed_to_ask_again(site: Site) -> None:
    site.routes["/page"] = Answer(PAGE, 200, {**HTML, "ETag": '"a"', "Last-Modified": "Wed, 20 Dec 2023 10:00:00 GMT"})
    first = fetch(site.url("/page"))
    assert first.status is FetchStatus.FETCHED
    assert first.page is not None
    assert (first.page.body, first.page.status, first.page.header("ETag")) == (PAGE, 200, '"a"')
    again = fetch(site.url("/page"), validators=first.validators)
    assert (again.status, again.page, again.validators) == (FetchStatus.NOT_MODIFIED, None, first.validators)


def test_the_same_bytes_are_no_change_whatever_the_server_says(site: Site) -> None:
    digest = fetch(site.url("/page")).validators.body_sha256
    assert fetch(site.url("/page"), validators=Validators(body_sha256=digest)).status is FetchStatus.NOT_MODIFIED


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress), ("zstd", zstandard.compress)],
)
def test_content_codings_are_undone_and_bombs_are_not(site: Site, coding: str, pack: Callable[[bytes], bytes]) -> None:
    site.routes["/page"] = Answer(pack(PAGE), 200, {**HTML, "Content-Encoding": coding})
    site.routes["/bomb"] = Answer(pack(b"\0" * 4_000_000), 200, {**HTML, "Content-Encoding": coding})
    fetched = fetch(site.url("/page"))
    assert fetched.page is not None
    assert fetched.page.body == PAGE
    assert fetch(site.url("/bomb"), replace(POLICY, max_page_bytes=1_000_000)).status is FetchStatus.TOO_LARGE


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer(b"", 404), FetchStatus.GONE),
        (Answer(b"", 410), FetchStatus.GONE),
        (Answer(b"", 402), FetchStatus.PAYWALLED),
        (Answer(b"no", 403), FetchStatus.FORBIDDEN),
        (Answer(b"no", 451), FetchStatus.FORBIDDEN),
        (Answer(b"x" * 60_000), FetchStatus.TOO_LARGE),
        (Answer(b"%PDF-1.7 ...", 200, HTML), FetchStatus.NOT_HTML),
        (Answer(PAGE, 200, {"Content-Type": "image/png"}), FetchStatus.NOT_HTML),
        (Answer(b"words", 200, {**HTML, "Content-Encoding": "gzip"}), FetchStatus.MALFORMED),
        (Answer(b"", 302, {"Location": "/it"}), FetchStatus.MALFORMED),
        (Answer(b"", 302, {"Location": "javascript:alert(1)"}), FetchStatus.REFUSED),
        (Answer(b"", 302, {"Location": "http://169.254.169.254/latest"}), FetchStatus.REFUSED),
        (Answer(b"", 302, {"Location": "http://127.0.0.2/"}), FetchStatus.REFUSED),
        (Answer(b"<title>Just a moment...</title>Checking your browser", 503), FetchStatus.BLOCKED),
        (Answer(b"<p>We value your privacy</p><button>Accept all</button>"), FetchStatus.CONSENT),
    ],
)
def test_each_answer_has_its_status(site: Site, answer: Answer, status: FetchStatus) -> None:
    site.routes["/it"] = answer
    outcome = fetch(site.url("/it"))
    assert outcome.status is status
    assert outcome.attempts == 1
    assert outcome.reason


@pytest.mark.parametrize(
    "url",
    ["file:///etc/hosts", "ftp://x.org/a", "http://", "not a link", "http://10.0.0.1/", "http://[::1]/", "http://0x7f.2/"],
)
def test_what_no_crawler_opens_is_refused_without_a_request(url: str) -> None:
    assert fetch(url).status is FetchStatus.REFUSED


def test_a_source_may_vouch_for_its_own_network(site: Site) -> None:
    closed = replace(POLICY, allow_private=())
    assert fetch(site.url("/page"), closed).status is FetchStatus.REFUSED
    assert fetch(site.url("/page"), closed, allow_private=("127.0.0.0/8",)).status is FetchStatus.FETCHED


def test_trouble_that_passes_is_waited_out(site: Site) -> None:
    site.routes["/busy"] = [Answer(b"", 503), Answer(b"", 500), Answer(PAGE)]
    outcome = fetch(site.url("/busy"))
    assert (outcome.status, outcome.attempts) == (FetchStatus.FETCHED, 3)
    site.routes["/dead"] = Answer(b"", 500)
    assert fetch(site.url("/dead")).attempts == 4


def test_a_server_that_asks_for_a_pause_gets_it(site: Site) -> None:
    site.routes["/busy"] = [Answer(b"", 429, {"Retry-After": "1"}), Answer(PAGE)]
    assert fetch(site.url("/busy")).status is FetchStatus.FETCHED
    first, second = [noted.at for noted in site.log if noted.path == "/busy"]
    assert second - first >= 0.95
    site.routes["/later"] = Answer(b"", 429, {"Retry-After": "7200"})
    outcome = fetch(site.url("/later"))
    assert (outcome.status, outcome.retry_after_s) == (FetchStatus.RATE_LIMITED, 7200)


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<p>half")
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(b"a")
        time.sleep(0.1)


def test_a_body_that_breaks_off_is_fetched_again(site: Site) -> None:
    site.routes["/cut"] = [cut, Answer(PAGE)]
    assert fetch(site.url("/cut")).attempts == 2


def test_a_body_that_never_ends_ends_by_the_deadline(site: Site) -> None:
    site.routes["/drip"] = drip
    started = time.monotonic()
    assert fetch(site.url("/drip"), replace(POLICY, item_deadline_s=0.5)).status is FetchStatus.TIMEOUT
    assert time.monotonic() - started < 3


def test_robots_txt_is_asked_first_and_obeyed_at_every_hop(site: Site) -> None:
    site.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /members/\n")
    site.routes["/go"] = Answer(b"", 302, {"Location": "/members/1"})
    assert fetch(site.url("/go")).status is FetchStatus.DISALLOWED
    assert site.paths() == ["/robots.txt", "/go"]
    assert fetch(site.url("/members/1"), obey_robots=False).status is FetchStatus.GONE


def test_a_host_without_an_answer_for_robots_is_left_alone(site: Site) -> None:
    site.routes["/robots.txt"] = Answer(b"", 503)
    assert fetch(site.url("/page")).status is FetchStatus.DISALLOWED
    assert set(site.paths()) == {"/robots.txt"}


def test_permanent_redirects_are_remembered_and_others_not(site: Site) -> None:
    site.routes |= {"/old": Answer(b"", 301, {"Location": "/page"}), "/now": Answer(b"", 302, {"Location": "/page"})}
    assert fetch(site.url("/old")).moved_to == site.url("/page")
    assert fetch(site.url("/now")).moved_to is None


def test_a_page_that_is_only_a_refresh_is_followed(site: Site) -> None:
    site.routes["/hop"] = Answer(b'<html><meta http-equiv="refresh" content="0; url=/page"></html>')
    outcome = fetch(site.url("/hop"))
    assert outcome.page is not None
    assert (outcome.page.final_url, outcome.page.redirects) == (site.url("/page"), (site.url("/hop"),))


def run(site: Site, paths: list[str], policy: FetchPolicy, **fetcher: object) -> list[FetchOutcome]:
    async def ask() -> list[FetchOutcome]:
        async with Fetcher(policy, **fetcher) as client:  # type: ignore[arg-type]
            return [outcome async for outcome in stream_pages(client, [FetchRequest(site.url(p)) for p in paths])]

    return asyncio.run(ask())


def test_requests_to_a_host_keep_its_delay(site: Site) -> None:
    site.routes["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.3\n")
    run(site, ["/page"] * 4, POLICY)
    times = [noted.at for noted in site.log]
    assert min(b - a for a, b in pairwise(times)) >= 0.29


def test_every_item_has_an_outcome_when_the_run_is_out_of_time(site: Site) -> None:
    end = datetime.now(UTC) + timedelta(seconds=0.7)
    outcomes = run(site, ["/page"] * 6, replace(POLICY, host_delay_s=0.3), deadline=end)
    assert len(outcomes) == 6
    assert {outcome.status for outcome in outcomes} == {FetchStatus.FETCHED, FetchStatus.DEADLINE}


def test_we_say_who_we_are(site: Site) -> None:
    fetch(site.url("/page"), replace(POLICY, user_agent=user_agent("desk@example.org")))
    assert site.log[-1].headers["user-agent"].startswith("strikelog/")
    assert site.log[-1].headers["user-agent"].endswith("(+desk@example.org)")
