"""Rare words of a text: what two tellings of one attack share and two attacks do not.

A word weighs by how uncommon it is in general English (`data/words/english.txt`), which never changes with what is
stored: so the likeness of two texts does not depend on what came before them.
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

from pipeline.linking.weights import weights

FILE = Path(__file__).resolve().parents[2] / "data" / "words" / "english.txt"
UNLISTED_KEPT = 1 << 15
UNLISTED = 2.7  # Zipf value of a word that the list lacks: names, mostly
COMMON = 5.5  # Zipf value from which a word says nothing
NUMBER = 1.5  # weight of a number of two digits or more
READ_CHARS = 4000  # what an attack report has to say stands early
LEAD_CHARS = 600
TITLE_TIMES, LEAD_TIMES, BODY_TIMES = 2.0, 1.5, 1.0
_WORD = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)?|\d+(?:[.,]\d+)*")
_QUOTE = re.compile(r"[“\"]([^“”\"\n]{20,400})[”\"]")
QUOTE_WORDS = 5

Vector = dict[str, float]


@cache
def _zipf() -> dict[str, float]:
    table: dict[str, float] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            value, *words = line.split()
            table |= dict.fromkeys(words, float(value))
    return table | dict.fromkeys(weights().words.common, COMMON)


@cache
def _rarity() -> dict[str, float]:
    return {word: max(0.0, COMMON - value) for word, value in _zipf().items()}


class _Weighed(dict[str, float]):
    """Weight of each folded word, 0 for a common one; unlisted ones are weighed when they are met, and kept a while."""

    def __missing__(self, word: str) -> float:
        if len(self) > len(_rarity()) + UNLISTED_KEPT:
            self.clear()
            self.update(_rarity())
        weight = self[word] = _unlisted(word)
        return weight


@cache
def _weighed() -> _Weighed:
    return _Weighed(_rarity())


def _unlisted(word: str) -> float:
    if word[0].isdigit():
        return NUMBER if len(word) > 1 else 0.0
    if len(word) < 2:
        return 0.0
    return _rarity().get(word[:-1], COMMON - UNLISTED) if word.endswith("s") else COMMON - UNLISTED


def rarity(word: str) -> float:
    """Weight of a folded word, 0 for a common one."""
    return _weighed()[word]


def fold(text: str) -> list[str]:
    """Words in lower case without possessive endings; numbers as written."""
    return _WORD.findall(text.lower().replace("’", "'"))


def vector(title: str | None, text: str, *, size: int) -> Vector:
    """The ``size`` heaviest rare words of an article with their weights, of length 1; title and lead weigh more."""
    times: Vector = {}
    parts = ((TITLE_TIMES, title or ""), (LEAD_TIMES, text[:LEAD_CHARS]), (BODY_TIMES, text[LEAD_CHARS:READ_CHARS]))
    for weight, part in parts:
        for word in fold(part):
            times[word] = times.get(word, 0.0) + weight
    weighed, log = _weighed(), math.log
    heavy = [(-(1 + log(often)) * weight, word) for word, often in times.items() if (weight := weighed[word])]
    return _normal(heavy, size)


def _normal(heaviest: list[tuple[float, str]], size: int) -> Vector:
    """The words with the least of these negative weights, as a vector of length 1."""
    heaviest.sort()
    del heaviest[size:]
    length = math.sqrt(sum(weight * weight for weight, _ in heaviest)) or 1.0
    return {word: round(-weight / length, 4) for weight, word in heaviest}


def cosine(left: Vector, right: Vector, without: frozenset[str] = frozenset()) -> float:
    """Likeness of two vectors of length 1, some words left out: 0 nothing shared, 1 equal."""
    if len(left) > len(right):
        left, right = right, left
    return sum([weight * right[word] for word, weight in left.items() if word in right and word not in without])


def shared(left: Vector, right: Vector, without: frozenset[str] = frozenset(), most: int = 5) -> list[str]:
    """The words that count most in the likeness of two vectors, for a reason that a person reads."""
    both = [(-left[word] * right[word], word) for word in (left.keys() & right.keys()) - without]
    return [word for _, word in sorted(both)[:most]]


def quotes(text: str) -> frozenset[str]:
    """First words of each passage between quotation marks of five words or more, folded."""
    found = (fold(match) for match in _QUOTE.findall(text[:READ_CHARS]))
    return frozenset(" ".join(words[:8]) for words in found if len(words) >= QUOTE_WORDS)
