"""strikelog sources: the outlets that are read, and whether their feeds still answer."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from pipeline.cli.render import Format, write_rows
from pipeline.cli.running import command_app

app = command_app(
    "sources",
    examples="""
    strikelog sources list
    strikelog sources check alarabiya-english
    strikelog sources check --feed-file feed.xml --json
    strikelog sources add https://news.example.org/ --country JO --timezone Asia/Amman --scale national
    """,
)
_LISTED = ("id", "name", "country", "language", "scale", "agency", "enabled", "feeds", "sitemaps")
_CHECKED = ("source_id", "feed_url", "fate", "kind", "entries", "entries_with_url", "entries_with_date", "error")


@app.command(name="list")
def list_(*, sources: Path | None = None, format: Format = Format.TABLE) -> int:
    """List the outlets of the sources file.

    Parameters
    ----------
    sources
        Another sources file than the settings name.
    format
        table, json, jsonl or csv.
    """
    from pipeline.sources import load_sources

    rows = [source.model_dump(mode="json") for source in load_sources(_file(sources))]
    write_rows(rows, format, _LISTED, title=f"{len(rows)} sources")
    return 0


@app.command
def check(
    *names: str,
    feed_file: Path | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    sources: Path | None = None,
) -> int:
    """Read feeds now and say what they give: entries, addresses, dates, what is wrong.

    Parameters
    ----------
    names
        Source ids; all enabled sources when none is given.
    feed_file
        A feed on disk instead; prints one JSON object.
    json
        One JSON object a feed instead of a table.
    sources
        Another sources file than the settings name.
    """
    if feed_file is not None:
        return _check_file(feed_file)
    from pipeline import settings
    from pipeline.crawl import check_sources
    from pipeline.sources import chosen, load_sources

    rows = [_row(report) for report in check_sources(chosen(load_sources(_file(sources)), names), settings.load())]
    write_rows(rows, Format.JSONL if json else Format.TABLE, _CHECKED)
    return int(any(row["error"] for row in rows))


@app.command
def add(
    homepage: str,
    *,
    country: str,
    scale: str,
    id: str | None = None,
    name: str | None = None,
    feed: tuple[str, ...] = (),
    sitemap: tuple[str, ...] = (),
    language: str = "en",
    timezone: str = "UTC",
    agency: Annotated[bool, Parameter(negative="")] = False,
    sources: Path | None = None,
) -> int:
    """Append an outlet to the sources file; without --feed and --sitemap its home page is asked for them.

    Parameters
    ----------
    homepage
        The outlet's front page.
    country
        ISO 3166-1 alpha-2 code of its seat.
    scale
        local, national, international or official.
    id
        Its id in the file; made from the host when not given.
    name
        Its name; the host when not given.
    feed
        A feed's address; may be given several times.
    sitemap
        A sitemap's address; may be given several times.
    language
        ISO 639-1 code of its texts.
    timezone
        IANA zone of its times.
    agency
        It is a news agency.
    sources
        Another sources file than the settings name.
    """
    from pipeline.sources_file import add_source, id_of

    row: dict[str, Any] = {"id": id or id_of(homepage), "homepage": homepage}
    row["name"] = name or id_of(homepage, separator=".")
    row |= {"feeds": list(feed), "sitemaps": list(sitemap), "country": country, "language": language}
    row |= {"timezone": timezone, "scale": scale, "agency": agency}
    if not feed and not sitemap:
        row["feeds"] = list(_announced(homepage))
    added = add_source(_file(sources), row)
    print(f"{added.id}: {', '.join((*added.feeds, *added.sitemaps))} added to {_file(sources)}")
    return 0


def _check_file(path: Path) -> int:
    from pipeline.discover.check import check_file

    checked = check_file(path)
    print(json.dumps(asdict(checked), ensure_ascii=False))
    return int(checked.error is not None)


def _file(given: Path | None) -> Path:
    if given is not None:
        return given
    from pipeline import settings

    return settings.load().sources_file


def _row(report: Any) -> dict[str, Any]:
    return {**asdict(report), "unread_dates": list(report.unread_dates)}


def _announced(homepage: str) -> tuple[str, ...]:
    from pipeline import settings
    from pipeline.crawl import announced_feeds_of
    from pipeline.errors import NotFoundError

    found = announced_feeds_of(homepage, settings.load())
    if not found:
        raise NotFoundError(f"{homepage} announces no feed", todo="give one with --feed or --sitemap")
    return found
