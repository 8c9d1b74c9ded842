"""Counts in a few characters, for people."""

from __future__ import annotations

from models.event import Count


def number(count: Count | None) -> str:
    """A count in a few characters: 3, 3+, 3-5."""
    if count is None:
        return "?"
    if count.high is None:
        return f"{count.low if count.low is not None else count.best}+"
    return str(count.best) if count.low == count.high else f"{count.low}-{count.high}"


def told_by(articles: int, outlets: int, origins: int) -> str:
    """How many tell of an event: "4 articles, 4 outlets, 3 independent origins"."""
    counted = ((articles, "article"), (outlets, "outlet"), (origins, "independent origin"))
    return ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counted)
