"""The feeds that a web page announces in its head."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree, html

_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/xml",
    "text/xml", "application/x.atom+xml", "application/x-atom+xml",
})  # fmt: skip


def announced_feeds(body: bytes, base_url: str = "") -> tuple[str, ...]:
    """Absolute addresses of the page's feeds, in its order, comment feeds last; empty when it has none."""
    try:
        tree = html.document_fromstring(body[:500_000], parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    found: dict[str, bool] = {}
    for link in tree.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").lower().partition(";")[0].strip()
        if "alternate" in rel and kind in _TYPES and not link.get("hreflang") and (href := link.get("href")):
            found.setdefault(_absolute(base_url, href), "comment" in (link.get("title") or href).lower())
    found.pop("", None)
    return tuple(sorted(found, key=lambda url: found[url]))


def _absolute(base_url: str, href: str) -> str:
    try:
        url = urljoin(base_url, href.strip())
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""
