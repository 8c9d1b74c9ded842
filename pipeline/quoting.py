"""The sentence around a span, for people: what stands before it, the words themselves, what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.event import Span, Spans

_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]?[^\W\d_a-z])|\n+")
REACH = 400  # characters: a sentence that goes on longer is cut


@dataclass(frozen=True, slots=True)
class Quote:
    """A span in its sentence; ``start`` is its first character in the content."""

    before: str
    words: str
    after: str
    start: int

    def marked(self, opening: str = "[", closing: str = "]") -> str:
        """The sentence with the words marked."""
        return f"{self.before}{opening}{self.words}{closing}{self.after}".strip()


def quote(content: str, span: Span) -> Quote:
    """The sentence of a span; a span over several sentences brings them all."""
    start, end = span
    first = max(0, start - REACH)
    ends = [match.end() for match in _END.finditer(content, first, start)]
    begin = ends[-1] if ends else first
    stop = _END.search(content, end, min(len(content), end + REACH))
    finish = stop.start() + 1 if stop else min(len(content), end + REACH)
    return Quote(content[begin:start], content[start:end], content[end:finish].rstrip(), start)


def first_quote(content: str, spans: Spans) -> Quote | None:
    """The sentence of the first span; null when there is none."""
    return quote(content, min(spans)) if spans else None
