"""What is told of harm: one telling in the scope of an event, and the claim that groups counted together make."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.casualties.harm import CasualtyValue
from extractors.mention import Mention
from extractors.numbers import NumberKind
from extractors.reading import Reading, Zone
from models.event import Span

_ZONE_WEIGHT = {Zone.TITLE: 0.5, Zone.LEAD: 1.0}
_RANK_WEIGHT = {0: 1.5, 1: 1.3, 2: 1.0, 3: 1.0}


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: its mention, its rank in the event's scope and where it stands."""

    mention: Mention
    value: CasualtyValue
    rank: int
    sentence: int
    zone: Zone

    @property
    def single(self) -> bool:
        """Whether it tells of one person."""
        number = self.value.number
        return number is not None and number.best == 1 and number.kind is not NumberKind.BOUND

    def is_bare(self, reading: Reading) -> bool:
        """Whether it tells of people without so many or "several": "shooting residents", "shooting them"."""
        first, last = self.value.group
        return all(t.tag_ in {"NNS", "NN", "PRP"} for t in reading.doc[first:last])

    def span(self, reading: Reading) -> Span:
        """Characters of the counted phrase."""
        return reading.chars(*self.value.group)


@dataclass(frozen=True, slots=True)
class Claim:
    """Groups that one harm word counts together: "nine troops and six civilians were killed"."""

    told: tuple[Told, ...]
    low: int | None
    best: int | None
    high: int | None

    @property
    def weight(self) -> float:
        """How much a claim counts in the vote."""
        first = self.told[0]
        weight = _RANK_WEIGHT.get(first.rank, 1.0) + _ZONE_WEIGHT.get(first.zone, 0.0)
        return weight * (0.4 if self.best is None else 1.0)

    @property
    def of_all(self) -> bool:
        """Whether it counts the dead or hurt as such: "four dead", "nine people", "11"."""
        return len(self.told) == 1 and self.told[0].value.generic and not self.told[0].value.definite

    @property
    def of_one(self) -> bool:
        """Whether it tells of one person, and not of a toll that stands at one."""
        return len(self.told) == 1 and self.told[0].single and not self.told[0].value.toll
