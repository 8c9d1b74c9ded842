"""Launchers of one event: one row for each kind told, found or used, with capacity and calibre."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.attributes.launcher import LauncherValue
from extractors.draft import Draft
from extractors.mention import Mention
from extractors.numbers import Number
from extractors.reading import Reading, Zone
from models.event import Count, Launcher, Span
from models.vocabulary import EventType, LauncherClass, LauncherStatus, MentionLabel, Salience

_FIRED = frozenset(
    {EventType.ROCKET_ATTACK, EventType.MISSILE_ATTACK, EventType.SHELLING, EventType.DRONE_ATTACK, EventType.AIRSTRIKE,
     EventType.GRENADE_ATTACK}
)
_CRAFT = frozenset({LauncherClass.AIRCRAFT, LauncherClass.SHIP, LauncherClass.DRONE})
_VAGUE = frozenset({LauncherClass.OTHER})


def fill(draft: Draft, reading: Reading) -> tuple[Launcher, ...]:
    """The launcher told most fully; empty for attacks that need none."""
    if draft.event_type not in _FIRED:
        return ()
    told = [(r, m, m.value) for r, m in draft.mentions(reading, MentionLabel.LAUNCHER)
            if isinstance(m.value, LauncherValue) and _in_scope(draft, reading, r, m)]  # fmt: skip
    if draft.event_type in (EventType.AIRSTRIKE, EventType.DRONE_ATTACK):
        told = [t for t in told if t[2].launcher_class in _CRAFT]
    if not told:
        return ()
    best = max(told, key=lambda t: (_fullness(t[2]), -t[0], len(t[1].text) if t[2].status else 0, -t[1].first))
    return (_launcher(reading, best[1], best[2], [t[2] for t in told]),)


def _in_scope(draft: Draft, reading: Reading, rank: int, mention: Mention) -> bool:
    if reading.sentence_at(mention.head).zone is Zone.FURNITURE:
        return False
    return rank < 2 or draft.salience is Salience.MAIN


def _fullness(value: LauncherValue) -> float:
    score = 2.0 * (value.status is not None) + 1.5 * (value.capacity is not None) + 0.5 * value.improvised
    return (
        score
        + (0.0 if value.launcher_class in _VAGUE else 1.0)
        - 0.5 * value.weak
        + 0.3 * (value.launcher_class is LauncherClass.TRUCK)
    )


def _launcher(reading: Reading, mention: Mention, value: LauncherValue, others: Sequence[LauncherValue]) -> Launcher:
    capacity = value.capacity or next((o.capacity for o in others if o.capacity is not None), None)
    status = value.status or next((o.status for o in others if o.status is not None), None) or LauncherStatus.USED
    by = value.by if value.status is status else next((o.by for o in others if o.status is status), None)
    calibre = value.calibre_mm or next((o.calibre_mm for o in others if o.calibre_mm), None)
    words = reading.doc[by[0] : by[1]] if by else None
    spans = (mention.span, (words.start_char, words.end_char)) if words else (mention.span,)
    return Launcher(
        value.launcher_class, mention.text, value.improvised or any(o.improvised for o in others),
        _count(reading, capacity), _number(calibre), status, words.text if words else None, spans, mention.rule,
    )  # fmt: skip


def _number(calibre: float | None) -> int | float | None:
    return int(calibre) if calibre is not None and calibre == int(calibre) else calibre


def _count(reading: Reading, number: Number | None) -> Count | None:
    if number is None:
        return None
    words = reading.doc[number.first : number.last]
    span: Span = (words.start_char, words.end_char)
    return Count(number.low, number.best, number.high, words.text, (span,))
