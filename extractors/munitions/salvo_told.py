"""What predicates over munitions tell of a salvo: figures, shares and remainders, denials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.weapon import WeaponValue
from extractors.casualties.boasts import is_boast
from extractors.draft import SHARED
from extractors.mention import Mention
from extractors.munitions.votes import Vote
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading, Zone
from models.vocabulary import WeaponClass

_RANK_WEIGHT = {0: 3.0, 1: 2.0, 2: 1.0, 3: 0.8}
_HEAD_BONUS = 1.0
_VAGUE = 0.3
_BOAST = 0.3  # of an attacker's own figure
_FIRED_WEIGHT = 1.4  # a number in the argument of "fired" against one that merely stands at a munition
_LOOSE = ((WeaponClass.MISSILE, WeaponClass.ROCKET), (WeaponClass.ARTILLERY_SHELL, WeaponClass.MORTAR))
PARTS = ("landed", "intercepted", "failed")
_ROLE = {
    "fired": "fired",
    "hit": "landed",
    "missed": "landed",
    "intercepted": "intercepted",
    "destroyed": "intercepted",
    "failed": "failed",
}


@dataclass(slots=True)
class Gathered:
    """What the predicates tell of one kind of munition; ``open`` are shares and remainders without a figure."""

    votes: dict[str, list[Vote]]
    open: list[tuple[str, Vote]]
    denials: dict[str, Mention]

    def parts(self) -> list[Vote]:
        """All figures told of a part."""
        return [v for role in PARTS for v in self.votes[role]]


def gathered(
    reading: Reading, weapons: Sequence[Mention], outcomes: Sequence[tuple[int, Mention]],
    classes: set[WeaponClass | None],
) -> Gathered:  # fmt: skip
    """What the predicates in an event's scope tell of munitions of some mentions and classes."""
    found = Gathered({role: [] for role in ("fired", *PARTS)}, [], {})
    spans = {(m.first, m.last) for m in weapons}
    sizes = {m.value.calibre_mm for m in weapons if isinstance(m.value, WeaponValue)} | {None}
    last = max((_nth(m.value) for _, m in outcomes), default=0)
    for rank, mention in outcomes:
        value = mention.value
        if not isinstance(value, OutcomeValue) or value.outcome not in _ROLE or not _ours(value, spans, classes, sizes):
            continue
        if not 0 < _nth(value) < last:  # "a second ... and a third": three
            _gather(reading, found, rank, mention, value)
    return found


def _gather(reading: Reading, found: Gathered, rank: int, mention: Mention, value: OutcomeValue) -> None:
    """Take up what one predicate tells: a denial, a figure, a share or remainder."""
    role = _ROLE[value.outcome]
    none = value.number is not None and value.number.kind is NumberKind.NONE
    if value.negated or none:
        stopped = role == "intercepted" and (value.weapon is not None or none)
        if stopped or (none and value.outcome == "hit" and not value.neutral):
            found.denials[role] = mention
    elif value.outcome == "missed" and not value.neutral:
        return  # "went astray" tells not whether they came down
    elif value.number is not None and not _is_mere_miss(value):
        vote = vote_of(reading, value.number, rank, mention, _FIRED_WEIGHT, stopped=role == "intercepted")
        found.votes[role].append(replace(vote, fired=role == "fired", told=value.told))
    elif value.told.share is not None or value.told.rest:
        number = Number(value.argument, value.argument + 1, value.argument, NumberKind.EXACT, 0, 0, 0)
        found.open.append((role, replace(vote_of(reading, number, rank, mention, _FIRED_WEIGHT), told=value.told)))


def _nth(value: object) -> int:
    """The number of "a fourth", 0 for other predicates."""
    return value.number.value if isinstance(value, OutcomeValue) and value.nth and value.number else 0


def _is_mere_miss(value: OutcomeValue) -> bool:
    """ "no ship was hit by the missile": that it missed, not how many came down"""
    return value.implied and value.outcome == "missed"


def _ours(
    value: OutcomeValue, spans: set[tuple[int, int]], classes: set[WeaponClass | None], sizes: set[float | None]
) -> bool:
    """Whether a predicate speaks of these munitions: by mention, by class, or by a bare number."""
    if value.weapon is None:
        if value.outcome == "hit":
            return value.neutral and value.number is not None  # "a fourth came down"
        return value.outcome != "destroyed" or value.number is not None
    other = value.weapon.value
    return (value.weapon.first, value.weapon.last) in spans or (
        isinstance(other, WeaponValue)
        and (
            other.weapon_class is None
            or other.weapon_class in classes
            or (other.calibre_mm in sizes and _is_loose(other.weapon_class, classes))
        )
    )


def _is_loose(kind: WeaponClass, classes: set[WeaponClass | None]) -> bool:
    """The press calls the rockets of an attack missiles too, and mortar bombs shells."""
    return any(kind is loose and real in classes for loose, real in _LOOSE)


def vote_of(
    reading: Reading, number: Number, rank: int, mention: Mention, weight: float = 1.0, *, stopped: bool = False
) -> Vote:
    """A figure with the weight of the place where it is told; who shot them down is no attacker."""
    sentence = reading.sentence_at(mention.head)
    head = _HEAD_BONUS if sentence.zone in (Zone.TITLE, Zone.LEAD) and rank < SHARED else 0.0
    weight *= _BOAST if not stopped and is_boast(reading, mention) else 1.0
    strength = weight * (_RANK_WEIGHT.get(rank, 1.0) + head) * (_VAGUE if number.best is None else 1.0)
    return Vote((number,), strength, sentence.index, mention.first)
