"""The state of reading one article: its Doc, layout and mentions. Dies with the Doc."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import TypeVar

from spacy.tokens import Doc, Token

from extractors.columns import starts, texts
from extractors.mention import Mention, MentionIndex
from extractors.resolve import Resolvers
from extractors.tree import root_of
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


_ORDER = itemgetter(0)
_T = TypeVar("_T")


@dataclass(slots=True)
class Reading:
    """One article being read; ``as_printed`` is its text, ``as_read`` the same in plain characters and natural case."""

    doc: Doc
    article: Article
    resolvers: Resolvers
    sentences: tuple[Sentence, ...]
    as_printed: str = ""
    as_read: str = ""
    mentions: list[Mention] = field(default_factory=list)
    _known: MentionIndex = field(default_factory=MentionIndex, init=False, repr=False)
    _firsts: tuple[tuple[Sentence, ...] | None, list[int]] = field(default=(None, []), init=False, repr=False)

    @property
    def content(self) -> str:
        """The article's text, joined once: `Doc.text` walks all tokens at each call."""
        cached: str | None = self.doc.user_data.get("content")
        if cached is None:
            cached = self.doc.user_data["content"] = self.doc.text
        return cached

    def sentence_at(self, token: int) -> Sentence:
        """The sentence that holds a token index."""
        sentences, firsts = self._firsts
        if sentences is not self.sentences:
            firsts = [s.first for s in self.sentences]
            self._firsts = self.sentences, firsts
        return self.sentences[max(0, bisect_right(firsts, token) - 1)]

    def labelled(self, *labels: MentionLabel) -> Sequence[Mention]:
        """Mentions with one of the labels, in text order."""
        return self._known.grown(self.mentions).labelled(labels)

    def overlapping(self, first: int, last: int, labels: Iterable[MentionLabel]) -> list[Mention]:
        """Mentions with one of the labels that share a token with ``[first, last)``."""
        index = self._known.grown(self.mentions)
        return index.on(first, labels) if last - first == 1 else index.over(first, last, labels)

    def within(self, first: int, last: int) -> list[Mention]:
        """All mentions inside ``[first, last)``, in the order in which they were found."""
        return [m for m in self._known.grown(self.mentions).around(first, last) if first <= m.first and m.last <= last]

    def near(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions that may share a character with ``[start, end)``, in the order in which they were found."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return self._known.grown(self.mentions).around(span.start, span.end) if span is not None else iter(())

    def headed(self, head: int, label: MentionLabel) -> Sequence[Mention]:
        """Mentions with a label and a head, in text order."""
        return [mention for _, mention in self._known.grown(self.mentions).headed((label,)).get(head, ())]

    def headed_in(self, heads: Collection[int], labels: tuple[MentionLabel, ...]) -> list[Mention]:
        """Mentions with one of the labels and one of the heads, in text order."""
        index = self._known.grown(self.mentions)
        if len(heads) > len(index.labelled(labels)):
            return [m for m in index.labelled(labels) if m.head in heads]
        headed = index.headed(labels)
        return [m for _, m in sorted((pair for head in heads for pair in headed.get(head, ())), key=_ORDER)]

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What ``make`` gives, kept under a key until other mentions come."""
        kept: dict[Hashable, tuple[int, _T]] = self.doc.user_data  # type: ignore[assignment]  # the stub knows no keys
        found = kept.get(key)
        if found is None or found[0] != len(self.mentions):
            value = make()
            kept[key] = len(self.mentions), value
            return value
        return found[1]

    def mention(self, label: MentionLabel, first: int, last: int, rule: str, *, head: int | None = None,
                norm: Norm | None = None, value: object | None = None, shown: bool = True) -> Mention:
        """A mention of tokens ``[first, last)``; the head defaults to the root of the span."""
        top = root_of(self.doc, first, last) if head is None else head
        start, end = self.chars(first, last)
        return Mention(label, first, last, top, start, end, self.content[start:end], rule, norm, value, shown)

    def text(self, first: int, last: int) -> str:
        """The words of tokens ``[first, last)`` as they stand in the text."""
        start, end = self.chars(first, last)
        return self.content[start:end]

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Characters of tokens ``[first, last)``."""
        begins, final = starts(self.doc), min(last, len(self.doc)) - 1
        return begins[first], begins[final] + len(texts(self.doc)[final])


def reading_of(doc: Doc) -> Reading:
    """The reading that a Doc belongs to."""
    reading: Reading = doc.user_data["reading"]
    return reading


def subtree(token: Token) -> tuple[int, int]:
    """Token range of a word and all that hangs on it."""
    return token.left_edge.i, token.right_edge.i + 1
