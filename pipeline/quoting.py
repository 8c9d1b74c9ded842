"""The sentences around spans, for people, with the words marked."""

from __future__ import annotations

import re

from models.event import Span, Spans

_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]?[^\W\d_a-z])|\n+")
REACH = 400  # characters: a sentence that goes on longer is cut


def sentence(content: str, span: Span) -> Span:
    """The bounds of a span's sentence; a span over several sentences brings them all."""
    start, end = span
    first = max(0, start - REACH)
    ends = [match.end() for match in _END.finditer(content, first, start)]
    stop = _END.search(content, end, min(len(content), end + REACH))
    finish = stop.start() + 1 if stop else min(len(content), end + REACH)
    return (ends[-1] if ends else first), end + len(content[end:finish].rstrip())


def evidence(content: str, spans: Spans, opening: str = "[", closing: str = "]") -> str:
    """The sentences of all spans in text order, the words marked; sentences apart are joined by " … "."""
    groups: list[tuple[int, int, list[Span]]] = []
    for span in sorted(set(spans)):
        first, last = sentence(content, span)
        if groups and first < groups[-1][1]:
            begun, ended, held = groups[-1]
            groups[-1] = (begun, max(ended, last), [*held, span])
        else:
            groups.append((first, last, [span]))
    return " … ".join(_marked(content, *group, opening, closing) for group in groups)


def _marked(content: str, first: int, last: int, spans: list[Span], opening: str, closing: str) -> str:
    """A stretch of content with its spans marked; spans that overlap are one."""
    parts, at = [], first
    for start, end in _disjoint(spans):
        parts += [content[at:start], opening, content[start:end], closing]
        at = end
    return " ".join("".join((*parts, content[at:last])).split())


def _disjoint(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
