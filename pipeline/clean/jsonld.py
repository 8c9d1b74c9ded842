"""What a page says of itself in JSON-LD (schema.org), tolerant of the ways in which pages break it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Node = dict[str, Any]

ARTICLE_TYPES = frozenset({
    "newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
    "opinionnewsarticle", "askpublicnewsarticle", "reviewnewsarticle", "liveblogposting", "blogposting", "report",
    "socialmediaposting", "satiricalarticle", "advertisercontentarticle", "scholarlyarticle", "techarticle",
})  # fmt: skip
LISTING_TYPES = frozenset({"collectionpage", "searchresultspage", "profilepage", "contactpage", "aboutpage"})
_DEEPEST = 12
# Properties whose objects are other articles, comments or parts.
_OTHERS = frozenset({"isPartOf", "mentions", "citation", "comment", "itemListElement", "liveBlogUpdate"})
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")


def nodes(texts: Iterable[str]) -> tuple[Node, ...]:
    """All objects of a page's JSON-LD scripts, outer ones first, graphs unrolled; broken scripts are left out."""
    found: list[Node] = []
    for text in texts:
        found.extend(_unroll(_parse(text), 0))
    return tuple(found)


def types_of(node: Node) -> frozenset[str]:
    """The types of an object, lower case, without their schema's address."""
    listed = node.get("@type")
    names = listed if isinstance(listed, list) else [listed]
    return frozenset(str(name).rpartition("/")[2].lower() for name in names if name)


def article_of(found: Iterable[Node]) -> Node:
    """The object that describes the page's article: with a headline and a date if there is one; else empty."""
    candidates = [node for node in found if types_of(node) & ARTICLE_TYPES]
    return max(candidates, key=_weight, default={})


def resolved(value: Any, found: Iterable[Node]) -> list[Any]:
    """A property's values as a list, with ``{"@id": ...}`` references replaced by what they refer to."""
    values = value if isinstance(value, list) else [value]
    by_id = {node["@id"]: node for node in found if isinstance(node.get("@id"), str) and len(node) > 2}
    return [by_id.get(one.get("@id"), one) if isinstance(one, dict) and "name" not in one else one for one in values]


def text_of(value: Any) -> str | None:
    """A property's first text, unescaped; null when it has none."""
    while isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def _weight(node: Node) -> tuple[int, int]:
    wanted = sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody"))
    return wanted, -bool(types_of(node) & {"blogposting", "socialmediaposting"})


def _parse(text: str) -> Any:
    text = _WRAPPING.sub("", text.strip())
    for attempt in (text, html.unescape(text), re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unroll(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _unroll(one, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        for key, one in value.items():
            if isinstance(one, (dict, list)) and key not in _OTHERS:
                yield from _unroll(one, depth + 1)
