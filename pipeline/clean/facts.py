"""Everything that a page says of itself in its head and markup, gathered in one walk over the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.clean.jsonld import Node, article_of, nodes


@dataclass(frozen=True, slots=True)
class Facts:
    """A page's own claims. ``meta`` maps lower-case names and properties to all their contents."""

    tree: HtmlElement
    url: str | None
    meta: dict[str, tuple[str, ...]]
    nodes: tuple[Node, ...]
    article: Node
    headings: tuple[str, ...]  # texts of h1
    title: str | None  # the title element
    links: tuple[tuple[str, str, str], ...] = ()  # rel (canonical, amphtml, alternate), address, hreflang
    states: tuple[str, ...] = ()  # scripts that carry markup: pages drawn in the browser keep their article there

    def first(self, *names: str) -> str | None:
        """The first content of the first meta name that the page has."""
        return next((self.meta[name][0] for name in names if self.meta.get(name)), None)


def gather(tree: HtmlElement, url: str | None = None) -> Facts:
    """Read the claims of a page; the tree is not changed."""
    meta: dict[str, list[str]] = {}
    scripts: list[str] = []
    states: list[str] = []
    headings: list[str] = []
    links: list[tuple[str, str, str]] = []
    title = None
    for element in tree.iter("meta", "script", "h1", "title", "link"):
        if element.tag == "meta":
            _add_meta(meta, element)
        elif element.tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                scripts.append(element.text or "")
            elif element.text and _carries_markup(element.text):
                states.append(element.text)
        elif element.tag == "link":
            links.extend(_link(element))
        elif element.tag == "h1":
            headings.append(inner_text(element))
        elif title is None and not _in_svg(element):
            title = inner_text(element) or None
    found = nodes(scripts)
    kept = {name: tuple(values) for name, values in meta.items()}
    spoken = tuple(filter(None, headings))
    return Facts(tree, url, kept, found, article_of(found), spoken, title, tuple(links), tuple(states))


def inner_text(element: HtmlElement) -> str:
    """All text below an element, white space folded, scripts and styles left out."""
    parts: list[str] = []
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in ("script", "style") and node.text:
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
    return " ".join("".join(parts).split())


def opening_text(tree: HtmlElement, limit: int = 4000) -> str:
    """The first visible text of a page, at most about ``limit`` characters."""
    parts: list[str] = []
    length = 0
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag == "head":
            continue
        texts = (None if node.tag in ("script", "style", "title", "noscript") else node.text, node.tail)
        for text in texts:
            if text and (bare := " ".join(text.split())):
                parts.append(bare)
                length += len(bare) + 1
        if length >= limit:
            break
    return " ".join(parts)


def _carries_markup(script: str) -> bool:
    return len(script) > 2000 and any(mark in script for mark in ("\\u003cp", "\\u003Cp", "<p>", "<p "))


def _link(element: HtmlElement) -> Iterator[tuple[str, str, str]]:
    href = (element.get("href") or "").strip()
    for rel in (element.get("rel") or "").lower().split():
        language = (element.get("hreflang") or "").strip().lower()
        if href and (rel in ("canonical", "amphtml") or (rel == "alternate" and language)):
            yield rel, href, language


def _add_meta(meta: dict[str, list[str]], element: HtmlElement) -> None:
    content = " ".join((element.get("content") or "").split())
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = (element.get(attribute) or "").strip().lower()
        if name and content and content not in meta.setdefault(name, []):
            meta[name].append(content)


def _in_svg(element: HtmlElement) -> bool:
    return any(parent.tag == "svg" for parent in element.iterancestors())
