"""Reports as claims and back: one row for each value, with speaker, stance, spans and rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from models.event import (
    Attribution,
    Candidate,
    Casualty,
    Count,
    EventDate,
    ExtractedEvent,
    Launcher,
    Place,
    Source,
    Statement,
    Target,
    Trigger,
    Weapon,
)
from models.states import Attribute
from models.vocabulary import Assertion, EventType, Outcome, Salience

KINDS: dict[Attribute, tuple[str, type[Any]]] = {
    Attribute.DATE: ("date", EventDate),
    Attribute.PLACE: ("place", Place),
    Attribute.WEAPON: ("weapons", Weapon),
    Attribute.LAUNCHER: ("launchers", Launcher),
    Attribute.TARGET: ("targets", Target),
    Attribute.ATTRIBUTION: ("attributions", Attribution),
    Attribute.CASUALTY: ("casualties", Casualty),
    Attribute.KILLED: ("killed", Count),
    Attribute.WOUNDED: ("wounded", Count),
    Attribute.STATEMENT: ("statements", Statement),
    Attribute.CANDIDATE: ("candidates", Candidate),
}
_APART = {"spans", "rule"}  # kept in columns of their own


class Claim(NamedTuple):
    """One row of the claim ledger in the order of its columns; ``value`` and ``spans`` are JSON text."""

    attribute: Attribute
    ordinal: int
    value: str
    speaker: str | None
    stance: str | None
    spans: str
    rule: str


_ADAPTERS: dict[Attribute, TypeAdapter[Any]] = {key: TypeAdapter(kind) for key, (_, kind) in KINDS.items()}


def claims_of(event: ExtractedEvent) -> Iterator[Claim]:
    """All claims of one report, each attribute numbered from 0 in the report's order."""
    yield Claim(
        Attribute.EVENT_TYPE,
        0,
        to_json({"event_type": event.event_type, "text": event.trigger.text}).decode(),
        None,
        None,
        to_json(event.trigger.spans).decode(),
        event.trigger.rule,
    )
    for attribute, (name, _) in KINDS.items():
        found = getattr(event, name)
        values = found if isinstance(found, tuple) else () if found is None else (found,)
        for ordinal, value in enumerate(values):
            yield _claim(attribute, ordinal, value)
    for ordinal, outcome in enumerate(event.outcomes):
        yield Claim(Attribute.OUTCOME, ordinal, f'"{outcome}"', None, None, "[]", "")
    for ordinal, check in enumerate(event.checks):
        yield Claim(Attribute.CHECK, ordinal, to_json(check).decode(), None, None, "[]", "")


def _claim(attribute: Attribute, ordinal: int, value: Any) -> Claim:
    source = getattr(value, "source", None)
    return Claim(
        attribute,
        ordinal,
        _ADAPTERS[attribute].dump_json(value, by_alias=True, exclude=_APART).decode(),
        speaker_name(source),
        getattr(value, "stance", None),
        to_json(value.spans).decode(),
        getattr(value, "rule", ""),
    )


def speaker_name(source: Source | None) -> str | None:
    """The name of a speaker, or the words for it."""
    return None if source is None else source.name or source.text


def event_of(assertion: Assertion, salience: Salience, claims: Iterable[Claim]) -> ExtractedEvent:
    """The report that its claims were made of."""
    values: dict[Attribute, list[Any]] = {attribute: [] for attribute in Attribute}
    trigger, event_type = Trigger("", ()), EventType.OTHER_ATTACK
    for claim in sorted(claims, key=lambda claim: claim.ordinal):
        if claim.attribute is Attribute.EVENT_TYPE:
            told = from_json(claim.value)
            event_type = EventType(told["event_type"])
            trigger = Trigger(told["text"], _spans(claim.spans), claim.rule)
        else:
            values[claim.attribute].append(_value(claim))
    one = {name: next(iter(values[key]), None) for key, (name, _) in KINDS.items() if name in _SINGLE}
    many = {name: tuple(values[key]) for key, (name, _) in KINDS.items() if name not in _SINGLE}
    outcomes, checks = tuple(values[Attribute.OUTCOME]), tuple(values[Attribute.CHECK])
    return ExtractedEvent(
        event_type, assertion, salience, trigger, outcomes=outcomes, checks=checks, **one, **many  # type: ignore[arg-type]
    )  # fmt: skip


_COUNTS = frozenset({Attribute.KILLED, Attribute.WOUNDED})  # they carry no rule of their own
_SINGLE = frozenset({"date", "place", "killed", "wounded"})


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in from_json(text))


def _value(claim: Claim) -> Any:
    told = from_json(claim.value)
    if claim.attribute is Attribute.OUTCOME:
        return Outcome(told)
    if claim.attribute is Attribute.CHECK:
        return told
    extra = {"spans": from_json(claim.spans)} | ({} if claim.attribute in _COUNTS else {"rule": claim.rule})
    return _ADAPTERS[claim.attribute].validate_python(told | extra)
