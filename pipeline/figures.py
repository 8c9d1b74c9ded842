"""Counts in a few characters, for people."""

from __future__ import annotations

from models.event import Count


def number(count: Count | None) -> str:
    """A count in a few characters: 3, 3+, 3-5, up to 5, about 100."""
    return "?" if count is None else bounds(count.low, count.best, count.high)


def bounds(low: int | None, best: int | None, high: int | None) -> str:
    """The same of a count's parts."""
    if low is None:
        return f"about {best}" if high is None else f"up to {high}"
    if high is None:
        return f"{low}+"
    return str(best) if low == high else f"{low}-{high}"


def told_by(articles: int, outlets: int, origins: int) -> str:
    """How many tell of an event: "4 articles, 4 outlets, 3 independent origins"."""
    counted = ((articles, "article"), (outlets, "outlet"), (origins, "independent origin"))
    return ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counted)
