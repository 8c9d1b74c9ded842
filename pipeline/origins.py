"""Independent origins: which articles are copies of one text or credit one agency, and how many tellings remain."""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

AGENCIES = Path(__file__).resolve().parent.parent / "data" / "agencies.toml"
KEPT = 64
SHINGLE_WORDS = 4
COPY = 0.5  # estimated Jaccard of 4-word shingles: a syndicated text with a new head and tail stays above it
_WORD = re.compile(r"\w+")
_HEAD, _TAIL = 400, 300  # characters at either end of a text in which a credit stands


@dataclass(frozen=True, slots=True)
class Telling:
    """What decides whether two articles are one origin. ``shingles`` is `fingerprint` of the text."""

    url: str
    outlet: str | None
    credit: str | None
    shingles: bytes | None


def fingerprint(text: str) -> bytes | None:
    """The 64 smallest hashes of the text's 4-word shingles, at most 256 bytes; null for a text too short to tell.

    A bottom-k sketch: it estimates Jaccard as MinHash of datasketch does (a test holds them together), without the
    second that importing that library and scipy takes at every start.
    """
    words = _WORD.findall(text.lower())
    if len(words) < 4 * SHINGLE_WORDS:
        return None
    import numpy as np  # here: most commands make no fingerprints

    hashes = np.fromiter(map(_hash, words), np.uint32, len(words))
    one, two, three, four = _factors()
    shingles = hashes[:-3] * one + hashes[1:-2] * two + hashes[2:-1] * three + hashes[3:] * four
    shingles.sort()
    kept = np.ones(len(shingles), bool)
    np.not_equal(shingles[1:], shingles[:-1], out=kept[1:])
    return bytes(shingles[kept][:KEPT])


@cache
def _factors() -> Any:
    import numpy as np

    return np.array((0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F), np.uint32)


@lru_cache(maxsize=1 << 15)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def likeness(left: bytes | None, right: bytes | None) -> float:
    """Estimated Jaccard similarity of two fingerprints, 0 to 1; 0 when either is unknown."""
    if left is None or right is None:
        return 0.0
    a, b = _hashes(left), _hashes(right)
    smallest = sorted(a | b)[:KEPT]
    return len((a & b).intersection(smallest)) / len(smallest)


@lru_cache(maxsize=1 << 10)
def _hashes(sketch: bytes) -> frozenset[int]:
    return frozenset(memoryview(sketch).cast("I"))


@cache
def _signs() -> dict[str, tuple[str, re.Pattern[str]]]:
    """A sign -> (the agency that it stands for, the pattern of a credit to it)."""
    with AGENCIES.open("rb") as file:
        rows = tomllib.load(file)["agency"]
    return {sign: (row["name"], _credit_pattern(row["signs"])) for row in rows for sign in row["signs"]}


@cache
def _any_sign() -> re.Pattern[str]:
    """Most texts bear no sign at all: one look tells."""
    return re.compile("|".join(map(re.escape, _signs())))


def _credit_pattern(signs: Sequence[str]) -> re.Pattern[str]:
    """A credit: the name in brackets, alone on a line or before a dateline's dash, or after "by", "from", "source"."""
    names = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
    bracketed = rf"[(\[/]\s*(?:{names})\s*[)\]/]"
    led = rf"(?:^|[\n—–-]\s*|\b(?i:by|from|source:?|via) )(?:{names})\s*(?:$|\n|[—–.-]\s)"
    return re.compile(f"{bracketed}|{led}", re.MULTILINE)


def credit(text: str) -> str | None:
    """The agency that a text credits at its head or foot, by our name for it; null without one."""
    ends = text[:_HEAD] if len(text) <= _HEAD else f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    if not _any_sign().search(ends):
        return None
    signs = _signs()
    named = {signs[word] for word in signs if word in ends}
    hits = [(found.start(), name) for name, sign in named if (found := sign.search(ends))]
    return min(hits)[1] if hits else None


def origins(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings grouped by origin: one outlet, one credited agency, or nearly one text. Order does not matter."""
    if len(tellings) == 1:
        return [list(tellings)]
    ordered = sorted(tellings, key=lambda telling: telling.url)
    parent = list(range(len(ordered)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, left in enumerate(ordered):
        for j in range(i):
            if root(i) != root(j) and same_origin(left, ordered[j]):
                parent[root(i)] = root(j)
    groups: dict[int, list[Telling]] = {}
    for i, telling in enumerate(ordered):
        groups.setdefault(root(i), []).append(telling)
    return list(groups.values())


def same_origin(left: Telling, right: Telling) -> bool:
    """Whether two articles count as one telling."""
    if left.outlet is not None and left.outlet == right.outlet:
        return True
    if left.credit is not None and left.credit == right.credit:
        return True
    return likeness(left.shingles, right.shingles) >= COPY
