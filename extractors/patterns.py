"""Token patterns of a lexicon, matched only around words that they cannot do without: a Matcher asks every token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.columns import places_of

REACH = 25  # tokens around such a word in which a pattern is looked for
_OPTIONAL = frozenset("*?!")
_Token = Mapping[str, Any]


def anchor(pattern: Sequence[_Token]) -> frozenset[str]:
    """The smallest set of lower-case words of which each match of a pattern has one; empty if there is none."""
    sets = [_words(token) for token in pattern if _is_needed(str(token.get("OP", "1")))]
    return min((s for s in sets if s), key=len, default=frozenset())


def _is_needed(operator: str) -> bool:
    return operator not in _OPTIONAL and not operator.startswith(("{0", "{,"))


def _words(token: _Token) -> frozenset[str]:
    lower = token.get("LOWER")
    if isinstance(lower, str):
        return frozenset({lower})
    return frozenset(lower["IN"]) if isinstance(lower, Mapping) and set(lower) == {"IN"} else frozenset()


class TokenPatterns:
    """Compiled patterns under their keys."""

    def __init__(self, vocab: Vocab) -> None:
        self._matcher = Matcher(vocab)
        self._anchors: set[str] | None = set()  # null when a pattern has none

    def __len__(self) -> int:
        return len(self._matcher)

    def add(self, key: str, patterns: Sequence[Sequence[_Token]]) -> None:
        """Add the patterns of one key."""
        self._matcher.add(key, [[dict(token) for token in pattern] for pattern in patterns])
        for pattern in patterns:
            words = anchor(pattern)
            self._anchors = self._anchors | words if self._anchors is not None and words else None

    def matches(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """(key, first, last) of all matches."""
        if not len(self._matcher):
            return
        if self._anchors is None:
            yield from self._matcher(doc)
            return
        for first, last in _windows(places_of(doc, self._anchors), len(doc)):
            yield from ((key, first + a, first + b) for key, a, b in self._matcher(doc[first:last]))


def _windows(places: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    """Stretches of tokens around some places, joined where they touch."""
    first, last = 0, 0
    for place in places:
        if place - REACH > last:
            if last:
                yield first, last
            first = max(0, place - REACH)
        last = min(size, place + REACH + 1)
    if last:
        yield first, last
