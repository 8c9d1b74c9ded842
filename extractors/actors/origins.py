"""Whose ground a munition came from: "the shells came from positions held by X", "fired from Houthi-held hills"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.actors.agents import agent_at
from extractors.actors.naming import Naming
from extractors.actors.responsibility import is_negated, is_passive, is_thing, object_of, terms
from extractors.attributes.platform import PlatformValue
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.find import governing
from extractors.speech.words import lemma_of
from extractors.tree import child_of, children
from models.vocabulary import MentionLabel

_ARMED = frozenset({"armed_group", "umbrella", "state_force"})
_OWNER = frozenset({"amod", "compound", "nmod", "poss"})
_IT = frozenset({"it", "they", "them", "which", "that"})


def by_origin(reading: Reading, verb: Token) -> Iterator[Naming]:
    """Whoever holds the ground from which a speaker says that fire came."""
    if lemma_of(verb) not in terms("origin") or is_negated(verb) or governing(verb.doc, verb.i) is None:
        return
    sent = child_of(verb, "nsubjpass") if is_passive(verb) else child_of(verb, "nsubj")
    sent = verb.head if sent is None and verb.dep_ == "acl" else sent
    out = next((c for c in children(verb) if c.lower_ == "out" and c.dep_ in {"prep", "advmod"}), None)
    ground = object_of(verb, "from") or (object_of(out, "of") if out is not None else None)
    if sent is None or ground is None or not (sent.lower_ in _IT or is_thing(sent) or lemma_of(sent) in terms("sent")):
        return
    holder = _holder(reading, ground, verb)
    for one in (holder, *holder.conjuncts) if holder is not None else ():
        if _is_armed(reading, one):
            yield Naming(verb, "stated", one, None, "origin")


def by_make(reading: Reading, verb: Token) -> Iterator[Naming]:
    """ "said the planes were Russian": whose the manned aircraft were."""
    flown = child_of(verb, "nsubj") if lemma_of(verb) == "be" and not is_negated(verb) else None
    if flown is None or not any(isinstance(m.value, PlatformValue) and m.value.kind == "aircraft"
                                for m in reading.overlapping(flown.i, flown.i + 1, [MentionLabel.PLATFORM])):
        return
    told = child_of(verb, "acomp", "attr")
    people = [t for t in (told, *told.lefts) if t.ent_type_ == "NORP"] if told is not None else []
    if people and any(c.lower_ in {"the", "these", "both"} for c in flown.lefts):
        yield Naming(verb, "stated", people[0], None, "origin")


def _holder(reading: Reading, ground: Token, verb: Token) -> Token | None:
    """Head of the phrase for whoever holds a piece of ground, if known by name."""
    if lemma_of(ground) not in terms("ground"):
        return ground if _is_armed(reading, ground) else None  # "the shells came from the RSF"
    return next((t for t in _holders(ground, verb) if _is_armed(reading, t)), None)


def _holders(ground: Token, verb: Token) -> Iterator[Token]:
    """Doers of the participles and clauses of holding below a piece of ground, then its own modifiers."""
    for word in (*ground.subtree, *(t for t in verb.subtree if t.i > ground.i and _relates(t))):
        if lemma_of(word) not in terms("holding"):
            continue
        tells = word.dep_ == "relcl" or _relates(word)
        doer = child_of(word, "nsubj") if tells and not is_passive(word) else object_of(word, "by")
        yield from (doer,) if doer is not None else word.lefts if word.dep_ == "amod" else ()
    control = object_of(ground, "under") or object_of(verb, "under")
    held = object_of(control, "of") or child_of(control, "poss") if control is not None else None
    yield from (held,) if held is not None else ()  # "areas under the control of X"
    yield from (c for c in ground.lefts if c.dep_ in _OWNER)


def _relates(verb: Token) -> bool:
    """Whether a verb's object is a relative pronoun ("ground in the north which X controls"), wherever it hangs."""
    held = child_of(verb, "dobj")
    return held is not None and held.tag_ == "WDT"


def _is_armed(reading: Reading, word: Token) -> bool:
    """Whether a word names a group or force of the catalogue; a country's name only tells where."""
    agent = agent_at(reading, word.i)
    if agent is None or agent.actor_id is None:
        return False
    manned = word.ent_type_ == "NORP" and word.dep_ == "amod" and lemma_of(word.head) in words("manned ground")
    return agent.kind in _ARMED or (manned and agent.kind == "government")
