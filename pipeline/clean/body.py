"""The text of an article: trafilatura's reading of a pruned tree, then repaired line by line."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import cast

from lxml import etree

from pipeline.clean.facts import Facts
from pipeline.clean.jsonld import text_of
from pipeline.clean.prune import prune
from pipeline.clean.title import fold
from pipeline.clean.words import words
from pipeline.markup import plain_text

_TEXT = etree.XPath("normalize-space()", smart_strings=False)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_TABLE_RULE = re.compile(r"^[|\s:-]+$")
_BLOCKS = frozenset({"p", "div", "ul", "ol", "h1", "h2", "h3", "section", "article", "header", "table", "br"})
_SENTENCE_END = re.compile(r"[.!?。！？؟।…:”\"»’)]\s*$")
_SHORT = 120
_NEXT_TO_NOTHING = 200
_MARKUP_STRING = re.compile(r'"((?:[^"\\]|\\.)*(?:<p[ >]|\\u003[cC]p)(?:[^"\\]|\\.)*)"')
_DATE_LINE = re.compile(r"^\W*(?:\w+\W+){0,4}?\d{1,4}[\s./:,-]+(?:\w+[\s./:,-]+){0,6}\d{1,4}\W*(?:\w+\W*){0,2}$")


def body_of(facts: Facts, title: str | None, authors: Sequence[str]) -> str:
    """The article's paragraphs, one a line; "" when there is none. The tree of the facts is used up."""
    lead = list(_leads(facts, title))
    lines = _extracted(facts)
    told = text_of_article(facts)
    if told and len(told) > 1.5 * sum(map(len, lines)) and len(told) > 400:
        lines = told.splitlines()
    if sum(map(len, lines)) < _NEXT_TO_NOTHING and (state := text_of_state(facts)):
        lines = state.splitlines()
    lines = list(repaired(lines, title, authors))
    whole = fold(" ".join(lines))
    missing = [text for text in lead if fold(text)[:80] not in whole]
    return "\n".join([*missing[:1], *lines]) if lines else ""


def repaired(lines: Sequence[str], title: str | None, authors: Sequence[str]) -> Iterator[str]:
    """The lines without the title, bylines, pointers to other reading, appeals and repetitions."""
    known = {fold(title), *map(fold, authors)} - {""}
    seen: set[str] = set()
    skipping = False
    for number, raw in enumerate(lines):
        line = tidy_line(raw)
        folded = fold(line)
        if not folded or folded in known or (len(folded) > 40 and folded in seen):
            continue
        seen.add(folded)
        if number < 6 and _repeats(folded, title, authors):
            continue
        low = line.casefold().rstrip(": .")
        if low in words().other_reading:
            skipping = True
            continue
        if skipping and len(line) > _SHORT and _SENTENCE_END.search(line):
            skipping = False
        if not skipping and not _is_boilerplate(line):
            yield line


def tidy_line(line: str) -> str:
    """A line without list marks, table bars, invisible characters and doubled spaces; NFC."""
    line = _INVISIBLE.sub("", unicodedata.normalize("NFC", line))
    if _TABLE_RULE.match(line):
        return ""
    line = re.sub(r"\s*\|\s*", " | ", line).strip(" |") if line.lstrip().startswith("|") else line
    return " ".join(re.sub(r"^\s*[-•*]\s+", "", line).split())


def text_of_article(facts: Facts) -> str | None:
    """The article's text in the page's JSON-LD, as lines."""
    body = facts.article.get("articleBody")
    if not isinstance(body, str):
        return None
    return plain_text(body)


def text_of_state(facts: Facts) -> str | None:
    """The longest text that a page's scripts carry as markup, for pages that are drawn in the browser."""
    found: list[str] = []
    for script in facts.states:
        for match in _MARKUP_STRING.finditer(script):
            try:
                found.append(json.loads(match[0], strict=False))
            except ValueError:
                continue
    text = plain_text(max(found, key=len, default=""))
    return text if text and len(text) > _NEXT_TO_NOTHING else None


def _extracted(facts: Facts) -> list[str]:
    """The lines that trafilatura finds."""
    import trafilatura
    from trafilatura.xml import xmltotxt

    prune(facts.tree)
    document = trafilatura.bare_extraction(facts.tree, include_comments=False, with_metadata=False)
    if document is None or isinstance(document, dict):
        return []
    return xmltotxt(document.body, False).splitlines()


def _leads(facts: Facts, title: str | None) -> Iterator[str]:
    """The standfirst as the page shows it: the block that begins as the page's own description does."""
    told = [text_of(facts.article.get("description")), facts.first("og:description"), facts.first("description")]
    stems = {fold(text)[:60] for text in told if text and len(fold(text)) > 30}
    stems -= {fold(title)[:60]}
    for element in facts.tree.iter("p", "h2", "h3", "div", "span", "strong", "section", "header"):
        if not stems or any(child.tag in _BLOCKS for child in element):
            continue
        text = cast("str", _TEXT(element))
        if 40 < len(text) < 900 and any(fold(text[:160]).startswith(stem) for stem in stems):
            yield text
            return


def _repeats(folded: str, title: str | None, authors: Sequence[str]) -> bool:
    """Whether one of the first lines is the title with a kicker, or a byline."""
    name = fold(title)
    if name and len(name) > 15 and folded.endswith(name) and len(folded) < len(name) + 60:
        return True
    names = [fold(author) for author in authors]
    return any(len(author) > 5 and author in folded and len(folded) < len(author) + 40 for author in names)


def _is_boilerplate(line: str) -> bool:
    low = line.casefold()
    bare = low.strip(" :.>»«|-–—*[]()")
    if bare in words().boilerplate_whole or bare in words().other_reading:
        return True
    if len(line) < 3 * _SHORT and bare.startswith(words().boilerplate_starts):
        return True
    if len(line) < 2 * _SHORT and any(part in low for part in words().boilerplate_inside):
        return True
    return len(line) < 60 and _DATE_LINE.match(line) is not None and not _SENTENCE_END.search(line)
