"""The state of reading one article: its Doc, layout and mentions. Dies with the Doc."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import cast

from spacy.tokens import Doc, Token

from extractors.mention import Mention
from extractors.resolve import Resolvers
from models.article import Article
from models.event import Norm
from models.vocabulary import MentionLabel


class Zone(StrEnum):
    """Where a sentence stands."""

    TITLE = "title"
    DATELINE = "dateline"
    LEAD = "lead"
    BODY = "body"
    FURNITURE = "furniture"  # bylines, credits, tags, "read more"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` of one sentence; ``parsed`` when the model has read it."""

    index: int
    first: int
    last: int
    paragraph: int
    zone: Zone
    parsed: bool = False


_FIRST = attrgetter("first")


@dataclass(slots=True)
class Reading:
    """One article being read."""

    doc: Doc
    article: Article
    resolvers: Resolvers
    sentences: tuple[Sentence, ...]
    mentions: list[Mention] = field(default_factory=list)

    @property
    def content(self) -> str:
        """The article's text, joined once: `Doc.text` walks all tokens at each call."""
        cached: str | None = self.doc.user_data.get("content")
        if cached is None:
            cached = self.doc.user_data["content"] = self.doc.text
        return cached

    def sentence_at(self, token: int) -> Sentence:
        """The sentence that holds a token index."""
        return self.sentences[max(0, bisect_right(self.sentences, token, key=_FIRST) - 1)]

    def labelled(self, *labels: MentionLabel) -> list[Mention]:
        """Mentions with one of the labels, in text order."""
        return sorted((m for m in self.mentions if m.label in labels), key=lambda m: (m.first, m.last))

    def overlapping(self, first: int, last: int, labels: Iterable[MentionLabel]) -> list[Mention]:
        """Mentions with one of the labels that share a token with ``[first, last)``."""
        wanted = frozenset(labels)
        return [m for m in self.mentions if m.label in wanted and m.first < last and first < m.last]

    def mention(self, label: MentionLabel, first: int, last: int, rule: str, *, head: int | None = None,
                norm: Norm | None = None, value: object | None = None, shown: bool = True) -> Mention:
        """A mention of tokens ``[first, last)``; the head defaults to the root of the span."""
        span = self.doc[first:last]
        top = span.root.i if head is None else head
        return Mention(label, first, last, top, span.start_char, span.end_char, span.text, rule,
                       norm, value, shown)


def reading_of(doc: Doc) -> Reading:
    """The reading that a Doc belongs to."""
    return cast("Reading", doc.user_data["reading"])


def subtree(token: Token) -> tuple[int, int]:
    """Token range of a word and all that hangs on it."""
    return token.left_edge.i, token.right_edge.i + 1


def covers(spans: Sequence[Mention], token: int) -> bool:
    """Whether any of the mentions holds a token index."""
    return any(m.first <= token < m.last for m in spans)
