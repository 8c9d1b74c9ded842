"""The sources file: what is in it, and how its mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError, NotFoundError, UsageError
from pipeline.sources import Source, chosen, load_sources
from pipeline.sources_file import add_source, id_of

GOOD = """
[[source]]
id = "gulf-wire"
name = "Gulf Wire"
homepage = "https://gulf.example/"
feeds = ["https://gulf.example/rss"]
country = "AE"
language = "en"
timezone = "Asia/Dubai"
scale = "national"
"""


def file_with(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bundled_list_begins_with_al_arabiya_and_is_long_enough() -> None:
    sources = load_sources()
    assert sources[0].id == "alarabiya-english"
    assert len(chosen(sources)) >= 30
    assert {source.scale for source in sources} >= {"national", "international", "official", "local"}


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('scale = "national"', 'scale = "galactic"', 10, "scale"),
        ('timezone = "Asia/Dubai"', 'timezone = "Asia/Dubay"', 9, "IANA"),
        ('homepage = "https', 'homepage = "gopher', 5, "http"),
        ('name = "Gulf Wire"', 'nmae = "Gulf Wire"', 2, "name"),
        ('feeds = ["https://gulf.example/rss"]', "feeds = []", 2, "feeds or sitemaps"),
        ('country = "AE"', 'country = "Emirates"', 7, "country"),
    ],
)
def test_a_mistake_names_file_line_and_key(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    path = file_with(tmp_path, GOOD.replace(old, new))
    with pytest.raises(ConfigError) as caught:
        load_sources(path)
    assert f"{path}:{line}:" in str(caught.value)
    assert told in str(caught.value)


def test_an_id_may_be_used_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r":13: source gulf-wire: this id is taken \(line 2"):
        load_sources(file_with(tmp_path, GOOD + GOOD))


@pytest.mark.parametrize("text", ["", "[source]\nid = 1", "sources = []", "not toml at all ="])
def test_a_file_without_outlets_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError):
        load_sources(file_with(tmp_path, text))


def test_choosing_by_id_finds_disabled_ones_and_suggests_names(tmp_path: Path) -> None:
    sources = load_sources(file_with(tmp_path, GOOD + "enabled = false\n"))
    assert chosen(sources) == ()
    assert [source.id for source in chosen(sources, ["gulf-wire"])] == ["gulf-wire"]
    with pytest.raises(NotFoundError, match="did you mean gulf-wire"):
        chosen(sources, ["golf-wire"])


def test_an_added_source_is_read_back_and_nothing_else_changes(tmp_path: Path) -> None:
    path = file_with(tmp_path, GOOD)
    row = {"id": "levant-post", "name": "Levant “Post”", "homepage": "https://levant.example/", "country": "LB"}
    row |= {"feeds": ["https://levant.example/atom"], "language": "en", "scale": "local"}
    added = add_source(path, row)
    assert path.read_text(encoding="utf-8").startswith(GOOD.rstrip())
    assert load_sources(path)[1] == added == Source.model_validate(row)
    with pytest.raises(ConfigError, match="taken"):
        add_source(path, row)
    with pytest.raises(UsageError, match="country"):
        add_source(path, row | {"id": "other", "country": "Lebanon"})


def test_an_id_comes_from_the_host() -> None:
    assert id_of("https://www.news.example.org/en/") == "news-example-org"
