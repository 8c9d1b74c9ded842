"""Whom a phrase of responsibility names: who claims, denies or is accused, and who says so."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.agents import agent_at
from extractors.actors.communiques import as_source
from extractors.actors.described import Agent
from extractors.actors.mouthpieces import principal, represented
from extractors.actors.responsibility import terms
from extractors.actors.siding import is_own
from extractors.actors.voices import is_armed_voice
from extractors.actors.wielders import crew, described, in_arms, wielder
from extractors.attributes.attribution import AttributionValue
from extractors.context import words
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.speech.find import all_speech, governing
from extractors.speech.papers import issuer_of, papers
from extractors.speech.spans import phrase_range
from extractors.speech.speakers import printed, sources_of
from extractors.speech.words import lemma_of
from models.event import Source
from models.vocabulary import AttributionStance, MentionLabel


def charged(reading: Reading, mention: Mention, value: AttributionValue) -> Agent | None:
    """The actor that a phrase of responsibility is about, or null."""
    if value.actor is None:
        return None
    word = reading.doc[value.actor]
    agent = _named(reading, word)
    if agent is not None and mention.rule == "attribution.origin":  # "fired from Turkish positions"
        agent = in_arms(reading, agent, word, word.head)
    if value.actor == value.speaker and (agent is None or agent.actor_id is None):
        behind_it = represented(reading, reading.doc[mention.head]) or principal(reading, word)
        agent = behind_it or _side(word) or agent
    agent = behind(reading, agent) if agent is not None else None
    if agent is not None and agent.actor_id is None:
        agent = _own_forces(reading, mention, agent) or agent
    if agent is None and value.stance is AttributionStance.DENIED:
        agent = _voice(reading, value)
    return _who_disowns(reading, mention, value.actor) if mention.rule == "attribution.disowned" else agent


def _named(reading: Reading, word: Token) -> Agent | None:
    """Who a word is: itself, the owner before or behind arms, the issuer of a paper."""
    agent = agent_at(reading, word.i) or _owner(reading, word)
    flown = crew(reading, word) if agent is None else None
    if flown is not None:
        return flown[1]
    issuer = _issuer(word) if agent is None else None
    return agent_at(reading, issuer.i) if issuer is not None else agent


def _owner(reading: Reading, word: Token) -> Agent | None:
    """ "Islamic State remnants": the group before a noun that names nobody by itself; "the government's drones"."""
    owned = wielder(reading, word) if word.pos_ == "NOUN" else None
    arms = reading.overlapping(word.i, word.i + 1, [MentionLabel.WEAPON, MentionLabel.PLATFORM])
    if owned is not None and arms and owned[1].kind != "organisation":
        return owned[1]
    return owned[1] if owned is not None and owned[1].kind in {"armed_group", "umbrella"} else None


def _issuer(word: Token) -> Token | None:
    """ "a message signed by X took responsibility": X."""
    return issuer_of(word) if lemma_of(word) in papers() else None


def _own_forces(reading: Reading, mention: Mention, agent: Agent) -> Agent | None:
    """The group that its spokesman calls "the armed forces" or "the army"."""
    word = reading.doc[agent.token]
    if lemma_of(word) not in words("own forces") or mention.rule != "attribution.did":
        return None
    speech = governing(reading.doc, mention.head)
    for source in sources_of(reading, speech) if speech is not None else ():
        known = reading.resolvers.actors.find(is_armed_voice(reading, source) or "")
        if known is not None:
            return Agent(known.name, known.actor_id, known.kind, known.country, agent.span, agent.token)
    return None


def _voice(reading: Reading, value: AttributionValue) -> Agent | None:
    """Whoever denies by an office that names no actor ("the ministry's spokeswoman, X"), whose side `answering` finds,
    or "the army spokesman, X"."""
    side = _side(reading.doc[value.actor]) if value.actor is not None else None
    if side is not None:
        return side
    source = next(iter(speakers_of(reading, value)), None)
    if source is None or value.actor is None or not source.spans:
        return None
    return Agent(source.name or source.text, None, "speaker", None, source.spans[0], value.actor)


def _side(word: Token) -> Agent | None:
    """ "the army spokesman, X", "rebel spokesman X", "junta spokesman X": the side, as the text calls it"""
    offices = (t for t in (word, *word.lefts) if lemma_of(t) in terms("office"))
    sides = (c for office in offices for c in (*office.lefts, *(word.lefts if office.i != word.i else ()))
             if c.lower_ in terms("armed") and c.i < office.i)
    side = next(sides, None)
    return described(side) if side is not None else None


def _who_disowns(reading: Reading, mention: Mention, doer: int) -> Agent | None:
    """Who says that "it", "his country" or "the army" did not do it: the doer, where it is the speaker's own side."""
    speech, word = governing(reading.doc, mention.head), reading.doc[doer]
    agent = agent_at(reading, doer)
    for source in sources_of(reading, speech) if speech is not None else ():
        own = word.pos_ == "PRON" or any(c.dep_ == "poss" and c.pos_ == "PRON" for c in word.lefts)
        if agent is not None and agent.actor_id is not None and is_own(reading, source, agent):
            return agent
        if own and source.spans:
            known = reading.resolvers.actors.find(source.name or source.text)
            name = known.name if known is not None else source.name or source.text
            return Agent(name, known.actor_id if known else None, "speaker", None, source.spans[0], doer)
    return None


def speakers_of(reading: Reading, value: AttributionValue) -> tuple[Source, ...]:
    """Who says what a phrase of responsibility tells; empty where nobody is named."""
    if value.speaker is None:
        return ()
    speech = next((s for s in all_speech(reading.doc) if s.speaker == value.speaker), None)
    if speech is not None:
        return sources_of(reading, speech)
    word = reading.doc[value.speaker]
    if word.dep_ == "conj" and (joint := _beside(reading, word)):
        return joint
    outer = governing(reading.doc, value.speaker) if word.pos_ == "PRON" else None
    if outer is not None:
        return sources_of(reading, outer)
    agent = agent_at(reading, value.speaker)
    if agent is not None:
        return (as_source(reading, agent),)
    return (printed(reading, phrase_range(word), word),) if word.pos_ in {"NOUN", "PROPN"} else ()


def _beside(reading: Reading, word: Token) -> tuple[Source, ...]:
    """The speaker that is named behind another: "the Front and the Brigades claimed it"."""
    first = {c.i for c in word.conjuncts}
    speech = next((s for s in all_speech(reading.doc) if s.speaker in first), None)
    sources = sources_of(reading, speech) if speech is not None else ()
    return tuple(s for s in sources if any(start <= word.idx < end for start, end in s.spans))


def behind(reading: Reading, agent: Agent) -> Agent:
    """Whom an agent speaks for: "X spokesman Y said that their fighters" names X."""
    if agent.actor_id is not None or not reading.overlapping(agent.token, agent.token + 1, [MentionLabel.PERSON]):
        return agent
    return principal(reading, reading.doc[agent.token]) or agent
