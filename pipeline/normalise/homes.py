"""Where an outlet is at home, read off its address: "bostonherald.com", "denver.example.com"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractors.places.toponyms import doubtful
from extractors.resolve import ResolvedPlace

SHORTEST = 5  # letters of a town's name inside a longer label
LARGE = 100_000  # inhabitants from which such a name is taken as the outlet's town
TOWNS = frozenset({"town", "city", "capital"})

Lookup = Callable[[str], Sequence[ResolvedPlace]]


def home_in(labels: Sequence[str], lookup: Lookup) -> ResolvedPlace | None:
    """The large town whose name a label begins or ends with, the longest name first.

    Null if there is none, or if several large towns bear the name.
    """
    found = [(len(name), town) for label in labels for name in _parts(label) if (town := _town(name, lookup))]
    return max(found, key=lambda pair: (pair[0], pair[1].population), default=(0, None))[1]


def _town(name: str, lookup: Lookup) -> ResolvedPlace | None:
    if name in doubtful():
        return None
    bare = name.replace(" ", "")
    towns = [p for p in lookup(name) if p.population >= LARGE and p.name.replace(" ", "").casefold() == bare]
    return towns[0] if len(towns) == 1 and towns[0].kind in TOWNS else None


def _parts(label: str) -> Iterator[str]:
    """Heads and tails of a label, each also cut in two ("sandiego")."""
    runs = [run for run in label.replace("-", " ").split() if not run.isdigit()]
    for run in runs:
        letters = run.strip("0123456789")
        ends = {letters[:size] for size in range(SHORTEST, len(letters) + 1)}
        ends |= {letters[-size:] for size in range(SHORTEST, len(letters) + 1)}
        for name in sorted(ends, key=len, reverse=True):
            yield name
            yield from (f"{name[:cut]} {name[cut:]}" for cut in range(3, len(name) - 2))
