"""Who wrote an article: names only, without handles, roles, outlets and repetitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from lxml.html import HtmlElement

from pipeline.clean.facts import Facts, inner_text
from pipeline.clean.jsonld import resolved, text_of
from pipeline.clean.title import fold, site_of
from pipeline.clean.words import words

_META = ("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author_name",
         "article_author", "byl", "cxenseparse:author", "authors", "article:author", "og:article:author")  # fmt: skip
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?i:by-?lines?|authors?|creator|writer)(?:$|[\s_-]|(?i:name|list))|[a-z](?:Author|Byline)s?(?:List|Name)?(?:$|[\s_-])"
)
_OTHERS = re.compile(
    r"comment|related|bio\b|sidebar|widget|recommend|teaser|card|avatar|image|photo|social|share|promo", re.IGNORECASE
)
_SHORT_CODE = re.compile(r"\s*[(/]\s*[\w.,\s-]{1,12}\)?$")
_NOT_A_NAME = re.compile(r"[@#<>{}=|]|https?:|www\.|\.(?:com|net|org)\b|\d{3,}")
_LONGEST = 60


def authors_of(facts: Facts) -> tuple[str, ...]:
    """Author names in the page's order: JSON-LD, else meta elements, else the byline in the markup.

    An outlet's own name counts only when no person is named anywhere.
    """
    site = site_of(facts)
    given = [tuple(_names(texts)) for texts in (_from_jsonld(facts), _from_meta(facts))]
    persons = [tuple(name for name in names if not _is_outlet(name, site, facts)) for names in given]
    if found := next((names for names in persons if names), None):
        return found
    marked = tuple(name for name in _names(_from_markup(facts.tree)) if not _is_outlet(name, site, facts))
    return marked or next((names for names in given if names), ())


def _from_jsonld(facts: Facts) -> Iterator[str]:
    for author in resolved(facts.article.get("author") or facts.article.get("creator"), facts.nodes):
        yield from _node_names(author)


def _node_names(author: Any) -> Iterator[str]:
    if isinstance(author, dict):
        names = author.get("name") or author.get("byline")
        if not names and author.get("familyName"):
            names = f"{author.get('givenName') or ''} {author['familyName']}"
        for name in names if isinstance(names, list) else [names]:
            yield text_of(name) or ""
    else:
        yield text_of(author) or ""


def _from_meta(facts: Facts) -> Iterator[str]:
    """The contents of the first meta name that holds a person's name."""
    for key in _META:
        values = [value for value in facts.meta.get(key, ()) if any(_names([value]))]
        named = [value for value in values if not _is_outlet(value, site_of(facts), facts)]
        if named:
            yield from (value for value in named if not value.startswith("("))
            return


def _from_markup(tree: HtmlElement) -> tuple[str, ...]:
    """The texts of the first byline in the markup; links to authors before plain text."""
    plain: list[str] = []
    for element in tree.iter("a", "span", "div", "p", "address", "li", "cite", "strong"):
        label = " ".join(filter(None, (element.get("class"), element.get("itemprop"), element.get("id"))))
        is_link = element.get("rel") == "author" or element.get("itemprop") == "author"
        if not (is_link or _BYLINE.search(label)) or _elsewhere(element, label):
            continue
        text = inner_text(element)
        if is_link and text:
            return tuple(_siblings(element)) or (text,)
        if 3 < len(text) <= 2 * _LONGEST and not plain:
            plain.append(text)
    return tuple(plain)


def _siblings(element: HtmlElement) -> Iterator[str]:
    """The texts of all author links in the byline of the first."""
    holder = element.getparent()
    for link in holder.iter("a", "span") if holder is not None else ():
        if link.get("rel") == "author" or link.get("itemprop") == "author":
            yield inner_text(link)


def _elsewhere(element: HtmlElement, label: str) -> bool:
    """Whether a byline belongs to something else: a comment, a teaser, a picture."""
    if _OTHERS.search(label):
        return True
    parents = list(element.iterancestors())[:6]
    return any(p.tag in ("aside", "footer", "figure", "nav") or _OTHERS.search(p.get("class") or "") for p in parents)


def _names(texts: Iterable[str]) -> Iterator[str]:
    """Single names of author texts, each once."""
    seen: set[str] = set()
    for text in texts:
        for part in _split(text):
            name = _tidy(part)
            if name and fold(name) not in seen:
                seen.add(fold(name))
                yield name


def _split(text: str) -> list[str]:
    text = _prefix_pattern().sub("", " ".join(text.split()))
    if _NOT_A_NAME.search(text) and "/" in text:
        return []
    return re.split(_joiner_pattern(), text) if len(text) <= 4 * _LONGEST else []


def _tidy(name: str) -> str | None:
    name = name.strip(" ,;:|/·•–—-\u200b")
    name = _SHORT_CODE.sub("", _role_pattern().sub("", _prefix_pattern().sub("", name))).strip(" ,;:|·•–—-")
    if not name or len(name) > _LONGEST or _NOT_A_NAME.search(name) or name.lower() in words().nobody:
        return None
    return name if any(c.isalpha() for c in name) else None


def _is_outlet(name: str, site: str | None, facts: Facts) -> bool:
    folded, known = fold(name), {fold(site), fold(facts.first("og:site_name"))}
    publisher = facts.article.get("publisher")
    known.add(fold(text_of(publisher.get("name")) if isinstance(publisher, dict) else None))
    host = fold((facts.url or "").split("/")[2].removeprefix("www.") if (facts.url or "").count("/") > 2 else "")
    return folded in known or (len(folded) > 4 and host.startswith(folded))


@cache
def _prefix_pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, words().author_prefixes), key=len, reverse=True))
    return re.compile(rf"^(?:(?:{listed})\s*:?\s+|(?:{listed})\s*:\s*)", re.IGNORECASE)


@cache
def _joiner_pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, words().author_joiners), key=len, reverse=True))
    return re.compile(rf"\s*[,;|/·•]\s*(?:(?:{listed})\s+)?|\s+(?:{listed})\s+|،\s*", re.IGNORECASE)


@cache
def _role_pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, words().author_roles), key=len, reverse=True))
    return re.compile(rf"[\s,]+(?:{listed})$", re.IGNORECASE)
