"""strikelog clean, sources and archive, as a person runs them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from article_pages import PARAGRAPHS, TITLE, page
from loopback import Answer, Site, serve

from models.page import RawPage
from pipeline.archive import Archive
from pipeline.cli import main

RSS = '<rss version="2.0"><channel><item><link>/a</link><pubDate>20 Dec 2023</pubDate></item></channel></rss>'


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("STRIKELOG_ALLOW_PRIVATE_ADDRESSES", "true")
    monkeypatch.setenv("STRIKELOG_HOST_DELAY_S", "0")
    with serve() as served:
        yield served


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_clean_keeps_order_and_keys(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "b.html").write_text(page(), encoding="utf-8")
    rows = [{"id": "a", "html": page(), "url": "https://x.example/a"}, {"id": "b", "html_path": "b.html"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["clean", str(tmp_path / "in.jsonl")]) == 0
    first, second = lines(capsysbinary.readouterr().out.decode())
    keys = "id url title authors published published_method language site text status error"
    assert list(first)[:11] == keys.split()
    assert (first["id"], second["id"], second["text"]) == ("a", "b", "\n".join(PARAGRAPHS))


def test_a_line_that_cannot_be_read_fails_and_the_others_go_on(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = '{"id": "a", "html": "<p>"}\n{"id": 7}\n{broken\n{"id": "c", "html_path": "/none/x.html"}\n'
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    assert main(["clean", str(tmp_path / "in.jsonl")]) == 1
    rows = lines(capsysbinary.readouterr().out.decode())
    assert [row["status"] for row in rows][1:] == ["failed"] * 3
    assert [row["id"] for row in rows] == ["a", "7", "", "c"]
    assert "line 2: html" in str(rows[1]["error"])
    assert "line 3: not valid JSON" in str(rows[2]["error"])


def test_clean_takes_one_html_file(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "story.html").write_text(page(), encoding="utf-8")
    assert main(["clean", str(tmp_path / "story.html")]) == 0
    (row,) = lines(capsysbinary.readouterr().out.decode())
    assert (row["id"], row["title"], row["status"]) == ("story.html", TITLE, "cleaned")


@pytest.mark.parametrize(("body", "entries", "code"), [(RSS, 1, 0), ("<html>404", 0, 1), ("", 0, 1)])
def test_checking_a_feed_file_prints_one_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, entries: int, code: int
) -> None:
    (tmp_path / "feed.xml").write_text(body, encoding="utf-8")
    assert main(["sources", "check", "--feed-file", str(tmp_path / "feed.xml"), "--json"]) == code
    (row,) = lines(capsys.readouterr().out)
    assert list(row) == ["entries", "entries_with_url", "entries_with_date", "error"]
    assert row["entries"] == row["entries_with_date"] == entries


def test_a_source_is_found_by_its_home_page_added_and_checked(
    tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    site.routes |= {"/": Answer(f"<html><head>{link}</head><p>Front</p></html>".encode()), "/rss": Answer(RSS.encode())}
    file = ["--sources", str(tmp_path / "mine.toml")]
    assert main(["sources", "add", site.url("/"), "--country", "JO", "--scale", "local", "--id", "mine", *file]) == 0
    capsys.readouterr()
    assert main(["sources", "check", "mine", "--json", *file]) == 0
    (row,) = lines(capsys.readouterr().out)
    assert (row["feed_url"], row["entries"], row["fate"]) == (site.url("/rss"), 1, "read")


def test_an_archived_page_is_shown_and_damage_is_told(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    url, now = "https://x.example/a", datetime(2023, 12, 20, tzinfo=UTC)
    with Archive(tmp_path) as archive:
        key = archive.append(RawPage(url, url, 200, (("etag", '"1"'),), b"<p>as it came</p>", now))
    assert main(["archive", "show", str(key), "--folder", str(tmp_path)]) == 0
    assert capsysbinary.readouterr().out == b"<p>as it came</p>"
    assert main(["archive", "verify", "--folder", str(tmp_path)]) == 0
    path = tmp_path / key.file
    path.write_bytes(path.read_bytes()[:-30])
    assert main(["archive", "verify", "--folder", str(tmp_path)]) == 1
    assert main(["archive", "show", "nonsense", "--folder", str(tmp_path)]) == 2
