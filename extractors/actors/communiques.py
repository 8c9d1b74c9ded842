"""Communiqués: an article that is a group's own statement, as its title or first sentence says."""

from __future__ import annotations

from extractors.actors.agents import agent_at
from extractors.actors.described import Agent
from extractors.attributes.source import speaker
from extractors.columns import tokens
from extractors.reading import Reading, Sentence, Zone
from extractors.speech.papers import issuer_of, papers
from extractors.speech.words import lemma_of
from models.event import Source

_SIDES = frozenset({"armed_group", "umbrella", "state_force"})
_VERBS = frozenset({"VBD", "VBZ", "VBP"})


def issuer_of_all(reading: Reading) -> Source | None:
    """Whose statement an article is ("Statement No. 7 of X"): the speaker of all that nobody else says."""
    return reading.once("issuer of the article", lambda: _issuer(reading))


def as_source(reading: Reading, agent: Agent) -> Source:
    """An actor as a speaker."""
    value = speaker(reading, agent.token, agent.token + 1)
    return Source(agent.name, value.name or agent.name, value.kind, (agent.span,))


def _issuer(reading: Reading) -> Source | None:
    first = next((s for s in reading.sentences if s.zone in {Zone.TITLE, Zone.LEAD}), None)
    agent = _issuing(reading, first) if first is not None else None
    return as_source(reading, agent) if agent is not None else None


def _issuing(reading: Reading, title: Sentence) -> Agent | None:
    """The side whose paper a title without a verb names."""
    words = tokens(reading.doc)[title.first:title.last]
    paper = next((t for t in words if lemma_of(t) in papers()), None)
    if paper is None or any(t.tag_ in _VERBS for t in words):
        return None
    issuer = issuer_of(paper)
    named = [issuer] if issuer is not None else [t for t in words if t.i > paper.i and t.dep_ == "pobj"]  # "No. 7 of X"
    agents = (agent_at(reading, t.i) for t in named)
    return next((a for a in agents if a is not None and a.actor_id is not None and a.kind in _SIDES), None)
