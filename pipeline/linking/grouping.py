"""Grouping: reports that hang together by links, cut into events. A function of the set of reports alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations

from pipeline.linking.evidence import LIMIT, odds
from pipeline.linking.features import Features
from pipeline.linking.weights import weights

Pair = tuple[int, int]
Edge = tuple[int, int, float]  # with the log odds
COMPARED = 120  # reports of one set that are compared pair by pair
BARS = (1.0, 2.0, 3.0, 4.0, 4.5)


def group(
    reports: Mapping[int, Features], known: Mapping[Pair, float] | None = None, fixed: Mapping[Pair, bool] | None = None
) -> list[list[int]]:
    """Ids of reports, one list an event, each list and all lists ordered by natural key.

    ``known`` holds odds that were computed before, by ordered pair; ``fixed`` what an analyst decided (true: one
    event). Main reports are grouped by mean evidence, best pair first; a recollection then joins the event that it
    fits best and never joins two; recollections of nothing else group among themselves.
    """
    order = sorted(reports, key=lambda i: reports[i].key)
    score = _scorer(reports, known or {}, fixed or {})
    mains = [i for i in order if reports[i].main]
    rest = [i for i in order if not reports[i].main]
    events = _agglomerate(mains, score, weights().cluster_threshold)
    alone: list[int] = []
    for report in rest:
        best = max(range(len(events)), key=lambda n: (_mean([report], events[n], score), -n), default=None)
        if best is not None and _mean([report], events[best], score) > weights().background_threshold:
            events[best].append(report)
        else:
            alone.append(report)
    events += _agglomerate(alone, score, weights().background_threshold)
    rank = {report: number for number, report in enumerate(order)}
    return sorted((sorted(event, key=rank.__getitem__) for event in events), key=lambda event: rank[event[0]])


Score = Callable[[int, int], float]


def _scorer(reports: Mapping[int, Features], known: Mapping[Pair, float], fixed: Mapping[Pair, bool]) -> Score:
    made: dict[Pair, float] = {}

    def score(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair in fixed:
            return LIMIT * len(reports) ** 2 * (1 if fixed[pair] else -1)
        if pair in known:
            return known[pair]
        if pair not in made:
            made[pair] = odds(reports[a], reports[b])
        return made[pair]

    return score


def _mean(left: Sequence[int], right: Sequence[int], score: Score) -> float:
    return sum(score(a, b) for a in left for b in right) / (len(left) * len(right))


def _agglomerate(items: Sequence[int], score: Score, threshold: float) -> list[list[int]]:
    """Join the two groups of the highest mean evidence while it passes the threshold; ties by order of items."""
    groups: dict[int, list[int]] = {n: [item] for n, item in enumerate(items)}
    sums = {(a, b): score(items[a], items[b]) for b in range(len(items)) for a in range(b)}
    heap = [(-value, a, b) for (a, b), value in sums.items() if value > threshold]
    heapify(heap)
    while heap:
        value, a, b = heappop(heap)
        if a not in groups or b not in groups or -value != _average(sums, groups, a, b):
            continue  # an entry from before one of the two grew
        groups[a] += groups.pop(b)
        for other in groups:
            if other != a:
                _add(sums, other, a, sums[_pair(other, b)])
                mean = _average(sums, groups, *_pair(other, a))
                if mean > threshold:
                    heappush(heap, (-mean, *_pair(other, a)))
    return list(groups.values())


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _add(sums: dict[Pair, float], a: int, b: int, value: float) -> None:
    sums[_pair(a, b)] += value


def _average(sums: Mapping[Pair, float], groups: Mapping[int, Sequence[int]], a: int, b: int) -> float:
    return sums[a, b] / (len(groups[a]) * len(groups[b]))


def group_linked(
    reports: Mapping[int, Features], edges: Sequence[Edge], known: Mapping[Pair, float], fixed: Mapping[Pair, bool]
) -> list[list[int]]:
    """`group` of reports that hang together by ``edges``. A very large set is first cut at its weakest links.

    The cut raises the bar step by step until the pieces can be compared pair by pair; what still hangs together at
    the highest bar is one event. It depends on the set alone, as the grouping does.
    """
    if len(reports) == 1:
        return [list(reports)]
    if len(reports) <= COMPARED:
        told = {(a, b): value for a, b, value in edges}
        return group(
            reports, told | {pair: known[pair] for pair in combinations(sorted(reports), 2) if pair in known}, fixed
        )
    bar = next((bar for bar in BARS if any(value <= bar for _, _, value in edges)), None)
    if bar is None:
        return [sorted(reports, key=lambda report: reports[report].key)]
    strong = [edge for edge in edges if edge[2] > bar]
    parts = components(reports, lambda _: strong)
    return [one for part, inner in parts for one in group_linked({i: reports[i] for i in part}, inner, known, fixed)]


def components(
    start: Iterable[int], neighbours: Callable[[Sequence[int]], Iterable[Edge]]
) -> list[tuple[set[int], list[Edge]]]:
    """The sets of reports that hang together with ``start``, each with its edges; ``neighbours`` gives those of some.

    Each set must be grouped for itself: what is not linked, even at second hand, was never compared.
    """
    parent = {report: report for report in start}
    front, edges = list(parent), dict[Pair, float]()
    while front:
        found = {(a, b): value for a, b, value in neighbours(front)}
        front = list({report for pair in found for report in pair} - parent.keys())
        parent.update((report, report) for report in front)
        for a, b in found.keys() - edges.keys():
            parent[_root(parent, a)] = _root(parent, b)
        edges |= found
    sets: dict[int, tuple[set[int], list[Edge]]] = {}
    for report in parent:
        sets.setdefault(_root(parent, report), (set(), []))[0].add(report)
    for (a, b), value in edges.items():
        sets[_root(parent, a)][1].append((a, b, value))
    return list(sets.values())


def _root(parent: dict[int, int], report: int) -> int:
    while parent[report] != report:
        parent[report] = report = parent[parent[report]]
    return report
