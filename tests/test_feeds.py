"""Reading feeds of every kind, whole and broken."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.feed import FeedKind
from pipeline.discover.check import check_file
from pipeline.discover.read import MAX_ENTRIES, read_feed

ITEM = "<item><title>Rockets &amp; fire</title><link>https://x.example/a</link><guid>7</guid>%s</item>"
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><ttl>30</ttl>%s</channel></rss>'
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Drone shot down</title>
<link rel="alternate" href="/b"/><id>tag:x,1</id><author><name>Rana Haddad</name></author>
<published>2023-12-20T10:00:00+03:00</published><updated>2023-12-20T11:00:00+03:00</updated>
<summary type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://x.example/"><title>News</title></channel>
<item rdf:about="https://x.example/c"><title>Shelling</title><link>https://x.example/c</link>
<dc:date>2023-12-20T08:00:00Z</dc:date></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://x.example/d</loc>
<image:image><image:loc>https://x.example/d.jpg</image:loc><image:title>Smoke</image:title></image:image>
<news:news><news:publication><news:name>X</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2023-12-20</news:publication_date><news:title>Base hit</news:title></news:news></url></urlset>"""


def rss(*inner: str) -> bytes:
    return (RSS % "".join(ITEM % text for text in inner)).encode()


def test_rss_gives_address_title_and_ttl() -> None:
    document = read_feed(rss("<pubDate>Thu,21 Dec 2023 4:35:5 GMT+9</pubDate>"))
    (entry,) = document.entries
    assert (document.kind, document.ttl_s, document.error) == (FeedKind.RSS, 1800.0, None)
    assert (entry.url, entry.guid, entry.title) == ("https://x.example/a", "7", "Rockets & fire")
    assert entry.published_at() == datetime(2023, 12, 20, 19, 35, 5, tzinfo=UTC)


def test_atom_links_are_made_absolute_and_markup_becomes_lines() -> None:
    (entry,) = read_feed(ATOM.encode(), base_url="https://x.example/feed").entries
    assert entry.url == "https://x.example/b"
    assert entry.summary == "One.\nTwo."
    assert entry.authors == ("Rana Haddad",)
    assert entry.updated_at() is not None


def test_rdf_and_sitemaps_are_read() -> None:
    assert [entry.url for entry in read_feed(RDF.encode()).entries] == ["https://x.example/c"]
    (entry,) = read_feed(gzip.compress(SITEMAP.encode())).entries
    assert (entry.url, entry.title, entry.language) == ("https://x.example/d", "Base hit", "en")


def test_a_sitemap_index_gives_its_children() -> None:
    body = b"<sitemapindex><sitemap><loc>https://x.example/s1.xml</loc><lastmod>2023-12-20</lastmod></sitemap>"
    document = read_feed(body + b"</sitemapindex>")
    assert document.kind is FeedKind.SITEMAP_INDEX
    assert document.children == (("https://x.example/s1.xml", datetime(2023, 12, 20, tzinfo=UTC)),)


def test_json_feed_is_read() -> None:
    item = {"id": 5, "url": "/e", "title": "Siege", "content_html": "<p>Text</p>", "date_published": "2023-12-20"}
    body = {"version": "https://jsonfeed.org/version/1.1", "authors": [{"name": "Desk"}], "items": [item, 3]}
    (entry,) = read_feed(json.dumps(body).encode(), base_url="https://x.example/feed.json").entries
    assert (entry.url, entry.guid, entry.content, entry.authors) == ("https://x.example/e", "5", "Text", ("Desk",))


def test_a_page_instead_of_a_feed_names_the_feeds_it_announces() -> None:
    links = '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
    links += '<link rel="alternate" type="application/atom+xml" href="/atom">'
    links += '<link rel="alternate" hreflang="ar" type="application/rss+xml" href="/ar">'
    document = read_feed(f"<!doctype html><html><head>{links}</head></html>".encode(), base_url="https://x.example/")
    assert document.kind is FeedKind.HTML
    assert [url for url, _ in document.children] == ["https://x.example/atom", "https://x.example/comments/feed"]


@pytest.mark.parametrize("body", [b"", b" \n", b"<rss", b"{]", b"<html><p>404", b"\x1f\x8bbroken", b"words", b"\0"])
def test_what_is_no_feed_has_an_error_and_no_entries(body: bytes) -> None:
    document = read_feed(body)
    assert document.entries == ()
    assert document.error


def test_a_feed_cut_short_gives_what_came_before_the_cut() -> None:
    whole = rss("<pubDate>2023-12-20</pubDate>", "")
    assert len(read_feed(whole[: whole.rindex(b"<link>")]).entries) >= 1


def test_entities_reach_no_file_and_explode_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    body = rss("<description>&x; &b;</description>").replace(b"<rss", head.encode() + b"<rss", 1)
    assert "the secret" not in repr(read_feed(body))


def test_the_middle_of_an_endless_feed_is_left_out_and_said() -> None:
    rows = "".join(f"<item><link>https://x.example/{n}</link></item>" for n in range(MAX_ENTRIES + 500))
    document = read_feed((RSS % rows).encode())
    assert (len(document.entries), document.total) == (MAX_ENTRIES, MAX_ENTRIES + 500)
    assert document.entries[0].url == "https://x.example/0"
    assert document.entries[-1].url == f"https://x.example/{MAX_ENTRIES + 499}"
    assert "kept" in (document.error or "")


def test_checking_a_file_counts_and_never_raises(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss("<pubDate>whenever</pubDate>", "<pubDate>20 Dec 2023</pubDate>"))
    checked = check_file(path)
    assert (checked.entries, checked.entries_with_url, checked.entries_with_date) == (2, 2, 1)
    assert check_file(tmp_path / "none.xml").error == "cannot be opened: No such file or directory"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_noise_in_a_feed_never_raises(noise: bytes, at: int) -> None:
    for whole in (rss("<pubDate>2023-12-20</pubDate>"), ATOM.encode(), SITEMAP.encode(), noise):
        read_feed(whole[:at] + noise + whole[at:])
