"""Whose a munition, gun or vehicle is: "a Russian S-300 missile", "coalition warplanes", "a drone thought ours"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.actors.agents import agent_at
from extractors.actors.described import Agent
from extractors.actors.responsibility import object_of, terms
from extractors.attributes.actor import nouns
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from models.vocabulary import MentionLabel

_OWNER = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
_STATE = "government"
_CARRIERS = (MentionLabel.LAUNCHER, MentionLabel.PLATFORM, MentionLabel.WEAPON)
_SIDES = frozenset({"government", "state_force", "armed_group", "umbrella", "intelligence"})
MAX_DEPTH = 3  # "Russian" hangs on "S-300", which hangs on "missile"


def owners(noun: Token) -> Iterator[Token]:
    """Modifiers before a noun and modifiers of these, without makers ("Iranian-made" hangs on its participle)."""
    for child in noun.lefts:
        if child.dep_ in _OWNER and child.tag_ not in {"VBN", "VBD"}:
            yield from _with_own(child, MAX_DEPTH)


def _with_own(token: Token, depth: int) -> Iterator[Token]:
    if depth and token.dep_ != "poss":
        for child in token.lefts:
            if child.dep_ in _OWNER and child.tag_ not in {"VBN", "VBD"}:
                yield from _with_own(child, depth - 1)
    yield token


def wielder(reading: Reading, noun: Token) -> tuple[Token, Agent] | None:
    """The word before a noun that names its owner, and who that is; null where none is known by name."""
    for owner in owners(noun):
        agent = agent_at(reading, owner.i)
        if agent is None or (agent.actor_id is None and not owner.text[:1].isupper()) or _is_where(owner, agent):
            continue
        return owner, in_arms(reading, agent, owner, noun)
    for supposed in _supposed(noun):
        agent = agent_at(reading, supposed.i)
        if agent is not None and agent.actor_id is not None:
            return supposed, in_arms(reading, agent, supposed, noun)
    return next(((o, described(o)) for o in owners(noun) if o.lower_ in terms("armed")), None)


def crew(reading: Reading, craft: Token) -> tuple[Token, Agent] | None:
    """Whose aircraft or gun it is, told behind it: "helicopters of the regime", "a paramotor flown by the army"."""
    if not reading.overlapping(craft.i, craft.i + 1, _CARRIERS):
        return None
    told = [c for c in craft.rights if c.dep_ in {"acl", "relcl"} and lemma_of(c) in words("manning")]
    for who in (object_of(craft, "of"), *(object_of(c, "by", "to") for c in told)):
        agent = agent_at(reading, who.i) if who is not None else None
        if who is not None and agent is not None and (agent.kind in _SIDES or who.pos_ == "PROPN"):
            return who, agent
    return None


def _supposed(noun: Token) -> Iterator[Token]:
    """Peoples of whom something is believed to be: "a drone believed to be Turkish", "drones, likely Iranian"."""
    for told in noun.rights:
        if told.dep_ in {"acl", "relcl"} and lemma_of(told) in words("supposing"):
            yield from (t for t in told.subtree if t.ent_type_ == "NORP" and is_predicated(t))
        elif told.dep_ == "appos" and told.ent_type_ == "NORP" and any(c.lower_ in terms("hedge") for c in told.lefts):
            yield told


def is_predicated(people: Token) -> bool:
    """Whether a word for a people is said of a thing and no part of its name: "which we believe were Russian"."""
    node = people.head if people.dep_ == "amod" and people.head.dep_ == "attr" else people
    return node.dep_ in {"acomp", "attr", "oprd", "appos"}


def described(owner: Token) -> Agent:
    """ "government warplanes", "rebel mortars": a side that the text leaves without a name"""
    entry = nouns().get(lemma_of(owner))
    kind = entry.code if entry is not None else _STATE
    return Agent(owner.text, None, kind, None, (owner.idx, owner.idx + len(owner)), owner.i)


def _is_where(owner: Token, agent: Agent) -> bool:
    """Whether a country's name before a noun tells where ("Somalia bombing"); its adjective and "US" tell who."""
    return owner.ent_type_ == "GPE" and owner.tag_ == "NNP" and owner.dep_ != "poss" and agent.name == owner.text \
        and not owner.text.replace(".", "").isupper()


def in_arms(reading: Reading, agent: Agent, owner: Token, noun: Token) -> Agent:
    """The forces of a state whose adjective stands before arms ("Israeli artillery"); others stay who they are."""
    if agent.kind != _STATE or owner.dep_ == "poss" or owner.pos_ == "PRON" or agent.name != owner.text:
        return agent
    actors = reading.resolvers.actors
    known = actors.find(f"{owner.text} {noun.text}") or actors.find(f"{owner.text} forces")
    if known is None or known.country != agent.country:
        return agent
    return Agent(known.name, known.actor_id, known.kind, known.country, agent.span, agent.token)
