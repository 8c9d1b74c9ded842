"""Whether who stands beside an attack word did it: not its victim, nor air defence, nor the town where it was."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.described import Agent
from extractors.actors.responsibility import is_negated, object_of, puts_down, terms
from extractors.attributes.platform import PlatformValue
from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.draft import Frame
from extractors.reading import Reading, Zone
from extractors.speech.find import governing, spoken_by
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of
from extractors.tree import child_of, children
from models.vocabulary import EventType, MentionLabel, WeaponClass

VAGUE = frozenset({"people", "organisation", "pronoun", "media", "agency", "monitor", "medical", "aid",
                    "international", "witness"})
_SITES = (MentionLabel.PLACE, MentionLabel.FACILITY)
_OWNER = frozenset({"amod", "compound", "nmod", "poss"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LAID = frozenset({WeaponClass.BOMB, WeaponClass.MINE})
_FIGHTERS = frozenset({"armed_group", "umbrella"})
_STATE = frozenset({"government", "state_force"})


def by_phrase(token: Token) -> Token | None:
    """The by-phrase of a headline's reduced passive ("Town shelled by rebels"), whose subject is no agent."""
    for child in children(token):
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by":
            return next((c for c in children(child) if c.dep_ == "pobj"), None)
    return None


def is_victim(reading: Reading, frame: Frame) -> bool:
    """Whether the subject suffers: "came under fire", a headline's "soldiers killed"."""
    token = reading.doc[frame.token]
    if "under" in frame.trigger.text.casefold().split():
        return True
    if _runs_into(reading, token):
        return True
    return lemma_of(token) in terms("harm") and token.pos_ == "VERB" and frame.patient is None \
        and not any(c.dep_ == "dobj" for c in children(token)) and by_phrase(token) is None


def _runs_into(reading: Reading, verb: Token) -> bool:
    """Whether what a verb's subject hits lay in wait for it: "their vehicle hit a mine"."""
    met = child_of(verb, "dobj") if verb.pos_ == "VERB" and lemma_of(verb) in words("meeting") else None
    near = () if met is None else reading.overlapping(met.i, met.i + 1, [MentionLabel.WEAPON])
    return any(isinstance(m.value, WeaponValue) and m.value.weapon_class in _LAID for m in near)


def is_defence(reading: Reading, frame: Frame) -> bool:
    """Whether the subject stopped the attack; to engage and destroy a target is an attack of its own."""
    token = reading.doc[frame.token]
    lemma = lemma_of(token)
    if _is_crew(reading, child_of(token, "dobj", "nsubjpass")):
        return False
    if lemma == "shoot":
        return any(c.lower_ == "down" for c in children(token))
    stops = lemma == "destroy" or any(c.dep_ == "prt" and c.lower_ == "down" for c in children(token))
    down = child_of(token, "dobj", "nsubjpass") if stops else None
    whole = object_of(down, "of") if down is not None else None  # "brought down 77 of the missiles"
    if any(t is not None and reading.overlapping(t.i, t.i + 1, [MentionLabel.WEAPON]) for t in (down, whole)):
        return True
    first = token.head if token.dep_ == "conj" else token  # "intercepted and destroyed"
    return any(lemma_of(t) in terms("defence") and lemma_of(t) not in {"shoot", "engage"} for t in (token, first))


def _is_crew(reading: Reading, target: Token | None) -> bool:
    """Whether what is brought down is an aircraft with men on board: that is an attack."""
    if target is None or reading.overlapping(target.i, target.i + 1, [MentionLabel.WEAPON]):
        return False
    return any(isinstance(m.value, PlatformValue) and m.value.kind == "aircraft"
               for m in reading.overlapping(target.i, target.i + 1, [MentionLabel.PLATFORM]))


def is_hunt(deed: Token) -> bool:
    """Whether those who are shot are the attackers: "shot the last of them", "killed all seven gunmen"."""
    shot = child_of(deed, "dobj", "nsubjpass")
    if shot is None or deed.pos_ != "VERB":
        return False
    whole = object_of(shot, "of")
    return lemma_of(shot) in terms("anaphor") or (
        whole is not None and (whole.lower_ == "them" or lemma_of(whole) in terms("anaphor")))


def does(reading: Reading, frame: Frame, head: Token) -> bool:
    """Whether an agent found above a trigger noun does what the noun says: "launched an attack", not "condemned" it."""
    noun = reading.doc[frame.token]
    if noun.pos_ in {"VERB", "AUX"} or noun.dep_ not in {"dobj", "obj"} or noun.head.pos_ != "VERB":
        return True
    above_noun = noun.left_edge.i <= head.i <= noun.right_edge.i
    return above_noun or (lemma_of(noun.head) in terms("light") and not puts_down(noun.head))


