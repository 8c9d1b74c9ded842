"""Whom others take for the attacker: "police are looking at X", "men identified as X", "no doubt that it was X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.actors.agents import agent_at
from extractors.actors.naming import Naming, is_by, is_doer
from extractors.actors.responsibility import is_negated, is_passive, object_of, terms
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.find import governing
from extractors.speech.words import lemma_of
from extractors.tree import child_of, children
from models.vocabulary import MentionLabel

_GROUPS = frozenset({"armed_group", "umbrella"})


def by_suspicion(reading: Reading, verb: Token) -> Iterator[Naming]:
    """Namings of the attacker by those who look for him, saw him or are sure of him."""
    if lemma_of(verb) == "rule" and is_negated(verb) and any(c.lower_ == "out" for c in children(verb)):
        yield Naming(verb, "suspected", child_of(verb, "dobj"), child_of(verb, "nsubj"), "eyed")
    elif is_negated(verb):
        return
    elif lemma_of(verb) in words("looking into"):
        yield from _eyed(verb)
    elif lemma_of(verb) in words("identifying"):
        yield from _taken_for(reading, verb)
    elif lemma_of(verb) == "be":
        yield from (*_it_was(reading, verb), *_they_were(reading, verb))
    elif lemma_of(verb) in {*words("trading"), *terms("object")}:
        yield from _each_other(verb)


def _they_were(reading: Reading, verb: Token) -> Iterator[Naming]:
    """ "said they were herdsmen", of attackers whom the sentence before tells of"""
    they, named = child_of(verb, "nsubj"), child_of(verb, "attr")
    if they is None or they.lower_ not in {"they", "he"} or named is None or governing(verb.doc, verb.i) is None:
        return
    doer, agent = agent_at(reading, they.i), agent_at(reading, named.i)
    if doer is None or agent is None or agent.kind not in _GROUPS or doer.actor_id is not None:
        return
    if lemma_of(reading.doc[doer.token]) in {*terms("anaphor"), *terms("unknown"), *terms("member")}:
        yield Naming(verb, "stated", named, None, "it_was")


def _each_other(verb: Token) -> Iterator[Naming]:
    """ "X and Y blamed each other", "traded blame": both accused, each by the other"""
    first, what = child_of(verb, "nsubj"), child_of(verb, "dobj")
    beside = (c for c in children(verb) if c.dep_ == "nsubj" and first is not None and c.i > first.i)  # "X, Y blame"
    second = next(iter((*first.conjuncts, *beside)), None) if first is not None else None
    if first is None or second is None or what is None:
        return
    mutual = what.lower_ == "other" and any(c.lower_ == "each" for c in what.lefts)
    if mutual or (lemma_of(verb) in words("trading") and lemma_of(what) in {*terms("sign"), *terms("charge")}):
        yield Naming(verb, "accused", first, second, "mutual")
        yield Naming(verb, "accused", second, first, "mutual")


def _eyed(verb: Token) -> Iterator[Naming]:
    """ "investigators are looking at X", "police are looking into the possible role of X": X"""
    who = child_of(verb, "nsubj")
    if who is None or (lemma_of(who) not in words("investigator") and not _are_police(who)):
        return
    whom = object_of(verb, "at", "into", "on", "towards", "toward") or child_of(verb, "dobj")
    if whom is not None and lemma_of(whom) in terms("share"):
        whom = object_of(whom, "of", "by", "to", "with") or child_of(whom, "poss")
    if whom is not None:
        yield Naming(verb, "suspected", whom, who, "eyed")


def _are_police(who: Token) -> bool:
    """Whether "they" or "he" stands for investigators who speak: "police said they were looking at X"."""
    speech = governing(who.doc, who.i) if who.pos_ == "PRON" else None
    voice = who.doc[speech.speaker] if speech is not None and speech.speaker is not None else None
    return voice is not None and lemma_of(voice) in words("investigator")


def _taken_for(reading: Reading, verb: Token) -> Iterator[Naming]:
    """ "attackers whom residents identified as X", "gunmen described by police as X", "the attackers were identified
    as X": X"""
    passive = is_passive(verb)
    doer = verb.head if verb.dep_ in {"acl", "relcl"} else child_of(verb, "nsubjpass" if passive else "dobj")
    named = object_of(verb, "as") or child_of(verb, "oprd")
    if doer is not None and doer.lower_ in {"them", "him"} and (earlier := agent_at(reading, doer.i)) is not None:
        doer = reading.doc[earlier.token]
    if doer is None or named is None or not (is_doer(doer) or is_by(doer)):
        return
    if named.ent_type_ == "PERSON" or reading.overlapping(named.i, named.i + 1, [MentionLabel.PERSON]):
        return  # a bomber's own name
    agent = agent_at(reading, named.i)
    no_side = agent is None or not (agent.actor_id or agent.kind in _GROUPS)
    if no_side or is_doer(named) or lemma_of(named) in terms("shield"):
        return  # "identified as the suspect", "called the bomber an enemy of the faith"
    yield Naming(verb, "accused", named, object_of(verb, "by") if passive else child_of(verb, "nsubj"), "identified")


def _it_was(reading: Reading, verb: Token) -> Iterator[Naming]:
    """ "said it was X", "had little doubt that it was X": X, a group that is known"""
    it, named = child_of(verb, "nsubj"), child_of(verb, "attr")
    if it is None or it.lower_ != "it" or named is None or any(c.dep_ in {"relcl", "acl"} for c in children(named)):
        return
    speech, agent = governing(verb.doc, verb.i), agent_at(reading, named.i)
    if speech is None or agent is None or agent.actor_id is None or agent.kind not in _GROUPS:
        return
    above = {lemma_of(t) for t in (verb.head, verb.head.head)}
    sure = not above & (words("doubting") | {*terms("passive")}) and not any(
        c.lower_ in terms("hedge") for c in children(verb))
    yield Naming(verb, "stated" if sure else "suspected", named, None, "it_was")
