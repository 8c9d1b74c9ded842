"""The sample's feeds: RSS 2.0, Atom and a news sitemap, and the list of sources that leads to them."""

from __future__ import annotations

import json
from email.utils import format_datetime
from html import escape

from pipeline.sample.content import Outlet, SampleArticle
from pipeline.sample.pages import changed, path, text


def rss(outlet: Outlet, listed: list[SampleArticle], base: str, edition: int) -> str:
    """The outlet's articles as RSS 2.0; an edited article has its new date in ``atom:updated``."""
    items = "".join(
        f"<item><title>{escape(a.title)}</title><link>{base}{path(outlet, a)}</link>"
        f'<guid isPermaLink="false">{outlet.id}:{a.slug}</guid><pubDate>{format_datetime(a.published)}</pubDate>'
        f"<atom:updated>{changed(a, edition).isoformat()}</atom:updated>"
        f"<description>{escape(_teaser(a, edition))}</description></item>"
        for a in listed
    )
    head = f"<title>{escape(outlet.name)}</title><link>{base}/{outlet.id}/</link><ttl>15</ttl>"
    space = 'xmlns:atom="http://www.w3.org/2005/Atom"'
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {space}><channel>{head}{items}</channel></rss>'


def atom(outlet: Outlet, listed: list[SampleArticle], base: str, edition: int) -> str:
    """The outlet's articles as Atom."""
    entries = "".join(
        f"<entry><id>tag:{outlet.id},2023:{a.slug}</id><title>{escape(a.title)}</title>"
        f'<link rel="alternate" href="{base}{path(outlet, a)}"/><published>{a.published.isoformat()}</published>'
        f"<updated>{changed(a, edition).isoformat()}</updated>"
        f"<author><name>{escape(', '.join(a.authors))}</name></author>"
        f"<summary>{escape(_teaser(a, edition))}</summary></entry>"
        for a in listed
    )
    newest = max(changed(a, edition) for a in listed).isoformat()
    head = f"<id>tag:{outlet.id},2023:feed</id><title>{escape(outlet.name)}</title><updated>{newest}</updated>"
    space = 'xmlns="http://www.w3.org/2005/Atom"'
    return f'<?xml version="1.0" encoding="UTF-8"?><feed {space}>{head}{entries}</feed>'


def sitemap(outlet: Outlet, listed: list[SampleArticle], base: str, edition: int) -> str:
    """The outlet's articles as a news sitemap."""
    rows = "".join(
        f"<url><loc>{base}{path(outlet, a)}</loc><lastmod>{changed(a, edition).isoformat()}</lastmod><news:news>"
        f"<news:publication><news:name>{escape(outlet.name)}</news:name>"
        f"<news:language>{a.language or outlet.language}</news:language></news:publication>"
        f"<news:publication_date>{a.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(a.title)}</news:title></news:news></url>"
        for a in listed
    )
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{rows}</urlset>'


def sources_toml(known: tuple[Outlet, ...], base: str) -> str:
    """A sources file for the sample at ``base``: no pause between requests, loopback allowed."""
    return "\n".join(_source(outlet, base) for outlet in known)


def _source(outlet: Outlet, base: str) -> str:
    home = f"{base}/{outlet.id}"
    values: dict[str, object] = {
        "id": outlet.id,
        "name": outlet.name,
        "homepage": f"{home}/",
        "feeds": [home + where for kind, where in outlet.feeds.items() if kind != "sitemap"],
        "sitemaps": [home + where for kind, where in outlet.feeds.items() if kind == "sitemap"],
        "country": outlet.country,
        "language": outlet.language,
        "timezone": outlet.timezone,
        "scale": outlet.scale,
        "agency": outlet.agency,
        "min_delay_s": 0,
        "poll_floor_s": 0,
        "poll_ceiling_s": 1,
        "allow_private": ["127.0.0.0/8"],
    }
    return "[[source]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())


def _teaser(article: SampleArticle, edition: int) -> str:
    """The first paragraph, as feeds give it."""
    return text(article, edition).strip().split("\n\n")[0]
