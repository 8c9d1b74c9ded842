"""From many tellings to one event: a named rule for each field. Disagreement is shown, never hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from models.event import Attribution, EventDate, ExtractedEvent, Place, Target, Weapon
from models.stored import Disagreement, Resolved
from models.vocabulary import Assertion, DateMethod, EventType, Outcome, Salience, SourceKind
from pipeline.disagreement import Told, disagreements

__all__ = ["Resolution", "Told", "resolve"]
OFFICIAL = frozenset({SourceKind.MEDICAL, SourceKind.GOVERNMENT, SourceKind.POLICE, SourceKind.MILITARY})
_METHODS = tuple(DateMethod)  # from the surest to the least sure


@dataclass(frozen=True, slots=True)
class Resolution:
    """The event as its articles tell it together, and how each field was chosen."""

    event: ExtractedEvent
    resolved: tuple[Resolved, ...]
    disagreements: tuple[Disagreement, ...]


def resolve(tellings: Iterable[Told]) -> Resolution:
    """One event from all its tellings, whatever their order. Recollections count only where no report speaks."""
    told = sorted(tellings, key=lambda one: (one.published, one.key))
    mains = [one for one in told if one.event.salience is Salience.MAIN]
    voices = mains or told
    lead = _kind(voices)
    chosen: dict[str, tuple[Any, str, Told]] = {"event_type": (lead.event.event_type, "most_told_kind", lead)}
    for field, (rule, choose) in _SINGLE.items():
        if (pick := choose([one for one in voices if getattr(one.event, field) is not None])) is not None:
            chosen[field] = (getattr(pick.event, field), rule, pick)
    single: dict[str, Any] = {field: value for field, (value, _, _) in chosen.items()}
    many: dict[str, Any] = {
        field: merge(chain.from_iterable(getattr(one.event, field) for one in voices)) for field, merge in _MANY.items()
    }
    toll = chosen.get("killed") or chosen.get("wounded")
    event = replace(
        lead.event,
        salience=Salience.MAIN if mains else Salience.BACKGROUND,
        assertion=Assertion.ASSERTED,
        casualties=toll[2].event.casualties if toll else lead.event.casualties,
        **single,
        **many,
    )
    resolved = tuple(Resolved(field, rule, one.url) for field, (_, rule, one) in chosen.items())
    return Resolution(event, resolved, tuple(disagreements(voices, event)))


def _kind(voices: Sequence[Told]) -> Told:
    """The lead telling: of the kind told most often (a plain "attack" loses), the earliest, dated one."""
    counts = Counter(one.event.event_type for one in voices)
    counts[EventType.OTHER_ATTACK] = 0
    return min(voices, key=lambda one: (-counts[one.event.event_type], one.event.event_type, one.published, one.key))


def most_precise_date(told: Sequence[Told]) -> Told | None:
    """The finest precision, then the surest method, then the day told most often, then the earliest telling."""
    days = Counter((one.event.date.start, one.event.date.end) for one in told if one.event.date)

    def rank(one: Told) -> tuple[Any, ...]:
        date = one.event.date
        assert isinstance(date, EventDate)
        sure = date.method is DateMethod.PUBLICATION
        return (sure, date.precision, -days[date.start, date.end], _METHODS.index(date.method), one.published, one.key)

    return min(told, key=rank, default=None)


def most_specific_place(told: Sequence[Told]) -> Told | None:
    """Resolved before unresolved, then the finest precision, then the place told most often, then the earliest."""
    names = Counter(_place_key(one.event.place) for one in told)

    def rank(one: Told) -> tuple[Any, ...]:
        place = one.event.place
        assert isinstance(place, Place)
        return (place.gazetteer_id is None, place.precision, -names[_place_key(place)], one.published, one.key)

    return min(told, key=rank, default=None)


def _place_key(place: Place | None) -> str:
    return "" if place is None else place.gazetteer_id or place.name.lower()


def latest_official_toll(told: Sequence[Told]) -> Told | None:
    """The latest telling whose toll has an official speaker; without one, the latest."""
    return max(told, key=lambda one: (_is_official(one.event), one.published, one.key), default=None)


def _is_official(event: ExtractedEvent) -> bool:
    return any(toll.source is not None and toll.source.kind in OFFICIAL for toll in event.casualties)


_SINGLE: dict[str, tuple[str, Callable[[Sequence[Told]], Told | None]]] = {
    "date": ("most_precise_date", most_precise_date),
    "place": ("most_specific_place", most_specific_place),
    "killed": ("latest_official_toll", latest_official_toll),
    "wounded": ("latest_official_toll", latest_official_toll),
}


def most_specific_munitions(weapons: Iterable[Weapon]) -> tuple[Weapon, ...]:
    """One weapon for each class and calibre, the fullest; a bare class gives way to one with a calibre or name."""
    best: dict[tuple[str, float | None, str | None], Weapon] = {}
    for weapon in weapons:
        key = (weapon.class_, weapon.calibre_mm, weapon.designation)
        if key not in best or _fullness(weapon) >= _fullness(best[key]):
            best[key] = weapon
    specific = {w.class_ for w in best.values() if w.calibre_mm is not None or w.designation is not None}
    bare = [w for w in best.values() if w.calibre_mm is None and w.designation is None]
    kept = [w for w in best.values() if w not in bare or w.class_ not in specific]
    counts = {w.class_: w for w in bare}
    return tuple(_with_counts(w, counts.get(w.class_)) for w in kept)


def _fullness(weapon: Weapon) -> int:
    return sum(n is not None for n in (weapon.fired, weapon.landed, weapon.intercepted, weapon.failed))


def _with_counts(weapon: Weapon, bare: Weapon | None) -> Weapon:
    """The counts that only a telling without calibre gives."""
    if bare is None or bare is weapon:
        return weapon
    empty = {n: getattr(bare, n) for n in ("fired", "landed", "intercepted", "failed") if getattr(weapon, n) is None}
    return replace(weapon, **empty)


def _each_once(key: Callable[[Any], Hashable]) -> Callable[[Iterable[Any]], tuple[Any, ...]]:
    def merge(values: Iterable[Any]) -> tuple[Any, ...]:
        seen: dict[Hashable, Any] = {}
        for value in values:
            seen.setdefault(key(value), value)
        return tuple(seen.values())

    return merge


def _all_outcomes(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    found = set(outcomes)
    return tuple(outcome for outcome in Outcome if outcome in found) if found else ()


def _attribution_key(one: Attribution) -> Hashable:
    speaker = one.source.name or one.source.text if one.source else None
    return (one.actor_id or one.actor, one.stance, speaker)


def _target_key(target: Target) -> Hashable:
    return (target.class_, target.actor)


_MANY: dict[str, Callable[[Iterable[Any]], tuple[Any, ...]]] = {
    "weapons": most_specific_munitions,
    "launchers": _each_once(lambda launcher: (launcher.class_, launcher.status)),
    "targets": _each_once(_target_key),
    "attributions": _each_once(_attribution_key),
    "outcomes": _all_outcomes,
    "statements": _each_once(lambda one: (one.source.name or one.source.text, one.stance)),
}
