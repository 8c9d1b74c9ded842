"""The title of an article: the headline that the page states, without the site's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.clean.facts import Facts
from pipeline.clean.jsonld import text_of, types_of

_SEPARATOR = re.compile(r"\s+(?:[|–—·»•:：/]|::|--?|<|›)\s+|\s*[ㅣ|｜：]\s*(?=\S)|(?<=\S)\s?-(?=[^\s-]+[ㅣ|])|\s*»\s*")
_NOT_ALNUM = re.compile(r"[\W_]+")
_TRUNCATED = ("...", "…")


def title_of(facts: Facts) -> str | None:
    """JSON-LD headline, else og:title, h1, twitter:title and the title element, each without the site's name.

    A headline cut short by the page itself gives way to a longer form that begins with it.
    """
    site = site_of(facts)
    candidates = [text for text in _candidates(facts) if text]
    bare = [without_site(text, site, facts.url, candidates) for text in candidates]
    best = next((text for text in bare if text and not _is_site(text, site, facts.url)), None)
    if best and best.endswith(_TRUNCATED):
        stem = fold(best.rstrip(".…").rstrip())
        return next((text for text in bare if fold(text).startswith(stem) and not text.endswith(_TRUNCATED)), best)
    return best


def site_of(facts: Facts) -> str | None:
    """The outlet's name as the page gives it."""
    for node in facts.nodes:
        if "website" in types_of(node) and (name := text_of(node.get("name"))):
            website = name
            break
    else:
        website = None
    publisher = facts.article.get("publisher")
    named = text_of(publisher.get("name")) if isinstance(publisher, dict) else text_of(publisher)
    given = facts.first("og:site_name", "application-name", "twitter:site:name", "dc.publisher")
    return given or named or website


def without_site(text: str, site: str | None, url: str | None, others: list[str]) -> str:
    """A title without the site's name and section behind (or before) a separator.

    What follows a separator falls when it resembles the site's name or host, or when another candidate is
    exactly what stands before it.
    """
    text = " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())
    stems = {fold(other) for other in others if fold(other) != fold(text)}
    splits = list(_SEPARATOR.finditer(text))
    for split in splits:
        head, tail = text[: split.start()].strip(), text[split.end() :].strip()
        if fold(head) in stems and len(head) > 10:
            return head
        if head and tail and all(_is_site(part, site, url) or len(part) < 25 for part in _SEPARATOR.split(tail)):
            last = _SEPARATOR.split(tail)[-1]
            if _is_site(last, site, url):
                return head
    if splits and _is_site(text[: splits[0].start()], site, url) and len(text[splits[0].end() :]) > 15:
        return text[splits[0].end() :].strip()
    return text


def fold(text: str | None) -> str:
    """Letters and digits in lower case, for comparison."""
    return _NOT_ALNUM.sub("", unicodedata.normalize("NFKC", text or "").casefold())


def _candidates(facts: Facts) -> Iterator[str | None]:
    yield text_of(facts.article.get("headline")) or None
    yield facts.first("og:title")
    yield next((heading for heading in facts.headings if len(heading) > 15), None)
    yield facts.first("twitter:title", "dc.title", "title")
    yield facts.title
    yield text_of(facts.article.get("name"))
    yield next(iter(facts.headings), None)


def _is_site(text: str, site: str | None, url: str | None) -> bool:
    """Whether a text is the outlet's name: its own, its host's, or a form of one of them."""
    folded = fold(text)
    if not folded or len(folded) > 40:
        return False
    name, host = fold(site), fold((urlsplit(url or "").hostname or "").removeprefix("www."))
    labels = [fold(label) for label in (urlsplit(url or "").hostname or "").split(".") if len(label) > 3]
    if name and (folded == name or (len(name) > 3 and (name in folded or (len(folded) > 3 and folded in name)))):
        return True
    if host and (folded == host or (len(folded) > 3 and folded in host)):
        return True
    return any(label in folded for label in labels) and len(folded) < 30
