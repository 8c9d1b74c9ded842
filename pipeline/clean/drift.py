"""Parser drift: a source whose pages no longer look like its own past has changed its layout, or shut us out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from statistics import quantiles

from models.article import CleanPage
from models.vocabulary import CleanStatus

# Fewer pages than this say nothing, on either side.
MIN_PAST, MIN_NOW = 20, 5
# A share that happens by chance less often than this is no chance: with 60 sources one false alarm in some 5 years.
_CHANCE = 1e-5
_READ = frozenset({CleanStatus.CLEANED, CleanStatus.PAYWALLED})


@dataclass(frozen=True, slots=True)
class PageLook:
    """What is compared of a page: characters of text, whether it has a title and a date of its own, whether read."""

    length: int
    titled: bool
    dated: bool
    read: bool = True


@dataclass(frozen=True, slots=True)
class Drift:
    """One warning: ``share`` of tonight's pages where ``usual`` was the rule, and the words for the run report."""

    source_id: str
    what: str
    share: float
    usual: float
    pages: int

    def __str__(self) -> str:
        return f"{self.source_id}: {self.share:.0%} of {self.pages} pages {self.what}, usually {self.usual:.0%}"


def look(page: CleanPage) -> PageLook:
    """The look of a cleaned page; a date that only the feed or the address gave is not the page's own."""
    own_date = page.published is not None and page.published_method not in ("feed", "url", "modified")
    return PageLook(len(page.text), bool(page.title), own_date, page.status in _READ)


def drifts(source_id: str, past: Sequence[PageLook], now: Sequence[PageLook]) -> tuple[Drift, ...]:
    """The warnings for one source: tonight's pages against those of its past; empty when all is as usual."""
    if len(past) < MIN_PAST or len(now) < MIN_NOW:
        return ()
    low, high = _usual_lengths(past)
    checks = (
        ("could not be read", lambda p: not p.read),
        (f"are shorter than {low:.0f} characters", lambda p: p.read and p.length < low),
        (f"are longer than {high:.0f} characters", lambda p: p.read and p.length > high),
        ("have no title", lambda p: p.read and not p.titled),
        ("have no date of their own", lambda p: p.read and not p.dated),
    )
    found = []
    for what, strange in checks:
        usual, count = sum(map(strange, past)) / len(past), sum(map(strange, now))
        # One strange page more than ever seen: a past without any does not make the first one impossible.
        expected = (usual * len(past) + 1) / (len(past) + 2)
        if count / len(now) > usual and _tail(count, len(now), expected) < _CHANCE:
            found.append(Drift(source_id, what, count / len(now), usual, len(now)))
    return tuple(found)


def _usual_lengths(past: Sequence[PageLook]) -> tuple[float, float]:
    """Half the length that one in twenty stays under, and twice the one that one in twenty passes."""
    lengths = [page.length for page in past if page.read]
    if len(lengths) < 2:
        return 0.0, float("inf")
    cuts = quantiles(lengths, n=20, method="inclusive")
    return cuts[0] / 2, cuts[-1] * 2


def _tail(count: int, total: int, share: float) -> float:
    """The chance of ``count`` or more out of ``total`` when each has ``share`` (binomial)."""
    return sum(comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(count, total + 1))
