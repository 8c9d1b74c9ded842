"""Token patterns of a lexicon, matched only around words that they cannot do without: a Matcher asks every token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.columns import distinct, ids_of, lower_ids, places_of_ids, places_of_shapes, texts

REACH = 25  # tokens around such a word in which a pattern without a longest match is looked for
MOST_WORDS = 30_000  # whose spelling is remembered
_OPTIONAL = frozenset("*?!")
_Token = Mapping[str, Any]


def needs_of(pattern: Sequence[_Token]) -> tuple[frozenset[str], ...]:
    """Sets of lower-case words of each of which every match of a pattern has one."""
    sets = (_words(token) for token in pattern if _is_needed(str(token.get("OP", "1"))))
    return tuple(words for words in sets if words)


def _is_needed(operator: str) -> bool:
    return operator not in _OPTIONAL and not operator.startswith(("{0", "{,"))


def _words(token: _Token) -> frozenset[str]:
    asked = token.get("LOWER", token.get("TEXT"))
    if isinstance(asked, str):
        return frozenset({asked.lower()})
    some = asked["IN"] if isinstance(asked, Mapping) and set(asked) == {"IN"} else ()
    return frozenset(map(str.lower, some))


def shape_of(pattern: Sequence[_Token]) -> frozenset[str]:
    """The shape that every match of a pattern of two words has in its second one."""
    second = pattern[1] if len(pattern) == 2 and all("OP" not in token for token in pattern) else {}
    shape = second.get("SHAPE")
    return frozenset({shape}) if isinstance(shape, str) else frozenset()


def spelling_of(pattern: Sequence[_Token]) -> re.Pattern[str] | None:
    """The expression that a pattern of one word asks of its spelling, if it asks no more."""
    asked = pattern[0].get("TEXT") if len(pattern) == 1 and set(pattern[0]) == {"TEXT"} else None
    return re.compile(asked["REGEX"]) if isinstance(asked, Mapping) and set(asked) == {"REGEX"} else None


def reach_of(pattern: Sequence[_Token]) -> int:
    """How many tokens a match can stretch from one of its words."""
    single = all(str(token.get("OP", "1")) in {"1", "?", "!"} for token in pattern)
    return len(pattern) - 1 if single else REACH


class TokenPatterns:
    """Compiled patterns under their keys, each with the sets of words that it cannot do without."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._spellings: list[tuple[int, re.Pattern[str]]] = []
        self._spelled: dict[str, tuple[int, ...]] = {}
        self._asked: set[str] = set()
        self._patterns: list[tuple[Matcher, tuple[frozenset[int], ...], frozenset[int], int]] = []

    def add(self, key: str, patterns: Sequence[Sequence[_Token]]) -> None:
        """Add the patterns of one key."""
        for pattern in patterns:
            if (spelling := spelling_of(pattern)) is not None:
                self._spellings.append((self._vocab.strings.add(key), spelling))
                continue
            matcher = Matcher(self._vocab)
            matcher.add(key, [[dict(token) for token in pattern]])
            needs = tuple(map(ids_of, needs_of(pattern)))
            self._patterns.append((matcher, needs, ids_of(shape_of(pattern)), reach_of(pattern)))

    def _of_spelling(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """Matches of the spellings; a word is asked for its own once."""
        if len(self._asked) >= MOST_WORDS:
            self._asked.clear()
            self._spelled.clear()
        words = distinct(doc)
        for word in words - self._asked:
            if keys := tuple(key for key, spelling in self._spellings if spelling.search(word)):
                self._spelled[word] = keys
        self._asked |= words
        if not words.isdisjoint(self._spelled):
            yield from ((key, n, n + 1) for n, word in enumerate(texts(doc)) for key in self._spelled.get(word, ()))

    def matches(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """(key, first, last) of all matches."""
        if self._spellings:
            yield from self._of_spelling(doc)
        present = lower_ids(doc)
        for matcher, needs, shapes, reach in self._patterns:
            if not needs:
                yield from matcher(doc)
                continue
            if any(map(present.isdisjoint, needs)):
                continue
            found = [places_of_ids(doc, words) for words in needs]
            if shapes:
                found.append(places_of_shapes(doc, shapes))
            places = min(found, key=len) if len(found) > 1 else found[0]  # around the rarest here
            for first, last in _windows(places, reach, len(doc)):
                yield from ((key, first + a, first + b) for key, a, b in matcher(doc[first:last]))


def _windows(places: Sequence[int], reach: int, size: int) -> Iterator[tuple[int, int]]:
    """Stretches of tokens around some places, joined where they touch."""
    first, last = 0, 0
    for place in places:
        if place - reach > last:
            if last:
                yield first, last
            first = max(0, place - reach)
        last = min(size, place + reach + 1)
    if last:
        yield first, last
