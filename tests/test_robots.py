"""What robots.txt lets us do."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.robots import parse_robots, robots_of

AGENT = "strikelog"


def test_rules_delay_and_sitemaps_are_read() -> None:
    text = b"User-agent: *\nDisallow: /members/\nCrawl-delay: 2.5\nSitemap: https://x.example/s.xml\n"
    robots = parse_robots(text)
    assert robots.allows("https://x.example/news/a", AGENT)
    assert not robots.allows("https://x.example/members/a", AGENT)
    assert robots.delay_s(AGENT) == 2.5
    assert robots.sitemaps() == ("https://x.example/s.xml",)


def test_a_group_of_our_own_wins_and_others_do_not_bind() -> None:
    robots = parse_robots(b"User-agent: strikelog\nDisallow: /private\n\nUser-agent: GPTBot\nDisallow: /\n")
    assert robots.allows("https://x.example/news", AGENT)
    assert not robots.allows("https://x.example/private/1", AGENT)


def test_the_status_decides_when_there_are_no_rules() -> None:
    everything = "https://x.example/a"
    assert robots_of(404, b"").allows(everything, AGENT)
    assert robots_of(403, b"").allows(everything, AGENT)
    assert not robots_of(503, b"").allows(everything, AGENT)
    assert not robots_of(429, b"").allows(everything, AGENT)
    assert not robots_of(None, b"").allows(everything, AGENT)


def test_an_error_page_is_no_rule_file() -> None:
    assert parse_robots(b"<html>Disallow: /</html>").allows("https://x.example/a", AGENT)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_rules_of_some_kind(body: bytes) -> None:
    assert parse_robots(b"User-agent: *\n" + body).allows("https://x.example/robots.txt", AGENT)
