"""Parser drift in the run report: a source that changes its layout overnight is named, one that does not is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from article_pages import news_article, page
from loopback import Answer, Site, serve

from pipeline import settings
from pipeline.nightly import night
from pipeline.options import Options
from pipeline.report import Report

DATED = news_article(datePublished="2026-11-20T08:00:00Z")
BEFORE, NOW = range(25), range(25, 33)


def publish(site: Site, name: str, numbers: Sequence[int], html: str) -> None:
    """Put articles on the server and into the feed of an outlet."""
    items = "".join(f"<item><title>Council {n}</title><link>{site.url(f'/{name}/{n}')}</link></item>" for n in numbers)
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'
    site.routes[f"/{name}.xml"] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
    for n in numbers:
        text = html.replace("before dawn", f"{n} minutes before dawn").encode()
        site.routes[f"/{name}/{n}"] = Answer(text)


def run(folder: Path, site: Site) -> Report:
    tables = [
        f'[[source]]\nid = "{name}"\nname = "{name}"\nhomepage = "{site.base}"\nfeeds = ["{site.base}/{name}.xml"]\n'
        'country = "GB"\nlanguage = "en"\nscale = "national"\nmin_delay_s = 0\nallow_private = ["127.0.0.0/8"]\n'
        for name in ("steady", "rebuilt")
    ]
    (folder / "sources.toml").write_text("\n".join(tables), "utf-8")
    chosen = settings.load(
        database_url=f"sqlite:///{folder / 'x.db'}", archive_dir=folder / "a", sources_file=folder / "sources.toml"
    )
    return night(chosen, Options(force=True))


def test_a_source_that_changed_its_layout_is_named_in_the_report(tmp_path: Path) -> None:
    with serve() as site:
        for name in ("steady", "rebuilt"):
            publish(site, name, BEFORE, page(data=DATED))
        assert list(run(tmp_path, site).warnings) == []
        publish(site, "steady", NOW, page(data=DATED))
        publish(site, "rebuilt", NOW, page())
        (warning,) = run(tmp_path, site).warnings
    assert warning == "rebuilt: 100% of 8 pages have no date of their own, usually 0%"
