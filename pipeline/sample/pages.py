"""The sample's articles as web pages: its outlets' templates filled in, JSON-LD included."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from html import escape
from string import Template
from typing import Any

from pipeline.sample.content import FOLDER, Outlet, SampleArticle


def path(outlet: Outlet, article: SampleArticle) -> str:
    """Where an article is served."""
    folder = article.section or f"{article.published:%Y/%m/%d}"
    return f"/{outlet.id}/{folder}/{article.slug}"


def text(article: SampleArticle, edition: int) -> str:
    """The article's text in an edition."""
    return article.body_2 if edition > 1 and article.body_2 else article.body


def changed(article: SampleArticle, edition: int) -> datetime:
    """When the article was last changed as of an edition."""
    return article.updated_2 if edition > 1 and article.updated_2 else article.published


def article_page(outlet: Outlet, article: SampleArticle, base: str, edition: int, others: list[SampleArticle]) -> str:
    """The article's page as HTML; ``others`` are teased beside it."""
    if article.behaviour == "challenge":
        return _template("challenge").substitute(site=escape(outlet.name))
    language = article.language or outlet.language
    return _template(outlet.design).substitute(
        lang=language,
        dir="rtl" if language == "ar" else "ltr",
        title=escape(article.title),
        site=escape(outlet.name),
        url=base + path(outlet, article),
        authors=escape(", ".join(article.authors)),
        published=article.published.isoformat(),
        modified=changed(article, edition).isoformat(),
        shown=f"{article.published:%d %B %Y, %H:%M}",
        jsonld=json.dumps(_json_ld(outlet, article, base, edition), ensure_ascii=False).replace("<", "\\u003c"),
        body=_body(article, edition),
        related="".join(f'<li><a href="{base}{path(outlet, o)}">{escape(o.title)}</a></li>' for o in others),
    )


def front_page(outlet: Outlet, base: str, listed: list[SampleArticle]) -> str:
    """An outlet's home page, with links that let a reader's program find its feeds."""
    kinds = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
    feeds = "".join(
        f'<link rel="alternate" type="{kinds[kind]}" href="{base}/{outlet.id}{where}">'
        for kind, where in outlet.feeds.items()
        if kind in kinds
    )
    links = "".join(f'<li><a href="{base}{path(outlet, a)}">{escape(a.title)}</a></li>' for a in listed)
    head = f'<meta charset="utf-8"><title>{escape(outlet.name)}</title>{feeds}'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><ul>{links}</ul></body></html>'


@cache
def _template(name: str) -> Template:
    return Template((FOLDER / "templates" / f"{name}.html").read_text("utf-8"))


def _body(article: SampleArticle, edition: int) -> str:
    paragraphs = [part.strip() for part in text(article, edition).split("\n\n") if part.strip()]
    if article.kind == "video":
        return '<video controls src="/media/clip.mp4"></video>' + "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    if article.kind == "live":
        return "\n".join(_live_entry(article, *_split_entry(p)) for p in paragraphs)
    return "\n".join(f"<p>{escape(p)}</p>" for p in paragraphs)


def _split_entry(paragraph: str) -> tuple[str, str, str]:
    """``time | headline | text`` of a live entry; the headline may be missing."""
    parts = [part.strip() for part in paragraph.split(" | ", 2)]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (parts[0], "", parts[1])


def _live_entry(article: SampleArticle, clock: str, headline: str, words: str) -> str:
    when = f"{article.published:%Y-%m-%d}T{clock}:00{article.published:%z}"
    head = f"<h3>{escape(headline)}</h3>" if headline else ""
    return f'<div class="live-entry"><time datetime="{when}">{clock}</time>{head}<p>{escape(words)}</p></div>'


def _json_ld(outlet: Outlet, article: SampleArticle, base: str, edition: int) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting" if article.kind == "live" else "NewsArticle",
        "mainEntityOfPage": base + path(outlet, article),
        "headline": article.title,
        "datePublished": article.published.isoformat(),
        "dateModified": changed(article, edition).isoformat(),
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
    }
