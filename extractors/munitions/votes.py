"""Figures told of one salvo, weighed against each other: parts of one account are added, accounts are voted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.munitions.counts import NOTHING, Told
from extractors.numbers import Number
from extractors.reading import Reading
from models.event import Count

PART_SHARE = 0.25
WHOLE = 3.0  # how much more figures weigh that add up


@dataclass(frozen=True, slots=True)
class Vote:
    """One figure, or several of one account, with the place of the predicate that tells it."""

    numbers: tuple[Number, ...]
    weight: float
    sentence: int
    predicate: int = -1
    told: Told = NOTHING
    fired: bool = False  # told as fired, so "five of them" is no mere part

    @property
    def order(self) -> int:
        """Where it is told."""
        return self.numbers[0].first

    @property
    def best(self) -> int | None:
        """The figure, null if any of the account is vague."""
        return _sum([n.best for n in self.numbers])

    @property
    def low(self) -> int | None:
        """The least that is told."""
        return sum(n.low or 0 for n in self.numbers) if any(n.low is not None for n in self.numbers) else None

    @property
    def high(self) -> int | None:
        """The most that is told, null where it is open."""
        return _sum([n.high for n in self.numbers])


def _sum(values: Sequence[int | None]) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None


def accounts(reading: Reading, votes: Sequence[Vote], whole: int | None) -> Iterator[Vote]:
    """Votes with the disjoint figures of one account added: "one hit a school, two more fell in a field"."""
    running: Vote | None = None
    for vote in sorted(votes, key=lambda v: v.order):
        if running is not None and _adds(reading, running, vote, whole):
            numbers = (*running.numbers, *vote.numbers)
            running = replace(vote, numbers=numbers, weight=max(running.weight, vote.weight))
            continue
        if running is not None:
            yield running
        running = vote
    if running is not None:
        yield running


def _adds(reading: Reading, running: Vote, vote: Vote, whole: int | None) -> bool:
    """Whether a figure tells of other munitions than those before it in the account."""
    again = vote.predicate == running.predicate and not vote.told.further
    if vote.told.nested or again or vote.best is None or running.best is None:
        return False
    if any(number.first == vote.order for number in running.numbers):
        return False  # "two got through and struck the port" are two
    if whole is not None and running.best + vote.best > whole and not vote.told.further:
        return False
    same = vote.sentence == running.sentence
    if vote.told.further:
        return same or vote.sentence == running.sentence + 1
    definite = vote.order > 0 and reading.doc[vote.order - 1].lower_ == "the"
    return same and not definite and whole is not None and running.best < whole


def adding_up(parts: Mapping[str, Sequence[Vote]], whole: int | None) -> dict[str, list[Vote]]:
    """Parts of one sentence that make up the whole weigh more: "three fell and two failed to start" of five"""
    by_sentence: dict[int, int] = {}
    for vote in (v for votes in parts.values() for v in votes):
        by_sentence[vote.sentence] = by_sentence.get(vote.sentence, 0) + (vote.best or 0)
    kinds = {n: sum(any(v.sentence == n for v in votes) for votes in parts.values()) for n in by_sentence}
    sure = {n for n, total in by_sentence.items() if total == whole and kinds[n] > 1}
    return {
        role: [replace(v, weight=v.weight * (WHOLE if v.sentence in sure else 1.0)) for v in votes]
        for role, votes in parts.items()
    }


def winner(reading: Reading, votes: Sequence[Vote]) -> Count | None:
    """The figure with most support; of equals the first told."""
    if not votes:
        return None
    support: dict[int | None, float] = {}
    for vote in votes:
        support[vote.best] = support.get(vote.best, 0.0) + vote.weight
    best = max(votes, key=lambda v: (support[v.best], -v.order))
    spans = [reading.doc[n.first : n.last] for n in best.numbers]
    return Count(best.low, best.best, best.high, spans[0].text, tuple((s.start_char, s.end_char) for s in spans))


def without_parts(reading: Reading, whole: Sequence[Vote], parts: Sequence[Vote]) -> list[Vote]:
    """Figures that are told of a part, "two of the rockets" and "the rocket" weigh less beside a larger one."""
    told = {v.best for v in parts if v.best is not None}
    largest = max((v.best or v.low or 0 for v in whole), default=0)
    vague = max((v.low or 0 for v in whole if v.best is None), default=0)
    kept = []
    for vote in whole:
        best = vote.best
        smaller = best is not None and best < largest
        part = smaller and (
            best in told
            or best == 1
            or (best or 0) < vague  # "scores of shells": the four of one of them are a part
            or (_partitive(reading, vote.numbers[0]) and not vote.fired)
        )
        kept.append(replace(vote, weight=vote.weight * (PART_SHARE if part else 1.0)))
    return kept


def _partitive(reading: Reading, number: Number) -> bool:
    return number.last < len(reading.doc) and reading.doc[number.last].lower_ == "of"
