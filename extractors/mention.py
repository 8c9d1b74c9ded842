"""What extractors yield: coded spans of one article, as plain values, and where they are found again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.event import Norm, Span
from models.vocabulary import MentionLabel

_BLOCK = 32  # tokens


@dataclass(frozen=True, slots=True)
class Mention:
    """A coded span of an article.

    ``first`` and ``last`` are token indices ``[first, last)``, ``start`` and ``end`` characters of content.
    ``head`` is the token that stands for the phrase in the dependency tree. ``value`` is the extractor's
    own frozen detail (a ``WeaponValue``, ``CasualtyValue`` ...) for the slot fillers; ``norm`` is what the
    contract's ``mentions[].norm`` shows. ``shown`` false keeps a helper mention out of the output.
    """

    label: MentionLabel
    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    rule: str
    norm: Norm | None = None
    value: object | None = None
    shown: bool = True

    @property
    def span(self) -> Span:
        """Character span."""
        return (self.start, self.end)


class MentionIndex:
    """Mentions by label and by place, so that long articles cost no more a word than short ones."""

    def __init__(self) -> None:
        self._mentions: list[Mention] = []
        self._labelled: dict[tuple[MentionLabel, ...], list[Mention]] = {}
        self._headed: dict[tuple[MentionLabel, ...], dict[int, list[tuple[int, Mention]]]] = {}
        self._blocks: dict[MentionLabel, dict[int, list[int]]] = {}
        self._words: dict[MentionLabel, dict[int, list[int]]] = {}

    def __len__(self) -> int:
        return len(self._mentions)

    def grown(self, mentions: Sequence[Mention]) -> MentionIndex:
        """The index of the mentions so far, after those that were found since."""
        known = len(self._mentions)
        if known < len(mentions):
            self.extend(mentions[known:])
        return self

    def extend(self, mentions: Sequence[Mention]) -> None:
        """Add mentions that were found since."""
        for order, mention in enumerate(mentions, start=len(self._mentions)):
            table = self._blocks.setdefault(mention.label, {})
            for block in range(mention.first // _BLOCK, (max(mention.last, mention.first + 1) - 1) // _BLOCK + 1):
                table.setdefault(block, []).append(order)
            words = self._words.setdefault(mention.label, {})
            for word in range(mention.first, mention.last):
                words.setdefault(word, []).append(order)
        self._mentions += mentions
        new = {m.label for m in mentions}
        self._headed = {labels: found for labels, found in self._headed.items() if new.isdisjoint(labels)}
        self._labelled = {labels: found for labels, found in self._labelled.items() if new.isdisjoint(labels)}

    def labelled(self, labels: tuple[MentionLabel, ...]) -> Sequence[Mention]:
        """Mentions with one of the labels, in text order."""
        if labels not in self._labelled:
            found = (m for m in self._mentions if m.label in labels)
            self._labelled[labels] = sorted(found, key=lambda m: (m.first, m.last))
        return self._labelled[labels]

    def headed(self, labels: tuple[MentionLabel, ...]) -> Mapping[int, Sequence[tuple[int, Mention]]]:
        """Mentions with one of the labels by their head, each with its place among them in text order."""
        if labels not in self._headed:
            found = self._headed[labels] = {}
            for order, mention in enumerate(self.labelled(labels)):
                found.setdefault(mention.head, []).append((order, mention))
        return self._headed[labels]

    def on(self, word: int, labels: Iterable[MentionLabel]) -> list[Mention]:
        """Mentions with one of the labels that hold a token, in the order in which they were found."""
        orders: list[int] = []
        for label in labels:
            table = self._words.get(label)
            if table is not None and word in table:
                orders += table[word]
        if len(orders) > 1:
            orders.sort()
        return [self._mentions[order] for order in orders] if orders else []

    def over(self, first: int, last: int, labels: Iterable[MentionLabel]) -> list[Mention]:
        """Mentions with one of the labels that share a token with ``[first, last)``, in the order in which they were
        found."""
        low, high = (first // _BLOCK if first > 0 else 0), (last - 1 if last > first else max(first, 0)) // _BLOCK
        mentions, found = self._mentions, list[int]()
        for label in labels:
            table = self._blocks.get(label)
            if table is None:
                continue
            orders: Collection[int] = table.get(low, ())
            if low < high:
                orders = {*orders, *(o for block in range(low + 1, high + 1) for o in table.get(block, ()))}
            for order in orders:
                mention = mentions[order]
                if mention.first < last and first < mention.last:
                    found.append(order)
        if len(found) > 1:
            found.sort()
        return [mentions[order] for order in found]

    def around(self, first: int, last: int, labels: Iterable[MentionLabel] | None = None) -> Iterator[Mention]:
        """Mentions that may share a token with ``[first, last)``, in the order in which they were found."""
        low, high = max(first, 0) // _BLOCK, max(last - 1, first, 0) // _BLOCK
        tables = list(self._blocks.values()) if labels is None else [t for n in labels if (t := self._blocks.get(n))]
        orders: Collection[int] = [order for table in tables for order in table.get(low, ())]
        if low != high:
            orders = {*orders, *(o for table in tables for n in range(low + 1, high + 1) for o in table.get(n, ()))}
        return map(self._mentions.__getitem__, sorted(orders) if len(orders) > 1 else orders)
