"""One reader of hostile bytes under coverage-guided fuzzing.

``python tests/fuzzing TARGET [libFuzzer options] [FOLDER of first inputs]``

A target fails on any exception that it does not name, and on one input that takes longer than ``-timeout`` seconds.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["pipeline", "models", "feedparser", "protego", "warcio"]):
    from pipeline.clean.decode import decode
    from pipeline.clean.page import clean
    from pipeline.discover.read import read_feed
    from pipeline.robots import parse_robots
    from pipeline.warc import ArchiveError, checked_in, pages_in

ADDRESS = "https://outlet.example/news/1"


def feed(body: bytes) -> None:
    """RSS, Atom, RDF, JSON Feed and autodiscovery."""
    found = read_feed(body, base_url=ADDRESS)
    assert found.error or found.entries or found.children or found.kind


def sitemap(body: bytes) -> None:
    """Sitemaps and their indexes."""
    read_feed(b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' + body)
    read_feed(b"<sitemapindex>" + body)


def robots(body: bytes) -> None:
    """Rules, delay and sitemaps of a robots.txt."""
    rules = parse_robots(body)
    rules.allows(ADDRESS, "strikelog")
    assert (rules.delay_s("strikelog") or 0) >= 0
    assert all(isinstance(url, str) for url in rules.sitemaps())


def html(body: bytes) -> None:
    """A page to an article."""
    page = clean(decode(body, "text/html"), url=ADDRESS)
    assert page.status


def warc(body: bytes) -> None:
    """An archive file: whole records come out, and what cannot be read is an ArchiveError."""
    for read in (lambda file: pages_in(file, "a.warc", 0), lambda file: checked_in(file, "a.warc")):
        try:
            for _ in read(io.BytesIO(body)):
                pass
        except ArchiveError:
            pass


TARGETS: dict[str, Callable[[bytes], None]] = {one.__name__: one for one in (feed, sitemap, robots, html, warc)}


def main() -> None:
    """Fuzz the target that the command line names."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"usage: python tests/fuzzing {{{'|'.join(TARGETS)}}} [-max_total_time=SECONDS] [FOLDER]")
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
