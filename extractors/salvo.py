"""Salvo accounting: how many munitions of an event were fired, landed, were intercepted, failed.

Numbers come from the predicates that `outcome` read and from the munitions' own phrases; title, lead and the
event's own clause weigh most, parts ("two of them") are no totals. Fired >= landed + intercepted + failed holds in
what is given: a part larger than the whole becomes the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.weapon import WeaponValue
from extractors.draft import Draft
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading, Zone
from models.event import Count
from models.vocabulary import EventType, MentionLabel, WeaponClass

_RANK_WEIGHT = {0: 3.0, 1: 2.0, 2: 1.0, 3: 1.0}
_HEAD_BONUS = 1.0
_VAGUE = 0.3
_FIRED_WEIGHT = 1.4  # a number in the argument of "fired" against one that merely stands at a munition
_PART_SHARE = 0.25
_PARTS = ("landed", "intercepted", "failed")
_ROLE = {
    "fired": "fired",
    "hit": "landed",
    "missed": "landed",
    "intercepted": "intercepted",
    "destroyed": "intercepted",
    "failed": "failed",
}
_COUNTED = frozenset(
    {
        WeaponClass.ROCKET,
        WeaponClass.MISSILE,
        WeaponClass.DRONE,
        WeaponClass.MORTAR,
        WeaponClass.ARTILLERY_SHELL,
        WeaponClass.AERIAL_BOMB,
        WeaponClass.GRENADE,
        WeaponClass.BOMB,
        WeaponClass.VEHICLE_BOMB,
        WeaponClass.MINE,
        WeaponClass.SUICIDE_VEST,
    }
)
_ONE = frozenset({"a", "an"})
_LAUNCHED = frozenset(
    {
        EventType.ROCKET_ATTACK,
        EventType.MISSILE_ATTACK,
        EventType.DRONE_ATTACK,
        EventType.SHELLING,
        EventType.AIRSTRIKE,
        EventType.GRENADE_ATTACK,
    }
)


@dataclass(frozen=True, slots=True)
class Salvo:
    """Counts of one munition class in one event; null where the text does not say."""

    fired: Count | None = None
    landed: Count | None = None
    intercepted: Count | None = None
    failed: Count | None = None


@dataclass(frozen=True, slots=True)
class _Vote:
    number: Number
    weight: float
    order: int
    fired: bool = False  # told as fired, so "five of them" is no mere part


def salvo_of(
    draft: Draft, reading: Reading, weapons: Sequence[Mention], outcomes: Sequence[tuple[int, Mention]]
) -> Salvo:
    """Counts for the munitions that ``weapons`` mention."""
    classes = {m.value.weapon_class for m in weapons if isinstance(m.value, WeaponValue)}
    if not classes & _COUNTED:
        return Salvo()
    votes: dict[str, list[_Vote]] = {"fired": [], "landed": [], "intercepted": [], "failed": []}
    spans = {(m.first, m.last) for m in weapons}
    denial: Mention | None = None
    last = max((_nth(m.value) for _, m in outcomes), default=0)
    for rank, mention in outcomes:
        value = mention.value
        if not isinstance(value, OutcomeValue) or value.outcome not in _ROLE or not _ours(value, spans, classes):
            continue
        if 0 < _nth(value) < last:
            continue  # "a second ... and a third": three
        none = value.number is not None and value.number.kind is NumberKind.NONE
        if value.negated or none:
            denial = mention if value.outcome == "intercepted" and (value.weapon is not None or none) else denial
        elif value.number is not None and not _is_mere_miss(value):
            vote = _vote(reading, value.number, rank, mention, _FIRED_WEIGHT)
            votes[_ROLE[value.outcome]].append(replace(vote, fired=value.outcome == "fired"))
    counts = {role: _winner(reading, votes[role]) for role in _PARTS}
    if counts["intercepted"] is None and denial is not None:
        counts["intercepted"] = Count(0, 0, 0, denial.text, (denial.span,))
    plain = list(_plain(draft, reading, weapons))
    whole = votes["fired"] + plain + (votes["landed"] if not votes["fired"] else [])
    fired = _winner(reading, _without_parts(reading, whole, [v for role in _PARTS for v in votes[role]]))
    if draft.event_type not in _LAUNCHED:
        return Salvo(fired)
    if fired is not None and _has_many(draft, reading) and fired.text.casefold() in _ONE:
        fired = None
    return Salvo(_at_least(fired, counts), counts["landed"], counts["intercepted"], counts["failed"])


def _has_many(draft: Draft, reading: Reading) -> bool:
    """ "a guided bomb of a new type in airstrikes on the city": the kind, not how many"""
    return any(reading.doc[f.token].tag_ == "NNS" for f in draft.frames[:3])


def _nth(value: object) -> int:
    """The number of "a fourth", 0 for other predicates."""
    return value.number.value if isinstance(value, OutcomeValue) and value.nth and value.number else 0


def _is_mere_miss(value: OutcomeValue) -> bool:
    """ "no ship was hit by the missile": that it missed, not how many came down"""
    return value.implied and value.outcome == "missed"


def _without_parts(reading: Reading, whole: Sequence[_Vote], parts: Sequence[_Vote]) -> list[_Vote]:
    """Figures that are told of a part, "two of the rockets" and "the rocket" weigh less beside a larger one."""
    told = {v.number.best for v in parts if v.number.best is not None}
    largest = max((v.number.best or v.number.low or 0 for v in whole), default=0)
    vague = max((v.number.low or 0 for v in whole if v.number.best is None), default=0)
    kept = []
    for vote in whole:
        best = vote.number.best
        smaller = best is not None and best < largest
        share = (
            _PART_SHARE
            if smaller
            and (
                best in told
                or best == 1
                or (best or 0) < vague  # "scores of shells": the four of one of them are a part
                or (_partitive(reading, vote.number) and not vote.fired)
            )
            else 1.0
        )
        kept.append(_Vote(vote.number, vote.weight * share, vote.order))
    return kept


def _partitive(reading: Reading, number: Number) -> bool:
    return number.last < len(reading.doc) and reading.doc[number.last].lower_ == "of"


def _ours(value: OutcomeValue, spans: set[tuple[int, int]], classes: set[WeaponClass | None]) -> bool:
    """Whether a predicate speaks of these munitions: by mention, by class, or by a bare number."""
    if value.weapon is None:
        if value.outcome == "hit":
            return value.neutral and value.number is not None  # "a fourth came down"
        return (value.outcome != "destroyed" or value.number is not None)
    other = value.weapon.value
    return (value.weapon.first, value.weapon.last) in spans or (
        isinstance(other, WeaponValue)
        and (other.weapon_class is None or other.weapon_class in classes or _is_loose(other.weapon_class, classes))
    )


def _is_loose(kind: WeaponClass, classes: set[WeaponClass | None]) -> bool:
    """The press calls the rockets of an attack missiles too."""
    return kind is WeaponClass.MISSILE and WeaponClass.ROCKET in classes


def _vote(reading: Reading, number: Number, rank: int, mention: Mention, weight: float = 1.0) -> _Vote:
    zone = reading.sentence_at(mention.head).zone
    strength = weight * (_RANK_WEIGHT.get(rank, 1.0) + (_HEAD_BONUS if zone in (Zone.TITLE, Zone.LEAD) else 0.0))
    return _Vote(number, strength * (_VAGUE if number.best is None else 1.0), number.first)


def _plain(draft: Draft, reading: Reading, weapons: Iterable[Mention]) -> Iterable[_Vote]:
    """Numbers that stand at the munition itself: "three rockets", "a 122mm rocket"."""
    for mention in weapons:
        value = mention.value
        if not isinstance(value, WeaponValue) or value.modifier or value.weapon_class not in _COUNTED:
            continue
        if value.implied and value.weapon_class is not WeaponClass.SUICIDE_VEST:
            continue  # "an airstrike" is no bomb; "a suicide bomber" is one
        number = value.number
        if number is None and value.definite and not value.plural:
            number = Number(mention.first, mention.last, mention.head, NumberKind.EXACT, 1, 1, 1)
        if number is not None and number.kind is not NumberKind.NONE:
            weight = 0.5 if number.kind is NumberKind.ARTICLE or value.number is None else 1.0
            yield _vote(reading, number, draft.rank.get(mention.head, 2), mention, weight)


def _winner(reading: Reading, votes: Sequence[_Vote]) -> Count | None:
    """The figure with most support; of equals the first told."""
    if not votes:
        return None
    support: dict[int | None, float] = {}
    for vote in votes:
        support[vote.number.best] = support.get(vote.number.best, 0.0) + vote.weight
    best = max(votes, key=lambda v: (support[v.number.best], -v.order)).number
    words = reading.doc[best.first : best.last]
    return Count(best.low, best.best, best.high, words.text, ((words.start_char, words.end_char),))


def _at_least(fired: Count | None, parts: dict[str, Count | None]) -> Count | None:
    """The whole is no smaller than any part told of it."""
    known = [c for c in parts.values() if c is not None and c.best is not None]
    largest = max(known, key=lambda c: c.best or 0, default=None)
    if (
        largest is None
        or (largest.best or 0) == 0
        or (fired is not None and (fired.best is None or fired.best >= (largest.best or 0)))
    ):
        return fired
    return largest


def outcome_mentions(draft: Draft, reading: Reading) -> list[tuple[int, Mention]]:
    """(rank, mention) of the outcome predicates in an event's scope."""
    return [(r, m) for r, m in draft.mentions(reading, MentionLabel.CUE) if isinstance(m.value, OutcomeValue)]
