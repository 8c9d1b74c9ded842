"""Whom a spokesman, commander or media arm speaks for: "a spokesman for X", "X's leader, Y", "X spokesman Y"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.agents import agent_at
from extractors.described import Agent
from extractors.reading import Reading
from extractors.responsibility import object_of, terms
from extractors.speech.words import lemma_of

_SIDES = frozenset({"armed_group", "umbrella", "state_force", "intelligence"})
_OWNERS = frozenset({"poss", "compound", "amod", "nmod"})


def principal(reading: Reading, word: Token) -> Agent | None:
    """The group or force behind a speaker's office; null where the speaker holds none of theirs."""
    for office in _offices(word):
        inner = object_of(office, "of", "for", "from")
        owners = [t for t in office.lefts if t.dep_ in _OWNERS] + ([] if inner is None else [inner])
        if office.dep_ in _OWNERS:  # "X spokesman Y"
            owners += [t for t in office.head.lefts if t.dep_ in _OWNERS and t.i < office.i]
        for owner in owners:
            agent = agent_at(reading, owner.i)
            if agent is not None and agent.kind in _SIDES:
                return agent
    return None


def _offices(word: Token) -> Iterator[Token]:
    """The nouns of a speaker's phrase that name an office."""
    beside = (c for c in word.children if c.dep_ in _OWNERS | {"appos"})
    yield from (t for t in (word, *beside) if lemma_of(t) in terms("office"))
