"""What a new reading changes in events, field by field, each with its cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.stored import StoredEvent
from models.wire import to_dict

FIELDS = (
    "event_type", "salience", "date", "place", "weapons", "launchers", "targets", "attributions", "outcomes",
    "killed", "wounded", "casualties", "statements", "reviewed", "articles", "n_independent",
)  # fmt: skip
NAMES = ("name", "designation", "class", "actor", "stance", "effect", "party", "start", "end", "url", "best", "text")


def differences(before: Mapping[int, StoredEvent], after: Mapping[int, StoredEvent], cause: str) -> Iterator[str]:
    """One line for each event that came or went and each field that is told otherwise."""
    for number in sorted({*before, *after}):
        old, new = before.get(number), after.get(number)
        if old is None and new is not None:
            yield f"+ {title(new)} ({cause})"
        elif old is not None and new is None:
            yield f"- {title(old)} ({cause})"
        elif old is not None and new is not None:
            changed = list(_fields(to_dict(old), to_dict(new)))
            yield from [f"~ {title(new)}", *(f"    {line} ({cause})" for line in changed)] if changed else ()


def title(event: StoredEvent) -> str:
    """An event in a line."""
    place = event.place.name if event.place else "somewhere"
    day = event.date.start.isoformat() if event.date else "some day"
    return f"{event.event_id} {event.event_type.value.replace('_', ' ')}, {place}, {day}"


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in FIELDS:
        was, now = short(old[name]), short(new[name])
        if was != now:
            yield f"{name.replace('_', ' ')}: {was or 'not told'} -> {now or 'not told'}"


def short(value: Any) -> str:
    """A value in a few words: what it says, not where it says it."""
    if isinstance(value, Mapping):
        if value.keys() >= {"low", "best", "high"}:
            return _count(value)
        told = (short(value[name]) for name in NAMES if value.get(name) is not None)
        return " ".join(dict.fromkeys(part for part in told if part))
    if isinstance(value, list):
        return "; ".join(short(item) for item in value)
    return "" if value is None else str(value)


def _count(value: Mapping[str, Any]) -> str:
    low, best, high = value["low"], value["best"], value["high"]
    if low == best == high and best is not None:
        return str(best)
    return f"{'?' if best is None else best} [{'' if low is None else low}..{'' if high is None else high}]"