def is_left_undone(deed: Token) -> bool:
    """Whether the verb above an attack's noun says that its subject did not do it: "did not carry out the attack"."""
    verb = deed.head
    return deed.dep_ in {"dobj", "obj"} and lemma_of(verb) in terms("light") and is_negated(verb)


def is_custom(reading: Reading, frame: Frame) -> bool:
    """Whether a speaker tells what is done at all times ("said it only strikes military sites"); headlines do not."""
    verb = reading.doc[frame.token]
    before = any(c.lower_ in words("at other times") for c in children(verb))
    if before and any(c.lower_ in {"has", "have"} for c in verb.lefts):
        return True  # "X has attacked churches here before"
    told = verb.tag_ in {"VBZ", "VBP"} and verb.dep_ == "ccomp" and governing(reading.doc, verb.i) is not None
    return told and reading.sentences[frame.sentence].zone is not Zone.TITLE


def is_cited(speech: Speech | None, token: int) -> bool:
    """Whether a token names who tells of a deed ("according to the mayor, two men threw it"), not who did it."""
    return speech is not None and speech.code == "according" and speech.source is not None \
        and speech.source[0] <= token < speech.source[1]


def _is_where(frame: Frame, head: Token, agent: Agent) -> bool:
    """ "an Afghan suicide bombing": a state's adjective before what no state does tells where it was"""
    return agent.kind in _STATE and head.dep_ == "amod" and head.head.i == frame.token and (
        frame.event_type is EventType.SUICIDE_BOMBING)


def _is_struck(reading: Reading, frame: Frame, agent: Agent) -> bool:
    """ "Ferry shelled on Lake Kivu": a headline's short passive, whose subject is no fighter"""
    verb = reading.doc[frame.token]
    title = reading.sentences[frame.sentence].zone is Zone.TITLE
    short = title and verb.tag_ in {"VBD", "VBN"} and frame.patient is None
    return short and agent.actor_id is None and agent.kind not in _FIGHTERS and child_of(verb, "dobj") is None


def can_attack(reading: Reading, frame: Frame, head: Token, agent: Agent) -> bool:
    """Whether an actor beside an attack word can be the one who did it."""
    if agent.actor_id is None and set(agent.name.casefold().split()) & set(terms("shield")):
        return False
    trigger = reading.doc[frame.token]
    if any(head.head.i != s.head and s.code == "says" for s in spoken_by(reading.doc, head.i)):
        return False  # a speaker whom the parser gave to a later clause
    if is_cited(governing(reading.doc, trigger.i), head.i):
        return False
    if reading.overlapping(head.i, head.i + 1, [MentionLabel.DATE]) or any(c.lower_ == "whose" for c in head.lefts):
        return False
    if head.ent_type_ in _PLACES and (lemma_of(trigger) in terms("harm") or lemma_of(trigger) in terms("blast")):
        return False  # a town does not kill or explode: a mis-read headline
    if lemma_of(trigger) in terms("blast") and child_of(trigger, "dobj") is None \
            and reading.overlapping(head.i, head.i + 1, [MentionLabel.PLATFORM]):
        return False  # an aircraft that crashes attacks nobody
    if agent.kind in {"people", "other"} and lemma_of(head) in terms("unknown"):
        return not frame.generic or frame.patient is not None
    if agent.kind == "people" and lemma_of(head) in terms("commoners"):
        return frame.patient is not None and head.dep_ not in _OWNER
    if _is_where(frame, head, agent) or _is_struck(reading, frame, agent):
        return False
    if agent.kind in VAGUE or frame.trigger.first <= agent.token < frame.trigger.last:
        return False
    if frame.instrument and frame.instrument[0] <= head.i < frame.instrument[1] and head.dep_ not in _OWNER \
            and frame.agent is None:
        return False
    if agent.actor_id is None and reading.overlapping(head.i, head.i + 1, _SITES):
        return False
    if head.dep_ == "amod" and head.ent_type_ == "GPE" and agent.kind in _STATE and not head.text.isupper() \
            and any(p.kind == "country" for p in reading.resolvers.places.candidates(head.text)[:1]):
        return False
    # a country's name before the noun ("Somalia bombing") is where, its adjective ("Turkish strike") is who
    return not (head.ent_type_ in _PLACES and head.dep_ in {"compound", "nmod"} and head.text == agent.name
                and agent.kind == "government" and head.tag_ == "NNP" and not head.text.replace(".", "").isupper())
