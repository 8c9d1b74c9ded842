"""Live blogs: one page, many dated entries."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from models.article import LiveEntry
from pipeline.clean.facts import Facts
from pipeline.clean.jsonld import text_of, types_of
from pipeline.clean.published import iso_of
from pipeline.clean.words import words
from pipeline.markup import plain_text

MAX_ENTRIES = 500


def is_live(facts: Facts, title: str | None) -> bool:
    """Whether a page is a live blog, by its JSON-LD or its title."""
    if "liveblogposting" in types_of(facts.article):
        return True
    low = (title or "").casefold()
    return any(mark in low for mark in words().live_titles) and len(list(_marked(facts))) >= 3


def entries_of(facts: Facts, zone: tzinfo | None = None) -> tuple[LiveEntry, ...]:
    """The entries of a live blog in the page's order, from JSON-LD, else from dated blocks of the markup."""
    updates = facts.article.get("liveBlogUpdate")
    rows = updates if isinstance(updates, list) else [updates] if isinstance(updates, dict) else []
    told = [entry for row in rows[:MAX_ENTRIES] if isinstance(row, dict) and (entry := _entry(row, zone))]
    return tuple(told) or tuple(_marked(facts, zone))


def _entry(row: dict[str, Any], zone: tzinfo | None) -> LiveEntry | None:
    body = row.get("articleBody")
    text = plain_text(body) if isinstance(body, str) else None
    title = text_of(row.get("headline"))
    if not text and not title:
        return None
    return LiveEntry(title, text or "", iso_of(text_of(row.get("datePublished")), zone))


def _marked(facts: Facts, zone: tzinfo | None = None) -> list[LiveEntry]:
    """Blocks that hold one time element and some text, siblings of each other."""
    by_parent: dict[Any, list[LiveEntry]] = {}
    for time in facts.tree.iter("time"):
        block = next((p for p in time.iterancestors("article", "li", "section", "div") if _is_block(p)), None)
        if block is None or block.getparent() is None:
            continue
        heading = next(iter(block.iter("h2", "h3", "h4")), None)
        title = " ".join("".join(heading.itertext()).split()) if heading is not None else None
        text = "\n".join(" ".join("".join(p.itertext()).split()) for p in block.iter("p"))
        when = iso_of(time.get("datetime") or "".join(time.itertext()), zone)
        by_parent.setdefault(block.getparent(), []).append(LiveEntry(title or None, text.strip(), when))
    most = max(by_parent.values(), key=len, default=[])
    return most[:MAX_ENTRIES] if len(most) >= 3 else []


def _is_block(element: Any) -> bool:
    paragraphs = list(element.iter("p"))
    return len(list(element.iter("time"))) == 1 and sum(len("".join(p.itertext())) for p in paragraphs) > 80
