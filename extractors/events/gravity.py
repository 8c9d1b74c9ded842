"""Whether a text says enough of an attack, and whether it was one of weapons and not of words, goals or prices."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from extractors.actors.agents import agent_at
from extractors.attributes.actor import ActorValue
from extractors.attributes.date import day_of_writing
from extractors.attributes.trigger import TriggerValue
from extractors.context import words as closed
from extractors.draft import Draft, Frame
from extractors.events.done import comes_armed
from extractors.events.harmless import words
from extractors.events.headlined import SEASON_DAYS
from extractors.events.needs import is_act
from extractors.reading import Reading, Zone
from models.event import ExtractedEvent
from models.vocabulary import DateMethod, MentionLabel, Salience, TargetClass

MAIN_FACTS, LEAD_FACTS, RECALLED_FACTS = 1, 2, 3  # of the news, of what title and lead recall, of what the body does
SCENE_RANK = 2  # of the words that may tell of a scene of violence: the event's sentences and those that go on with it
FIGHTERS = frozenset({"armed_group", "state_force"})
HARD_TARGETS = frozenset(
    {TargetClass.BASE, TargetClass.TROOPS, TargetClass.POLICE, TargetClass.ARMED_GROUP, TargetClass.DIPLOMATIC,
     TargetClass.ENERGY, TargetClass.SHIP, TargetClass.LEADER}
)  # fmt: skip


def in_its_time(event: ExtractedEvent, reading: Reading) -> ExtractedEvent:
    """The event as background where its day lies so far before the paper that no report can mean it as news."""
    written = day_of_writing(reading) if reading.article.published is not None else None
    if written is None or event.date is None or (written - event.date.end).days <= SEASON_DAYS:
        return event
    return replace(event, salience=Salience.BACKGROUND)


def is_told(event: ExtractedEvent, draft: Draft, reading: Reading) -> bool:
    """Whether a text says enough of an attack: of the news one thing, of a recollection two or three.

    What counts is when, where, with what, whom, what harm and by whom; a day that is only the paper's and a
    munition that is only the word for the act are no facts of their own.
    """
    when = event.date is not None and event.date.method is not DateMethod.PUBLICATION
    act = set(event.trigger.spans)
    armed = any(f.instrument for f in draft.frames) or any(not act & set(w.spans) for w in event.weapons)
    main = event.salience is Salience.MAIN
    early = any(reading.sentences[f.sentence].zone in {Zone.TITLE, Zone.LEAD} for f in draft.frames)
    violent = _is_grave(event) or _has_fighters(draft, reading) or _is_violent(draft, reading, armed=armed) or (
        _is_downing(event, draft, reading))
    if (main or early) and not violent:
        return False
    facts = (when, event.place, armed, event.targets, event.killed or event.wounded, event.attributions)
    needed = MAIN_FACTS if main else LEAD_FACTS if early else RECALLED_FACTS
    return sum(bool(f) for f in facts) >= needed


def _is_downing(event: ExtractedEvent, draft: Draft, reading: Reading) -> bool:
    """Whether an aircraft with people on board was brought down, by whatever means."""
    stopped = any(reading.doc[f.token].lower_ in closed("stopping") for f in draft.frames)
    return stopped and any(t.class_ is TargetClass.AIRCRAFT for t in event.targets)


def _is_violent(draft: Draft, reading: Reading, *, armed: bool) -> bool:
    """Whether the words for an attack mean one: vague ones with a munition, others by themselves or in such a scene."""
    if all(map(_is_vague, draft.frames)):
        return armed
    return _is_literal(draft) or _is_scene(draft, reading)


def _is_vague(frame: Frame) -> bool:
    """Whether a trigger may as well be said of words, strikers or the police: "attacked", "strike", "raid"."""
    value = frame.trigger.value
    return isinstance(value, TriggerValue) and value.event_type is None and value.verb != "harm"


def _is_literal(draft: Draft) -> bool:
    """Whether a word for the attack is never said of words, goals and prices: "airstrike", "killed"."""
    values = (f.trigger.value for f in draft.frames)
    return any(isinstance(v, TriggerValue) and (v.literal or (v.verb == "harm" and v.event_type is None))
               for v in values)


def _is_grave(event: ExtractedEvent) -> bool:
    """Whether people came to harm, an actor of the catalogue did it, or forces or their places were the target."""
    harm = any(count is not None and count.high != 0 for count in (event.killed, event.wounded))
    known = any(a.actor_id for a in event.attributions)
    return harm or known or any(t.class_ in HARD_TARGETS for t in event.targets)


def _has_fighters(draft: Draft, reading: Reading) -> bool:
    """Whether an armed group or a force stands in the clause of an attack."""
    near = (m for rank, m in draft.mentions(reading, MentionLabel.ACTOR) if rank == 0)
    doers = [reading.doc[slice(*f.agent)].root for f in draft.frames if f.agent is not None]
    return any(isinstance(m.value, ActorValue) and m.value.kind in FIGHTERS for m in near) or any(
        comes_armed(reading, doer) or _stands_for_fighters(reading, doer) for doer in doers)


def _stands_for_fighters(reading: Reading, doer: Token) -> bool:
    """ "the army said it targeted a truck", "that its jets hit a truck" """
    agent = agent_at(reading, doer.i)
    return agent is not None and agent.kind in FIGHTERS


def _is_scene(draft: Draft, reading: Reading) -> bool:
    """Whether munitions told by name, police, doctors, the wounded or wreckage stand in what is told of an attack."""
    if any(rank <= SCENE_RANK and not is_act(m) for rank, m in draft.mentions(reading, MentionLabel.WEAPON)):
        return True
    around = (reading.doc[i] for i, rank in draft.rank.items() if rank <= SCENE_RANK)
    return any(t.lower_ in words("scene") or t.lemma_.lower() in words("scene") for t in around)
