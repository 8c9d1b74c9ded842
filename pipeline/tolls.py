"""The toll of an event over time: what was said of killed and wounded, when, and what kind of saying it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.event import Casualty, Count
from models.vocabulary import Effect, Party
from pipeline.resolution import Told


class TollKind(StrEnum):
    """How a figure stands to the ones before it."""

    INITIAL = "initial"
    SAME = "same"
    REVISED = "revised"
    CUMULATIVE = "cumulative"  # for more than this event: never its toll
    LATE_DEATH = "late_death"  # more killed and fewer or equal wounded, a day or more later


@dataclass(frozen=True, slots=True)
class Toll:
    """One saying. ``said`` is ISO 8601: as-of day if told, else publication; "" when unknown."""

    said: str
    effect: Effect
    party: Party
    count: Count
    kind: TollKind
    speaker: str | None
    url: str


def timeline(tellings: Iterable[Told]) -> list[Toll]:
    """All sayings in order of time, then address."""
    sayings = sorted(_sayings(tellings), key=lambda item: (item[0], item[1].url, item[2].effect, item[2].party))
    before: dict[tuple[Effect, Party], Toll] = {}
    found: list[Toll] = []
    for said, told, casualty in sayings:
        last = before.get((casualty.effect, casualty.party))
        speaker = (casualty.source.name or casualty.source.text) if casualty.source else None
        kind = _kind(casualty, last)
        if kind is TollKind.REVISED and _is_late_death(casualty, said, last, told, before):
            kind = TollKind.LATE_DEATH
        toll = Toll(said, casualty.effect, casualty.party, casualty.count, kind, speaker, told.url)
        found.append(toll)
        if kind is not TollKind.CUMULATIVE:
            before[casualty.effect, casualty.party] = toll
    return found


def _sayings(tellings: Iterable[Told]) -> Iterator[tuple[str, Told, Casualty]]:
    for told in tellings:
        for casualty in _once(told.event.casualties):
            yield (casualty.as_of.isoformat() if casualty.as_of else told.published, told, casualty)


def _once(casualties: Iterable[Casualty]) -> Iterator[Casualty]:
    """An article that gives a figure in headline and text says it once, of the party that it names."""
    named = sorted(casualties, key=lambda one: one.party is Party.UNKNOWN)
    seen = set()
    for one in named:
        figure = (one.effect, one.count.low, one.count.best, one.count.high, one.cumulative)
        if figure not in seen or (one.party is not Party.UNKNOWN and (figure, one.party) not in seen):
            yield one
        seen |= {figure, (figure, one.party)}


def _kind(casualty: Casualty, last: Toll | None) -> TollKind:
    if casualty.cumulative:
        return TollKind.CUMULATIVE
    if last is None:
        return TollKind.INITIAL
    was, now = last.count, casualty.count
    if (was.low, was.best, was.high) == (now.low, now.best, now.high):
        return TollKind.SAME
    return TollKind.REVISED


def _is_late_death(
    casualty: Casualty, said: str, last: Toll | None, told: Told, before: Mapping[tuple[Effect, Party], Toll]
) -> bool:
    """Whether more are dead and no more wounded than were told a day or more before: some died of their wounds."""
    if last is None or casualty.effect is not Effect.KILLED or said[:10] <= last.said[:10]:
        return False
    then = [toll.count.best or 0 for (effect, _), toll in before.items() if effect is Effect.WOUNDED]
    now = [one.count.best or 0 for one in told.event.casualties if one.effect is Effect.WOUNDED and not one.cumulative]
    return (casualty.count.best or 0) > (last.count.best or 0) and bool(then and now) and 0 < max(now) <= max(then)
