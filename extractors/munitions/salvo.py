"""Salvo accounting: how many munitions of an event were fired, landed, were intercepted, failed.

Numbers come from the predicates that `outcome` read and from the munitions' own phrases; title, lead and the
event's own clause weigh most, parts ("two of them") are no totals. Fired >= landed + intercepted + failed holds in
what is given: a part larger than the whole becomes the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.draft import SHARED, Draft
from extractors.mention import Mention
from extractors.munitions.interceptors import intercepts
from extractors.munitions.leftover import is_left
from extractors.munitions.salvo_told import PARTS, Gathered, gathered, vote_of
from extractors.munitions.votes import Vote, accounts, adding_up, winner, without_parts
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading
from models.event import Count
from models.vocabulary import EventType, MentionLabel, WeaponClass

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


def salvo_of(
    draft: Draft, reading: Reading, weapons: Sequence[Mention], outcomes: Sequence[tuple[int, Mention]]
) -> Salvo:
    """Counts for the munitions that ``weapons`` mention, from the predicates that speak of them."""
    classes = {m.value.weapon_class for m in weapons if isinstance(m.value, WeaponValue)}
    if not classes & _COUNTED:
        return Salvo()
    if classes == {WeaponClass.ROCKET} and all(_fires(reading, m) for m in weapons):
        classes |= {WeaponClass.ARTILLERY_SHELL}  # "14 shells from a Vampire launcher"
    told = gathered(reading, weapons, outcomes, classes)
    votes = told.votes
    whole = votes["fired"] + list(_plain(draft, reading, weapons)) + (votes["landed"] if not votes["fired"] else [])
    fired = winner(reading, without_parts(reading, whole, told.parts()))
    if draft.event_type not in _LAUNCHED:
        return Salvo(fired)
    _resolve(told, fired)
    most = fired.best if fired is not None else None
    joined = {role: list(accounts(reading, votes[role], most)) for role in PARTS}
    joined = adding_up(joined, most)
    counts = {role: winner(reading, joined[role]) for role in PARTS}
    for role, mention in told.denials.items():
        counts[role] = counts[role] or Count(0, 0, 0, mention.text, (mention.span,))
    if fired is not None and _has_many(draft, reading) and fired.text.casefold() in _ONE:
        fired = None
    kept = fired is not None and counts["landed"] is not None and fired.best == counts["landed"].best
    fired = _at_least(fired, [c for role, c in counts.items() if c is not None and not (kept and role == "failed")])
    fired = fired if votes["fired"] else _with_more(fired, told.parts(), counts)
    if fired is None or fired.best == 1:
        fired = _all_of(reading, told.parts()) or fired
    return Salvo(fired, counts["landed"], counts["intercepted"], counts["failed"])


def _resolve(told: Gathered, fired: Count | None) -> None:
    """Give shares and remainders their figures: "half of the 16", "two hit and the rest fell short"."""
    if fired is None or fired.best is None:
        return
    for role, vote in sorted(told.open, key=lambda pair: pair[1].told.rest):
        number = vote.numbers[0]
        if vote.told.rest:
            before = [v.best or 0 for v in told.parts() if v.order < number.first and vote.sentence - v.sentence <= 1]
            figure = fired.best - sum(before)
            if not before:
                continue
        else:
            figure = round(fired.best * (vote.told.share or 0)) - vote.told.less
        if figure > 0:
            exact = replace(number, low=figure, best=figure, high=figure)
            told.votes[role].append(replace(vote, numbers=(exact,), told=replace(vote.told, further=vote.told.rest)))


def _all_of(reading: Reading, parts: Sequence[Vote]) -> Count | None:
    """The sum of what is told one by one: "a rocket hit a house and another landed in a field"."""
    joined = list(accounts(reading, parts, None))
    return winner(reading, [v for v in joined if len(v.numbers) > 1 and (v.best or 0) > 1])


def _with_more(fired: Count | None, parts: Sequence[Vote], counts: Mapping[str, Count | None]) -> Count | None:
    """ "brought down 14 drones, but two more got through": 16, where no whole is told"""
    more = any(v.told.further and v.best is not None for v in parts)
    known = [c for c in counts.values() if c is not None and c.best]
    total = sum(c.best or 0 for c in known)
    if not more or len(known) < 2 or fired is None or fired.best != max(c.best or 0 for c in known):
        return fired
    spans = tuple(span for c in known for span in c.spans)
    return Count(total, total, total, known[0].text, spans)


def _has_many(draft: Draft, reading: Reading) -> bool:
    """ "a guided bomb of a new type in airstrikes on the city": the kind, not how many"""
    return any(reading.doc[f.token].tag_ == "NNS" for f in draft.frames[:3])


def _plain(draft: Draft, reading: Reading, weapons: Sequence[Mention]) -> Iterable[Vote]:
    """Numbers that stand at the munition itself: "three rockets", "a 122mm rocket"."""
    ranks = {m.first: draft.rank.get(m.head, 2) for m in weapons}
    counted = (m for m in weapons if isinstance(m.value, WeaponValue) and m.value.number is not None)
    own = any(ranks[m.first] < SHARED for m in counted)
    for mention in weapons:
        value = mention.value
        if own and ranks[mention.first] >= SHARED:
            continue
        if not isinstance(value, WeaponValue) or value.modifier or value.weapon_class not in _COUNTED:
            continue
        if value.implied and value.weapon_class is not WeaponClass.SUICIDE_VEST:
            continue  # "an airstrike" is no bomb; "a suicide bomber" is one
        if _fires(reading, mention) or is_left(reading, mention) or intercepts(reading, mention):
            continue
        number = value.number
        if number is None and value.definite and not value.plural:
            number = Number(mention.first, mention.last, mention.head, NumberKind.EXACT, 1, 1, 1)
        if number is not None and number.kind is not NumberKind.NONE:
            weight = 0.5 if number.kind is NumberKind.ARTICLE or value.number is None else 1.0
            yield vote_of(reading, number, draft.rank.get(mention.head, 2), mention, weight)


def _fires(reading: Reading, mention: Mention) -> bool:
    """ "from a 120 mm mortar", "three howitzers": what fires, not what was fired"""
    launchers = reading.overlapping(mention.first, mention.last, (MentionLabel.LAUNCHER,))
    if any(x.first <= mention.head <= x.head for x in launchers):
        return True  # "a TOS-1A", "a BM-27 Uragan launcher"
    value, last = mention.value, reading.doc[mention.last - 1]
    if not isinstance(value, WeaponValue) or last.lower_ not in words("barrelled"):
        return False
    before = reading.doc[mention.head].head.lower_ in ("from", "with")
    return before or (value.weapon_class is WeaponClass.ARTILLERY_SHELL and value.plural)


def _at_least(fired: Count | None, parts: Sequence[Count]) -> Count | None:
    """The whole is no smaller than any part told of it."""
    largest = max((c for c in parts if c.best is not None), key=lambda c: c.best or 0, default=None)
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
