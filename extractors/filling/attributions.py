"""Attributions of one event: who did it according to whom.

Two readings are joined: words of responsibility in the event's scope ("claimed", "blamed", "no group has"), and the
agents of its attack words ("Russian forces struck", "a Houthi missile hit"), which are the article's own statement,
a named source's accusation when the clause is that source's, or a claim when the source is the actor itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.agents import Agent, agent_at
from extractors.attributes.attribution import AttributionValue
from extractors.attributes.source import speaker
from extractors.culprits import Culprit, culprits_of
from extractors.draft import Draft
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.speakers import sources_of
from extractors.speech.find import all_speech, governing
from models.event import Attribution, Source, Span
from models.vocabulary import AttributionStance, MentionLabel

MAX_RANK = 3


def fill(draft: Draft, reading: Reading) -> tuple[Attribution, ...]:
    """All attributions of an event, explicit ones first, each actor and stance once."""
    kept: list[Attribution] = []
    for item in (*_explicit(draft, reading), *_of_frames(draft, reading)):
        if not any(_same(item, k) for k in kept):
            kept.append(item)
    return tuple(kept)


def _same(a: Attribution, b: Attribution) -> bool:
    if a.stance is not b.stance:
        return False
    return a.actor == b.actor or (a.actor_id is not None and a.actor_id == b.actor_id)


def _explicit(draft: Draft, reading: Reading) -> Iterator[Attribution]:
    for mention in reading.labelled(MentionLabel.CUE):
        value = mention.value
        if isinstance(value, AttributionValue) and draft.rank.get(mention.head, 9) <= MAX_RANK and not value.series:
            yield from attributions_of(reading, mention, value)


def attributions_of(reading: Reading, mention: Mention, value: AttributionValue) -> Iterator[Attribution]:
    """What one phrase of responsibility says: one attribution, or one for each of several speakers."""
    if value.actor is None:
        if value.stance is AttributionStance.UNCLAIMED:
            yield Attribution(None, None, value.stance, None, mention.text, (mention.span,), mention.rule)
        return
    agent = agent_at(reading, value.actor)
    if agent is None:
        return
    stance, sources = value.stance, _speakers(reading, value)
    speech = governing(reading.doc, mention.head)
    if stance is AttributionStance.STATED and speech is not None:
        sources = sources_of(reading, speech)
        stance = AttributionStance.ACCUSED if sources else stance
    spans = _spans(mention.span, agent)
    for source in sources or (None,):
        yield Attribution(agent.name, agent.actor_id, stance, source, mention.text, spans, mention.rule)


def _speakers(reading: Reading, value: AttributionValue) -> tuple[Source, ...]:
    if value.speaker is None:
        return ()
    speech = next((s for s in all_speech(reading.doc) if s.speaker == value.speaker), None)
    if speech is not None:
        return sources_of(reading, speech)
    agent = agent_at(reading, value.speaker)
    return (_as_source(reading, agent),) if agent is not None else ()


def _as_source(reading: Reading, agent: Agent) -> Source:
    value = speaker(reading, agent.token, agent.token + 1)
    return Source(agent.name, value.name or agent.name, value.kind, (agent.span,))


def _spans(cue: Span, agent: Agent) -> tuple[Span, ...]:
    return tuple(sorted({cue, agent.span}))


def _of_frames(draft: Draft, reading: Reading) -> Iterator[Attribution]:
    for culprit in culprits_of(draft, reading):
        yield from _stated(reading, culprit)


def _stated(reading: Reading, culprit: Culprit) -> Iterator[Attribution]:
    agent, trigger = culprit.agent, culprit.frame.trigger
    spans = _spans(trigger.span, agent)
    speech = governing(reading.doc, culprit.frame.token)
    sources = sources_of(reading, speech) if speech is not None else ()
    for source in sources or (None,):
        stance = AttributionStance.STATED
        if culprit.hedged:
            stance = AttributionStance.SUSPECTED
        elif source is not None:
            stance = AttributionStance.CLAIMED if speaks_for(source, agent) else AttributionStance.ACCUSED
        rule = f"attribution.{culprit.rule}"
        yield Attribution(agent.name, agent.actor_id, stance, source, trigger.text, spans, rule)


def speaks_for(source: Source, agent: Agent) -> bool:
    """Whether the speaker is the actor."""
    names = {n.casefold() for n in (source.text, source.name) if n}
    return any(agent.name.casefold() in n for n in names)
