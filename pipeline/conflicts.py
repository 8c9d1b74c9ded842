"""Where later texts speak against a decision about whole events: a merge, a split, a rejection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.event import ExtractedEvent
from models.states import ReviewKind

Identity = Mapping[str, str]  # what tells one attack from another, by field


@dataclass(frozen=True, slots=True)
class Side:
    """One report of a decision: what it told then and tells now (null: its article has no such report any more)."""

    url: str
    then: Identity
    now: Identity | None


def identity(event: ExtractedEvent) -> dict[str, str]:
    """Kind, days and place of a report, in words that are equal when they say the same."""
    told = {"type": event.event_type.value}
    if event.date is not None:
        days = dict.fromkeys((event.date.start.isoformat(), event.date.end.isoformat()))
        told["date"] = " to ".join(days)
    if event.place is not None:
        told["place"] = ", ".join(part for part in (event.place.name, event.place.country) if part)
    return told


def of_pair(kind: ReviewKind, left: Side, right: Side) -> Iterator[str]:
    """What two reports, joined or parted by an analyst, have come to tell against it since."""
    for one, other in ((left, right), (right, left)):
        if one.now is None:
            yield f"conflict, {kind}: {one.url} tells of no such attack any more"
            continue
        for field, value in one.now.items():
            was, beside = one.then.get(field), (other.now or {}).get(field)
            if value == was:
                continue
            if kind is ReviewKind.MERGE and value != beside and (was or beside):
                yield _differs(kind, field, one, f"{beside or 'nothing'} in the other")
            if kind is ReviewKind.SPLIT and value == beside:
                yield _differs(kind, field, one, "as the other does")


def _differs(kind: ReviewKind, field: str, side: Side, beside: str) -> str:
    now, then = (side.now or {})[field], side.then.get(field, "nothing")
    return f"conflict, {kind}, {field}: {side.url} now says {now} ({beside}), said {then} then"


def of_later(kind: ReviewKind, urls: Iterable[str]) -> Iterator[str]:
    """What articles that came after a decision say by telling of it at all."""
    said = {
        ReviewKind.MERGE: "tells of two attacks here",
        ReviewKind.SPLIT: "fits both events",
        ReviewKind.REJECT: "has told of it since",
    }[kind]
    yield from (f"conflict, {kind}: {url} {said}" for url in urls)
