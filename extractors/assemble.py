"""Mentions of one article -> events: frames, drafts, then one filler for each slot."""

from __future__ import annotations

import importlib
from typing import Any

from extractors.clusters import drafts_of
from extractors.draft import Draft
from extractors.frames import frames_of
from extractors.reading import Reading
from models.event import ExtractedEvent, Series, Trigger
from models.vocabulary import Effect, Salience

MIN_FACTS = 2


def _fill(name: str, *arguments: object, default: Any = None, function: str = "fill") -> Any:
    try:
        module = importlib.import_module(f"extractors.filling.{name}")
    except ModuleNotFoundError:
        return default
    return getattr(module, function)(*arguments)


def events_of(reading: Reading) -> tuple[tuple[ExtractedEvent, ...], tuple[Series, ...]]:
    """Asserted events of a read article, main ones first, and its series."""
    drafts = drafts_of(reading, frames_of(reading))
    events = tuple(e for e in (_event(draft, reading) for draft in drafts) if _is_told(e))
    series: tuple[Series, ...] = _fill("series", reading, default=(), function="read")
    return events, series


def _is_told(event: ExtractedEvent) -> bool:
    """Whether a recollection says enough to be an event: two of when, where, with what, whom, what harm, by whom."""
    facts = (event.date, event.place, event.weapons, event.targets, event.killed or event.wounded, event.attributions)
    return event.salience is Salience.MAIN or sum(bool(f) for f in facts) >= MIN_FACTS


def _event(draft: Draft, reading: Reading) -> ExtractedEvent:
    trigger = draft.frames[0].trigger
    casualties = _fill("casualties", draft, reading, default=())
    return ExtractedEvent(
        event_type=draft.event_type,
        assertion=draft.assertion,
        salience=draft.salience,
        trigger=Trigger(trigger.text, (trigger.span,), trigger.rule),
        date=_fill("date", draft, reading),
        place=_fill("place", draft, reading),
        weapons=_fill("weapons", draft, reading, default=()),
        launchers=_fill("launchers", draft, reading, default=()),
        targets=_fill("targets", draft, reading, default=()),
        attributions=_fill("attributions", draft, reading, default=()),
        outcomes=_fill("outcomes", draft, reading, default=()),
        casualties=casualties,
        killed=_fill("casualties", draft, reading, Effect.KILLED, function="roll_up"),
        wounded=_fill("casualties", draft, reading, Effect.WOUNDED, function="roll_up"),
        statements=_fill("statements", draft, reading, default=()),
    )
