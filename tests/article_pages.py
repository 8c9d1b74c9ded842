"""Article pages of our own writing, with the furniture that real ones have."""

from __future__ import annotations

import json

PARAGRAPHS = (
    "Two rockets struck the outskirts of the airfield before dawn on Wednesday, the provincial council said.",
    "Guards found a third one on its rails behind an orchard, together with a timer and a spool of wire.",
    "Nobody was hurt, a spokesman for the garrison told reporters, and flights went on after an hour.",
    "The council asked farmers of the district to report lorries that park in the fields after dark.",
)
TITLE = "Two rockets strike airfield outskirts"


def page(
    title: str = TITLE,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    *,
    head: str = "",
    data: dict[str, object] | None = None,
    before: str = "",
    after: str = "",
    lang: str = "en",
) -> str:
    """A page with navigation, comments and other reading around an article."""
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    links = "".join(f'<li><a href="/n/{n}">Other story number {n} of the day</a></li>' for n in range(6))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Orchard Gazette</title>'
        f'<meta property="og:site_name" content="Orchard Gazette">{head}{script}</head><body>'
        f"<nav><ul>{links}</ul></nav><main><article><h1>{title}</h1>{before}{body}{after}</article></main>"
        f'<aside class="related"><h2>Related</h2><ul>{links}</ul></aside>'
        '<section id="comments"><p>First! What a story, I was there and saw nothing of the sort.</p></section>'
        "<footer><p>All rights reserved. Subscribe to our newsletter.</p></footer></body></html>"
    )


def news_article(**fields: object) -> dict[str, object]:
    """JSON-LD of an article."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}
