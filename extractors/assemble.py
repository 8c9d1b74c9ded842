"""Mentions of one article -> events: frames, drafts, then one filler for each slot."""

from __future__ import annotations

from dataclasses import replace

from extractors.attributes.date import day_of_writing
from extractors.checks import failed_checks
from extractors.draft import Draft
from extractors.events.clusters import drafts_of
from extractors.events.frames import frames_of
from extractors.events.gravity import in_its_time, is_told
from extractors.filling import (
    attributions,
    casualties,
    date,
    launchers,
    outcomes,
    place,
    series,
    statements,
    targets,
    weapons,
)
from extractors.losing import losers
from extractors.munitions.ranges import out_of_range
from extractors.reading import Reading
from models.event import ExtractedEvent, Series, Trigger
from models.vocabulary import Effect, Salience


def events_of(reading: Reading) -> tuple[tuple[ExtractedEvent, ...], tuple[Series, ...]]:
    """Asserted events of a read article, main ones first, and its series."""
    drafts = drafts_of(reading, frames_of(reading))
    read = ((in_its_time(_event(draft, reading), reading), draft) for draft in drafts)
    events = [event for event, draft in read if is_told(event, draft, reading)]
    return tuple(sorted(events, key=lambda e: e.salience is not Salience.MAIN)), series.read(reading)


def _event(draft: Draft, reading: Reading) -> ExtractedEvent:
    trigger = draft.frames[0].trigger
    when, fired = date.fill(draft, reading), weapons.fill(draft, reading)
    event = ExtractedEvent(
        event_type=draft.event_type,
        assertion=draft.assertion,
        salience=draft.salience,
        trigger=Trigger(trigger.text, (trigger.span,), trigger.rule),
        date=when,
        place=place.fill(draft, reading),
        weapons=fired,
        launchers=launchers.fill(draft, reading),
        targets=targets.fill(draft, reading),
        attributions=attributions.fill(draft, reading),
        outcomes=outcomes.fill(draft, reading),
        casualties=casualties.fill(draft, reading),
        killed=casualties.roll_up(draft, reading, Effect.KILLED),
        wounded=casualties.roll_up(draft, reading, Effect.WOUNDED),
        statements=statements.fill(draft, reading),
        checks=failed_checks(when, fired, day_of_writing(reading)),
    )
    checks = (*event.checks, *out_of_range(draft, reading, event.place, fired))
    return replace(event, checks=checks, candidates=losers(event, draft, reading))
