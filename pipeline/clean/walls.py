"""Pages that stand where an article should be: challenges, consent questions, paywalls, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.vocabulary import CleanStatus
from pipeline.clean.facts import Facts
from pipeline.clean.jsonld import LISTING_TYPES, types_of
from pipeline.clean.words import words

_SHORT_PAGE = 1500  # characters of visible text: a wall says little
_CUT_TEXT = 900  # an article that stops before this and asks for money is cut
_LEAST_TEXT = 140  # less is a caption, a video's description or a teaser
_IDEOGRAPHS = re.compile("[\u3040-\ud7af\uf900-\ufaff]")
_BLOCKING = frozenset({401, 403, 405, 406, 429, 503})


def is_challenge(
    visible: str, markup: str, status: int | None = None, headers: Mapping[str, str] | None = None
) -> bool:
    """Whether a page tests its reader. ``visible`` and ``markup`` are its text and source (or its beginning)."""
    if (headers or {}).get("cf-mitigated", "").lower() == "challenge":
        return True
    if len(visible) > _SHORT_PAGE:
        return False
    low, source = visible.casefold(), markup.casefold()
    said = sum(phrase in low for phrase in words().challenge)
    marked = any(mark in source for mark in words().challenge_markup)
    return said >= 2 or (said >= 1 and (marked or status in _BLOCKING)) or (marked and len(visible) < 400)


def is_consent(visible: str) -> bool:
    """Whether a page only asks about cookies."""
    low = visible.casefold()
    return len(visible) <= _SHORT_PAGE and sum(phrase in low for phrase in words().consent) >= 2


def is_cut(facts: Facts, visible: str, text: str) -> bool:
    """Whether an article ends at a paywall: little text, and the page says why."""
    length = reading_weight(text)
    if length > _CUT_TEXT:
        return False
    asked = any(phrase in visible.casefold() for phrase in words().paywall)
    free = facts.article.get("isAccessibleForFree")
    closed = free is False or str(free).strip().lower() == "false"
    locked = (facts.first("article:content_tier") or "").lower() in ("locked", "metered")
    return (closed and (asked or length < 3 * _LEAST_TEXT)) or (asked and (locked or length < 3 * _LEAST_TEXT))


def is_listing(facts: Facts, links: int, text: str) -> bool:
    """Whether a page is a front page, a section or a search result: no article, many links to others."""
    if facts.article:
        return False
    kinds = frozenset().union(*(types_of(node) for node in facts.nodes)) if facts.nodes else frozenset()
    if kinds & LISTING_TYPES and not facts.first("article:published_time"):
        return True
    if (facts.first("og:type") or "").lower() == "article" or facts.first("article:published_time"):
        return False
    canonical = next((href for rel, href, _ in facts.links if rel == "canonical"), None)
    at_root = any(_is_front(url) for url in (facts.url, facts.first("og:url"), canonical) if url)
    prose = sum(weight for line in text.split("\n") if (weight := reading_weight(line)) > 90)
    return at_root or (links > 60 and prose < 4 * links and prose < 0.5 * reading_weight(text))


def _is_front(url: str) -> bool:
    path = re.sub(r"^(?:https?:)?//[^/]+", "", url).partition("?")[0].strip("/")
    return not path or re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?|index\.\w+|home", path) is not None


def reading_weight(text: str) -> float:
    """The length of a text in letters of an alphabet: a Chinese, Japanese or Korean character says as much as two."""
    return len(text) if text.isascii() else len(text) + len(_IDEOGRAPHS.findall(text))


def verdict(facts: Facts, visible: str, text: str, links: int) -> tuple[CleanStatus, str | None]:
    """The status of a page that is no challenge, and the reason when it is not `cleaned`."""
    if is_consent(visible):
        return CleanStatus.BLOCKED, "a consent page"
    if not visible.strip():
        return CleanStatus.EMPTY, "no text on the page"
    if is_cut(facts, visible, text):
        return CleanStatus.PAYWALLED, "the page says that it is for subscribers"
    if is_listing(facts, links, text):
        return CleanStatus.NOT_ARTICLE, "a list of links"
    if not text.strip():
        return (CleanStatus.NOT_ARTICLE, "no article text") if len(visible) > 200 else (CleanStatus.EMPTY, "no text")
    video = "video" in (facts.first("og:type") or "") or any("videoobject" in types_of(node) for node in facts.nodes)
    if reading_weight(text) < _LEAST_TEXT and (video or not facts.article):
        return CleanStatus.NOT_ARTICLE, "next to no text"
    return CleanStatus.CLEANED, None
