"""The sample newsroom is what its files promise, and is served with validators and troubles."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.sample import content, pages
from pipeline.sample.server import Answer, serving, site
from pipeline.sources import load_sources

BASE = "http://127.0.0.1:1"


def ask(url: str, **headers: str) -> tuple[int, bytes, str | None]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    connection.request("GET", parts.path, headers={key.replace("_", "-"): value for key, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, answer.read(), answer.getheader("ETag")
    connection.close()
    return found


def test_the_sample_has_what_it_promises() -> None:
    written = {f"{o.id}/{a.slug}": a for o in content.outlets() for a in content.articles(o)}
    told = {name for attack in content.attacks() for name in attack.articles}
    assert len(content.outlets()) == 6
    assert len(written) >= 30
    assert len(content.attacks()) == 8
    assert sum(len(attack.articles) > 1 for attack in content.attacks()) == 4
    assert told == {name for name, article in written.items() if article.attacks}
    quiet = [a for n, a in written.items() if n not in told and a.behaviour == "served" and a.kind == "article"]
    assert len([a for a in quiet if a.language != "ar" and not a.section]) >= 12


def test_every_feed_lists_every_article_of_its_outlet() -> None:
    answers = site(BASE)
    for outlet in content.outlets():
        for kind, where in outlet.feeds.items():
            body = answers[f"/{outlet.id}{where}"].body.decode()
            missing = [a.slug for a in content.articles(outlet) if pages.path(outlet, a) not in body]
            assert missing == [] or kind == "dead"


def test_edition_two_corrects_one_article_and_its_feed() -> None:
    first, second = site(BASE), site(BASE, edition=2)
    changed = sorted(path for path in first if first[path] != second[path])
    slug = "/sahel-dispatch/2023/12/18/maiduguri-market-suicide-bombing"
    assert changed == [slug, "/sahel-dispatch/rss"]
    assert b"killed 15 people" in second[slug].body


def test_a_known_page_is_answered_304() -> None:
    with serving() as server:
        status, body, etag = ask(f"{server.base}/gulf-courier/rss.xml")
        again, nothing, _ = ask(f"{server.base}/gulf-courier/rss.xml", If_None_Match=etag or "")
    assert (status, again, nothing) == (200, 304, b"")
    assert body.startswith(b"<?xml")
    assert server.requests == ["/gulf-courier/rss.xml"] * 2


def test_the_troubles_are_served() -> None:
    answers: dict[str, Answer] = dict(site(BASE))
    assert answers["/tigris-post/2023/12/17/gone-photo-essay"].status == 404
    assert answers["/levant-monitor/2023/12/19/premium-who-armed-the-convoy"].status == 403
    assert answers["/levant-monitor/feed/breaking/"].status == 503
    broken = answers["/sahel-dispatch/2023/12/17/broken-bytes-letters"].body
    assert broken.decode("utf-8", "replace").count("�") >= 2


def test_the_sources_file_can_be_read(tmp_path: Path) -> None:
    with serving() as server:
        file = server.write_sources(tmp_path / "sources.toml")
    sources = load_sources(file)
    assert [source.id for source in sources] == [outlet.id for outlet in content.outlets()]
    assert all(source.allow_private == ("127.0.0.0/8",) for source in sources)
