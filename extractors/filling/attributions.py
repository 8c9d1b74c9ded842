"""Attributions of one event: who did it according to whom.

Two readings are joined: words of responsibility in the event's scope ("claimed", "blamed", "no group has"), and the
agents of its attack words ("Russian forces struck"), which are the article's own statement, a named source's
accusation when the clause is that source's, or a claim when the source is the actor itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.agents import Agent, agent_at
from extractors.attributes.attribution import AttributionValue, terms
from extractors.attributes.source import speaker
from extractors.draft import Draft, Frame
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.speakers import source_of
from extractors.speech.find import all_speech, governing
from models.event import Attribution, Source, Span
from models.vocabulary import AttributionStance, MentionLabel

MAX_RANK = 3
_VAGUE = frozenset({"people", "organisation", "pronoun"})


def fill(draft: Draft, reading: Reading) -> tuple[Attribution, ...]:
    """All attributions of an event, explicit ones first, each actor and stance once."""
    found = [*_explicit(draft, reading), *_of_frames(draft, reading)]
    kept: list[Attribution] = []
    for item in found:
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
        if isinstance(value, AttributionValue) and draft.rank.get(mention.head, 9) <= MAX_RANK:
            yield from _attribution(reading, mention, value)


def _attribution(reading: Reading, mention: Mention, value: AttributionValue) -> Iterator[Attribution]:
    if value.actor is None:
        if value.stance is AttributionStance.UNCLAIMED:
            yield Attribution(None, None, value.stance, None, mention.text, (mention.span,), mention.rule)
        return
    agent = agent_at(reading, value.actor)
    if agent is None:
        return
    stance, source = value.stance, _speaker(reading, value)
    speech = governing(reading.doc, mention.head)
    if stance is AttributionStance.STATED and speech is not None:
        source = source_of(reading, speech)
        stance = AttributionStance.ACCUSED if source else stance
    spans = _spans(mention.span, agent)
    yield Attribution(agent.name, agent.actor_id, stance, source, mention.text, spans, mention.rule)


def _speaker(reading: Reading, value: AttributionValue) -> Source | None:
    if value.speaker is None:
        return None
    speech = next((s for s in all_speech(reading.doc) if s.speaker == value.speaker), None)
    if speech is not None:
        return source_of(reading, speech)
    agent = agent_at(reading, value.speaker)
    return _as_source(reading, agent) if agent is not None else None


def _as_source(reading: Reading, agent: Agent) -> Source:
    token = agent.token
    value = speaker(reading, token, token + 1)
    return Source(agent.name, value.name or agent.name, value.kind, (agent.span,))


def _spans(cue: Span, agent: Agent) -> tuple[Span, ...]:
    return tuple(sorted({cue, agent.span}))


def _of_frames(draft: Draft, reading: Reading) -> Iterator[Attribution]:
    for frame in draft.frames:
        agent = frame_agent(reading, frame)
        if agent is not None:
            yield _stated(reading, frame, agent)


def frame_agent(reading: Reading, frame: Frame) -> Agent | None:
    """The actor that a frame's structure names as the attacker."""
    if frame.agent is None:
        return None
    head = reading.doc[frame.agent[0]:frame.agent[1]].root
    agent = agent_at(reading, head.i)
    if agent is None or agent.kind in _VAGUE or frame.trigger.first <= agent.token < frame.trigger.last:
        return None
    return agent


def _stated(reading: Reading, frame: Frame, agent: Agent) -> Attribution:
    cue = reading.doc[frame.trigger.first:frame.trigger.last]
    spans = _spans(frame.trigger.span, agent)
    speech = governing(reading.doc, frame.token)
    source = source_of(reading, speech) if speech is not None else None
    stance = AttributionStance.STATED
    if _hedged(reading, frame, agent):
        stance = AttributionStance.SUSPECTED
    elif source is not None:
        stance = AttributionStance.CLAIMED if _speaks_for(source, agent) else AttributionStance.ACCUSED
    return Attribution(agent.name, agent.actor_id, stance, source, cue.text, spans, "attribution.agent")


def _speaks_for(source: Source, agent: Agent) -> bool:
    """Whether the speaker is the actor."""
    names = {n.casefold() for n in (source.text, source.name) if n}
    return agent.name.casefold() in names or any(agent.name.casefold() in n for n in names)


def _hedged(reading: Reading, frame: Frame, agent: Agent) -> bool:
    """Whether the actor or the deed is called suspected, alleged, likely."""
    hedges = terms("hedge")
    head = reading.doc[agent.token]
    near = [*head.lefts, *reading.doc[frame.token].lefts]
    return any(t.lower_ in hedges for t in near)
