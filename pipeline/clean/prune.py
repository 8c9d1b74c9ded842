"""Taking furniture out of a page's tree before its text is looked for.

trafilatura removes most of it; this removes what it lets through on real news pages: captions, link boxes,
newsletter appeals, author boxes, and everything that holds no text, which also makes its many copies of the
tree cheaper.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

_LENGTH = etree.XPath("string-length(normalize-space())")
_TEXTLESS = frozenset({
    "script", "style", "svg", "iframe", "template", "button", "input", "select", "link", "meta", "source", "picture",
    "video", "audio", "canvas", "object", "embed", "map", "dialog", "textarea", "img", "track", "base", "noscript",
})  # fmt: skip
_FURNITURE_TAGS = frozenset({"nav", "figcaption", "menu"})
_FURNITURE = re.compile(
    r"""(?:^|[\s_-])(?:
      related|recirc\w*|newsletters?|promos?|promobox|most-?read|read-?more|read-?also|readmore|also-?read|teasers?
    | outbrain|taboola|social|share|sharing|shares|socials|comments?|disqus|disclaimer|subscribe|subscription|signup
    | author-?(?:bio|box|card|info|description|profile)|about-?(?:the-?)?authors?|breadcrumbs?|advert\w*|ads?|sponsor\w*
    | cookies?|poll|quiz|captions?|image-?credits?|photo-?credits?|credits?|copyright|toolbar|tooltip|modal|popup
    | tags?|taglist|tag-?list|topics?|keywords|more-?(?:on|from|stories|news)|inline-?(?:related|promo|links?)|follow
    | skip-?links?|sr-?only|screen-?reader\w*|visually-?hidden|hidden-?print|print-?only|no-?print|noprint|embed\w*
    | byline|bylines|author|authors|dateline|timestamp|datetime|publish-?date|published|updated|read-?time|reading-?time
    | fact-?box|factbox|infobox|correctionbox|rating|voting|survey|liveblog-?header|toc
    )(?:$|[\s_-])""",
    re.IGNORECASE | re.VERBOSE,
)
_NEVER = frozenset({"html", "body", "article", "main", "h1", "head", "title"})
_LINKED = frozenset({"p", "li", "h2", "h3", "h4", "h5", "h6", "div", "ul", "ol", "section", "blockquote"})
_MOST = 0.25  # of the page's text: what holds more than this is no furniture, whatever it is called


def prune(tree: HtmlElement) -> None:
    """Remove furniture from the tree, in place; what holds much of the page's text stays."""
    _drop_textless(tree)
    limit = _MOST * _length(tree)
    doomed = [element for element in tree.iter() if _is_furniture(element) and _length(element) <= limit]
    for element in doomed:
        _remove(element)
    for block in _link_blocks(tree, limit):
        _remove(block)


def _link_blocks(tree: HtmlElement, limit: float) -> list[HtmlElement]:
    """The largest blocks whose text stands in links, found from the links upwards."""
    judged: dict[HtmlElement, bool] = {}
    for link in tree.iter("a"):
        for block in link.iterancestors(*_LINKED):
            if block not in judged:
                judged[block] = _only_links(block) and _length(block) <= limit
            if not judged[block]:
                break
    return [block for block, only in judged.items() if only]


def _drop_textless(tree: HtmlElement) -> None:
    for element in list(tree.iter(*_TEXTLESS)):
        _remove(element)


def _is_furniture(element: HtmlElement) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _NEVER:
        return False
    if tag in _FURNITURE_TAGS or element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return True
    label = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(label) > 2 and _FURNITURE.search(label) is not None


def _only_links(element: HtmlElement) -> bool:
    """Whether all text of a block stands in links: a pointer to other reading."""
    if element.text and len(element.text.strip()) > 20:
        return False
    links = list(element.iter("a"))
    total = _length(element)
    return total > 0 and sum(map(_length, links)) >= 0.9 * total and (total > 12 or len(links) > 1)


def _length(element: HtmlElement) -> float:
    """Characters of text below an element, white space folded."""
    return cast("float", _LENGTH(element))


def _remove(element: HtmlElement) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = f"{before.tail or ''} {element.tail}"
        else:
            parent.text = f"{parent.text or ''} {element.tail}"
    parent.remove(element)
