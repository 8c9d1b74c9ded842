"""Mentions of one article -> events: frames, drafts, then one filler for each slot."""

from __future__ import annotations

from dataclasses import replace

from extractors.attributes.actor import ActorValue
from extractors.attributes.date import day_of_writing
from extractors.attributes.trigger import TriggerValue
from extractors.checks import failed_checks
from extractors.clusters import drafts_of
from extractors.draft import Draft, Frame
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
from extractors.frames import frames_of
from extractors.losing import losers
from extractors.ranges import out_of_range
from extractors.reading import Reading, Zone
from models.event import ExtractedEvent, Series, Trigger
from models.vocabulary import DateMethod, Effect, MentionLabel, Salience, TargetClass

MAIN_FACTS, LEAD_FACTS, RECALLED_FACTS = 1, 2, 3  # of the news, of what title and lead recall, of what the body does
FIGHTERS = frozenset({"armed_group", "state_force"})
HARD_TARGETS = frozenset(
    {TargetClass.BASE, TargetClass.TROOPS, TargetClass.POLICE, TargetClass.ARMED_GROUP, TargetClass.DIPLOMATIC,
     TargetClass.ENERGY, TargetClass.SHIP, TargetClass.LEADER}
)  # fmt: skip


def events_of(reading: Reading) -> tuple[tuple[ExtractedEvent, ...], tuple[Series, ...]]:
    """Asserted events of a read article, main ones first, and its series."""
    drafts = drafts_of(reading, frames_of(reading))
    events = tuple(e for e, d in ((_event(draft, reading), draft) for draft in drafts) if _is_told(e, d, reading))
    return events, series.read(reading)


def _is_told(event: ExtractedEvent, draft: Draft, reading: Reading) -> bool:
    """Whether a text says enough of an attack: of the news one thing, of a recollection two or three.

    What counts is when, where, with what, whom, what harm and by whom; a day that is only the paper's and a
    munition that is only the word for the act are no facts of their own.
    """
    when = event.date is not None and event.date.method is not DateMethod.PUBLICATION
    act = set(event.trigger.spans)
    armed = any(f.instrument for f in draft.frames) or any(not act & set(w.spans) for w in event.weapons)
    vague = event.salience is Salience.MAIN and all(map(_is_vague, draft.frames))
    if vague and not (armed or _is_grave(event) or _has_fighters(draft, reading)):
        return False
    facts = (when, event.place, armed, event.targets, event.killed or event.wounded, event.attributions)
    early = any(reading.sentences[f.sentence].zone in {Zone.TITLE, Zone.LEAD} for f in draft.frames)
    needed = MAIN_FACTS if event.salience is Salience.MAIN else LEAD_FACTS if early else RECALLED_FACTS
    return sum(bool(f) for f in facts) >= needed


def _is_vague(frame: Frame) -> bool:
    """Whether a trigger may as well be said of words, strikers or the police: "attacked", "strike", "raid"."""
    value = frame.trigger.value
    return isinstance(value, TriggerValue) and value.event_type is None and value.verb != "harm"


def _is_grave(event: ExtractedEvent) -> bool:
    """Whether people came to harm, an actor of the catalogue did it, or forces or their places were the target."""
    harm = any(count is not None and count.high != 0 for count in (event.killed, event.wounded))
    known = any(a.actor_id for a in event.attributions)
    return harm or known or any(t.class_ in HARD_TARGETS for t in event.targets)


def _has_fighters(draft: Draft, reading: Reading) -> bool:
    """Whether an armed group or a force stands in the clause of an attack."""
    near = (m for rank, m in draft.mentions(reading, MentionLabel.ACTOR) if rank == 0)
    return any(isinstance(m.value, ActorValue) and m.value.kind in FIGHTERS for m in near)


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
