"""What an article says of itself in its text: agency credit, dateline, corrections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.clean.words import words

_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ÝА-ЯІЇЄ][\w'’.\-]*(?:[ /][A-ZÀ-ÝА-ЯІЇЄ][\w'’.\-]*){0,3}"
    r"(?:,\s[A-Z][\w.\-]*(?:\s[A-Z][\w.\-]*){0,2})?)"
    r"(?:,\s+(?P<day>(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})(?:,?\s+\d{4})?))?"
    r"\s*(?P<agency>\([A-Za-z .,/-]{2,40}\))?\s*(?:[—–]|--?|:)\s+(?=\S)"
)
_LAST = 3  # credits stand in the first or the last lines


def dateline_of(text: str) -> str | None:
    """The place before the first sentence ("BAGHDAD (AP) —"); upper case, or any case with an agency behind it."""
    for line in text.split("\n")[:2]:
        match = _DATELINE.match(line)
        if match and (match["place"].isupper() or match["agency"] or match["day"]) and len(match["place"]) < 50:
            return match["place"].strip(" ,")
    return None


def agency_of(text: str, authors: Sequence[str] = ()) -> str | None:
    """The news agency that an article credits: among its authors, in its dateline, or in its last lines."""
    known = words().agencies
    for author in authors:
        if author in known:
            return known[author]
        if author in known.values():
            return author
    lines = text.split("\n")
    if match := _sign().search(lines[0][:160]):
        return known[match[1]]
    for line in reversed(lines[-_LAST:]):
        if len(line) < 160 and (match := _sign().search(line) or _named().search(line)):
            return known[match[1]]
    return None


def corrections_of(text: str) -> tuple[str, ...]:
    """The paragraphs that tell of a change to the article."""
    return tuple(line for line in text.split("\n") if line.casefold().startswith(words().correction_starts))


@cache
def _sign() -> re.Pattern[str]:
    """An agency in brackets: "(Reuters)", "(AFP/Al Arabiya)"."""
    listed = "|".join(sorted(map(re.escape, words().agencies), key=len, reverse=True))
    return re.compile(rf"[(\[](?:with |[\w ]+/)?({listed})(?=[)\]/,;. ])")


@cache
def _named() -> re.Pattern[str]:
    """A short last line that is or names an agency: "— with AFP", "Source: Reuters"."""
    listed = "|".join(sorted(map(re.escape, words().agencies), key=len, reverse=True))
    return re.compile(rf"^(?:.{{0,40}}\b(?:[Ww]ith|[Ss]ource|[Bb]y|[Ff]rom|via|/)\W*)?({listed})(?:[ ,.;/].{{0,60}})?$")
