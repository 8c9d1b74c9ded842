"""Whom a spokesman, commander or media arm speaks for: "a spokesman for X", "X's leader, Y", "X spokesman Y"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.actors.agents import agent_at
from extractors.actors.described import Agent
from extractors.actors.responsibility import object_of, terms
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from extractors.tree import child_of

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


def represented(reading: Reading, verb: Token) -> Agent | None:
    """The group for which somebody claims an attack: "claimed it for X", "on behalf of X", "in the name of X"."""
    behalf = next((t for t in verb.subtree if t.i > verb.i and t.lower_ in {"behalf", "name"}), None)
    side = object_of(behalf, "of") if behalf is not None else object_of(verb, "for")
    if side is None and (deed := child_of(verb, "dobj")) is not None and lemma_of(deed) != "responsibility":
        side = object_of(deed, "for")
    agent = agent_at(reading, side.i) if side is not None else None
    return agent if agent is not None and agent.kind in _SIDES else None


def _offices(word: Token) -> Iterator[Token]:
    """The nouns of a speaker's phrase that name an office, those too that somebody only says to hold.

    "a caller who claimed to be a spokesman for X", "a man identifying himself as X's commander".
    """
    beside = (c for c in word.children if c.dep_ in _OWNERS | {"appos"})
    posed = (t for c in word.rights if c.dep_ in {"acl", "relcl"} and lemma_of(c) in words("posing") for t in c.subtree)
    yield from (t for t in (word, *beside, *posed) if lemma_of(t) in terms("office"))
