"""Open a frame for each trigger that counts, and read its structure: agent, patient, instrument, type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extractors.actors.responsibility import blamed_for, subject, terms
from extractors.attributes.actor import ActorValue
from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.trigger import TriggerValue
from extractors.attributes.weapon import WeaponValue
from extractors.context import Status, status_of, words
from extractors.draft import Frame, TokenRange
from extractors.events.aerial import arms_on_the_ground, bombs_from_the_air, from_a_drone, from_the_air, is_carried
from extractors.events.ellipsis import stands_for
from extractors.events.forces import strikes_positions
from extractors.events.gapped import with_gapped, with_joined
from extractors.events.gunfire import shells, shoots
from extractors.events.harmless import is_harmless, is_likeness
from extractors.events.incident import own_clause
from extractors.events.many import COUNTED, KIND, is_counted, is_manner, is_number, is_of_a_kind, is_outbreak
from extractors.events.means import gun_beside, is_shot, means_of, type_by, type_by_launcher, type_of
from extractors.events.needs import counts, is_act, munition_of
from extractors.mention import Mention
from extractors.munitions.interceptors import defends
from extractors.reading import Reading, Zone, subtree
from extractors.speech.words import lemma_of
from extractors.tree import children, distance
from models.vocabulary import Assertion, EventType, MentionLabel

_BEFALLS = frozenset({EventType.AIRSTRIKE, EventType.SHELLING, EventType.BOMBING, EventType.SHOOTING})  # "the X of Y"
_AIMED = frozenset({"dobj", "nsubjpass", "pobj"})
_TO = frozenset({"prep", "dative"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_ON = frozenset({"on", "onto", "against", "at", "targeting", "into", "toward", "towards", "upon"})
_DAYS = frozenset({"DATE", "TIME"})  # "fired on Monday"
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "QUANTITY"})


def frames_of(reading: Reading) -> list[Frame]:
    """All frames of an article in text order, whatever their assertion."""
    every = (f for m in reading.labelled(MentionLabel.TRIGGER) if (f := _frame(reading, m)) is not None)
    frames = [replace(f, background=False, why="") if is_manner(reading, f) else f
              for f in every if not (is_outbreak(reading, f) or is_number(reading, f))]
    frames = [replace(f, background=True, why=COUNTED) if is_counted(reading, f) else
              replace(f, background=True, why=KIND) if is_of_a_kind(reading, f) else f for f in frames]
    past = [f for f in frames if f.background and not _is_aside(t := reading.doc[f.token]) and t.dep_ != "amod"]
    frames = [f if f.background or not any(_told_together(f, p) for p in past) else replace(f, background=True)
              for f in frames]
    return list(with_gapped(reading, list(with_joined(reading, frames))))


def _is_aside(noun: Token) -> bool:
    """Whether a noun stands in a phrase that only comments on an attack: "the latest in a series of attacks",
    "the deadliest assault for years"."""
    chain = [noun]
    while chain[-1].dep_ in {"pobj", "prep"}:
        chain.append(chain[-1].head)
    above = [c for t in chain[1:] if t.pos_ == "NOUN" for c in children(t)]  # "the largest toll since the raid on"
    return noun.pos_ == "NOUN" and any(
        t.tag_ == "JJS" for t in (*chain[1:], *above, *(c for c in children(noun) if noun.dep_ == "appos")))


def _told_together(frame: Frame, other: Frame) -> bool:
    """Whether two triggers stand in one clause, so that a marker of the past holds for both."""
    return frame.sentence == other.sentence and (frame.token in other.clause or other.token in frame.clause)


def _frame(reading: Reading, trigger: Mention) -> Frame | None:
    sentence = reading.sentence_at(trigger.head)
    if not sentence.parsed or sentence.zone is Zone.FURNITURE or not isinstance(trigger.value, TriggerValue):
        return None
    token = reading.doc[trigger.head]
    verbal = token.pos_ in {"VERB", "AUX"}
    need = trigger.value.verb if verbal else trigger.value.noun
    clause = own_clause(reading, sentence, token)
    if token.pos_ in {"ADP", "SCONJ"} or not counts(reading, sentence, token, clause, need):
        return None
    weapon, blast = _weapon(reading, token, clause), None
    if weapon is None and verbal:
        weapon, blast = _one_more(reading, token)
    by_weapon = type_by(weapon) if weapon else type_by_launcher(reading, sentence, clause)
    kind = by_weapon if weapon and is_shot(token, weapon) else blast or type_of(trigger.value, by_weapon)
    if verbal and arms_on_the_ground(reading, token, clause):
        weapon, kind = None, EventType.AIRSTRIKE
    status = status_of(token)
    if weapon is not None and _is_none(reading.doc[weapon.head]):
        status = Status(Assertion.NEGATED, background=False, cue="no")
    agent, patient = _roles(reading, token, verbal, trigger)
    if verbal and (_is_flown(reading, agent) or from_the_air(reading, token)):
        launcher = weapon is None and kind is by_weapon  # "aircraft attacked a rocket launcher"
        kind = EventType.AIRSTRIKE if kind is None or launcher or is_carried(kind, weapon) else kind
    if verbal and need == "struck" and weapon is None and strikes_positions(reading, token):
        kind = kind or EventType.AIRSTRIKE
    if kind is None and verbal and (shells(token) or shoots(reading, token)):
        kind = EventType.SHELLING if shells(token) else EventType.SHOOTING
    if kind is EventType.BOMBING and agent and bombs_from_the_air(reading, trigger, agent):
        kind = EventType.AIRSTRIKE
    if verbal and kind is EventType.AIRSTRIKE and from_a_drone(reading, token):
        kind = EventType.DRONE_ATTACK
    if (means := means_of(reading, trigger)) is not None:
        kind, weapon = means.event_type, means.weapon or weapon
    armed = weapon is not None or (verbal and from_the_air(reading, token))
    if is_harmless(reading, token, trigger.value, agent, armed):
        return None
    background = status.background or (token.dep_ == "amod" and trigger.value.victim)  # "the murdered policeman"
    return Frame(trigger, token.i, sentence.index, kind, status.assertion, background,
                 need in {"harm", "anaphor"}, agent, patient,
                 (weapon.first, weapon.last) if weapon else None, clause, status.cue)


def _is_none(munition: Token) -> bool:
    """Whether nothing was sent ("no missile hit the port")."""
    return munition.dep_ in _SUBJECTS | {"nsubjpass"} and any(c.lower_ == "no" for c in children(munition))


def _is_flown(reading: Reading, agent: TokenRange | None) -> bool:
    """Whether aircraft do it ("planes attacked a depot")."""
    if agent is None:
        return False
    head = reading.doc[agent[0]:agent[1]].root.i
    return any(m.head == head and (m.norm or {}).get("kind") == "aircraft"
               for m in reading.overlapping(*agent, [MentionLabel.PLATFORM]))


def _weapon(reading: Reading, token: Token, clause: frozenset[int]) -> Mention | None:
    """The munition nearest to a trigger inside its clause."""
    sentence = reading.sentence_at(token.i)
    weapons = reading.overlapping(sentence.first, sentence.last, [MentionLabel.WEAPON])
    rivals = reading.overlapping(sentence.first, sentence.last, [MentionLabel.TRIGGER])
    near = [(defends(reading, m), is_act(m), gap, m.first, m) for m in weapons
            if m.head in clause and not (is_act(m) and m.first <= token.i < m.last)
            and not of_aim(reading, m) and not is_likeness(reading.doc[m.head], token)
            and not _taken(reading, token, m, rivals, gap := distance(token, reading.doc[m.head]))]
    if not near:
        return munition_of(reading, token)
    return gun_beside(reading, min(near, key=lambda row: row[:4])[4], [m for *_, m in near])


def _one_more(reading: Reading, verb: Token) -> tuple[Mention | None, EventType | None]:
    """The munition of which a bare subject is one more, or the type of the blast."""
    told = stands_for(reading, verb)
    if told is None or told.label is MentionLabel.WEAPON:
        return told, None
    return None, told.value.event_type if isinstance(told.value, TriggerValue) else None


def of_aim(reading: Reading, weapon: Mention) -> bool:
    """Whether a munition only tells what a thing is for that was struck: "a rocket workshop", "drone factories"."""
    head = reading.doc[weapon.head].head
    while head.dep_ == "compound":  # "two rocket launch sites"
        head = head.head
    if not isinstance(weapon.value, WeaponValue) or not weapon.value.modifier or head.dep_ not in _AIMED:
        return False
    told = [MentionLabel.TRIGGER, MentionLabel.WEAPON]
    by = head.dep_ == "pobj" and head.head.lower_ not in _ON  # "struck from rocket launchers", no raid on them
    told += [MentionLabel.LAUNCHER] if by else []
    return not reading.overlapping(head.i, head.i + 1, told)


def _is_actor(reading: Reading, weapon: Mention) -> bool:
    """Whether a word that only implies a munition names whoever uses it ("gunmen", "Israeli warplanes")."""
    users = [MentionLabel.ACTOR, MentionLabel.PERSON, MentionLabel.PLATFORM]
    around = reading.overlapping(weapon.head, weapon.head + 1, users)
    return any(m.head == weapon.head for m in around)


def _taken(reading: Reading, token: Token, weapon: Mention, rivals: Sequence[Mention], gap: int) -> bool:
    """Whether a munition makes one word with another trigger ("a drone attack"), or a typed one stands closer to it."""
    noun = reading.doc[weapon.head]
    if noun.dep_ == "compound" and noun.head.i != token.i and any(r.head == noun.head.i for r in rivals):
        return token.head.i != noun.head.i and noun.head.head.i != token.i
    return any(isinstance(r.value, TriggerValue) and r.value.event_type is not None
               and not (r.value.noun == "never" and reading.doc[r.head].pos_ in {"NOUN", "PROPN"})
               and distance(reading.doc[r.head], reading.doc[weapon.head]) < gap for r in rivals)


def _roles(reading: Reading, token: Token, verbal: bool,
           trigger: Mention) -> tuple[TokenRange | None, TokenRange | None]:
    """(agent, patient) token ranges of a trigger."""
    told, own = trigger.value, range(trigger.first, trigger.last)
    if not isinstance(told, TriggerValue):
        return None, None
    pairs = [pair for pair in (_verb_roles(token) if verbal else _noun_roles(token, told)) if pair[1].i not in own]
    pairs += [("patient", t) for c in children(token) if c.i in own and c.dep_ in _TO for t in children(c)
              if t.dep_ == "pobj"]  # "set fire to the hall"
    pairs += [("agent", t) for t in _fighters_above(reading, token)]
    doers = _headline_doers(token) if verbal else []
    blamed = blamed_for(token) if not verbal else None
    pairs = [pair for pair in pairs if blamed is None or pair[1].i != blamed.i]
    if verbal and (told.suffers or doers):
        pairs = [("agent", t) for t in doers] + [
            ("patient" if t.dep_ in _SUBJECTS else role, t) for role, t in pairs]
    weapons = reading.once("no roles", lambda: frozenset(_munitions(reading)))
    alone = trigger.rule == "trigger.deed" and any(  # "Hatay: bomb leaves two dead"
        role == "agent" and t.i in weapons and t.dep_ == "nsubj" for role, t in pairs)
    agent = next((subtree(t) for role, t in pairs if role == "agent" and t.i not in weapons
                  and not (alone and t.dep_ == "nsubj")), None)
    patient = next((_named_by(t) for role, t in pairs if role == "patient" and t.i not in weapons
                    and t.ent_type_ not in _DAYS), None)
    return agent, patient


def _fighters_above(reading: Reading, verb: Token) -> Iterator[Token]:
    """ "Rebels entered the village, killing nine": fighters who do harm by what the verb above tells"""
    doer = subject(verb.head) if verb.dep_ == "advcl" and verb.tag_ == "VBG" else None
    if doer is not None and not any(c.dep_ in _SUBJECTS for c in children(verb)):
        actors = (m for m in reading.overlapping(doer.i, doer.i + 1, [MentionLabel.ACTOR]) if m.head == doer.i)
        yield from (doer for m in actors if isinstance(m.value, ActorValue) and m.value.kind == "armed_group")


def _munitions(reading: Reading) -> Iterator[int]:
    """Heads of munitions, and of what stands for them: "five of them were launched" """
    for mention in reading.labelled(MentionLabel.WEAPON):
        if not (is_act(mention) and _is_actor(reading, mention)):
            yield mention.head
    for mention in reading.labelled(MentionLabel.CUE):
        if isinstance(mention.value, OutcomeValue) and mention.value.weapon is not None:
            yield mention.value.argument


def _named_by(token: Token) -> TokenRange:
    """The tokens of a phrase; for a relative pronoun those of the noun before its clause."""
    clause = token.head
    if token.tag_ not in {"WDT", "WP"} or clause.dep_ != "relcl" or clause.head.i >= token.i:
        return subtree(token)
    return clause.head.left_edge.i, token.i


def _headline_doers(verb: Token) -> list[Token]:
    """By whom, where a headline leaves out the auxiliary ("Barda shelled by rebels") and the parser reads an active."""
    below = children(verb)
    if verb.tag_ not in {"VBD", "VBN"} or any(c.dep_ in {"dobj", "obj", "auxpass", "nsubjpass"} for c in below):
        return []
    doers = [t for c in children(verb) if c.lower_ == "by" for t in children(c) if t.dep_ == "pobj"]
    return [t for t in doers if t.ent_type_ not in _TIMES and t.pos_ != "NUM"]


def _verb_roles(verb: Token) -> Iterator[tuple[str, Token]]:
    for child in children(verb):
        if child.dep_ in _SUBJECTS:
            yield "agent", child
        elif child.dep_ == "nsubjpass":
            yield "patient", child
        elif child.dep_ == "agent":
            yield from (("agent", t) for t in children(child) if t.dep_ == "pobj")
        elif child.dep_ in {"dobj", "obj"}:
            yield "patient", child
    for child in children(verb):
        if child.dep_ == "prep" and child.lower_ in _ON:
            yield from (("patient", t) for t in children(child) if t.dep_ == "pobj")
    if verb.tag_ == "VBN":
        yield from (("agent", t) for t in _later_agents(verb))
    if verb.dep_ in {"conj", "xcomp"} and not any(c.dep_ in {*_SUBJECTS, "nsubjpass"} for c in children(verb)):
        shared = {"agent", "patient"} if verb.tag_ == verb.head.tag_ == "VBN" else {"agent"}
        yield from (pair for pair in _verb_roles(verb.head) if pair[0] in shared)
    if verb.dep_ in {"relcl", "acl"}:
        if verb.tag_ == "VBN":
            yield "patient", verb.head
        elif not any(c.dep_ in _SUBJECTS and c.pos_ != "PRON" for c in children(verb)):
            yield "agent", verb.head


def _later_agents(verb: Token) -> Iterator[Token]:
    """By-phrases that a passive shares with the one joined to it: "was abducted and later murdered by rebels"."""
    for later in children(verb):
        if later.dep_ == "conj" and later.tag_ == "VBN" and not any(c.dep_ == "nsubjpass" for c in children(later)):
            yield from (t for by in children(later) if by.dep_ == "agent" for t in children(by) if t.dep_ == "pobj")


def _noun_roles(noun: Token, told: TriggerValue) -> Iterator[tuple[str, Token]]:
    for child in children(noun):
        if child.dep_ == "poss" and child.ent_type_ not in _TIMES:  # "Monday's Israeli strike"
            yield "patient" if told.victim else "agent", child
        elif child.dep_ == "prep" and child.lower_ == "of" and (told.victim or told.event_type in _BEFALLS):
            yield from (("patient", t) for t in children(child) if t.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            yield from (("agent", t) for t in children(child) if t.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ in _ON:
            yield from (("patient", t) for t in children(child) if t.dep_ == "pobj")
        elif child.dep_ == "acl" and child.lower_ == "targeting":
            yield from (("patient", t) for t in children(child) if t.dep_ == "dobj")
    head = noun.head
    if noun.dep_ in {"dobj", "obj"} and head.pos_ == "VERB":
        yield from (pair for pair in _verb_roles(head) if pair[0] == "agent")
        for child in children(head):
            if child.dep_ == "prep" and child.lower_ in _ON:
                yield from (("patient", t) for t in children(child) if t.dep_ == "pobj")
    elif noun.dep_ == "nsubjpass" and lemma_of(head) in terms("light"):  # "an attack was carried out by rebels"
        yield from (pair for pair in _verb_roles(head) if pair[0] == "agent")
    elif head.lower_ == "with" and head.dep_ == "prep" and head.head.pos_ == "VERB":  # "answered with air strikes"
        yield from (pair for pair in _verb_roles(head.head) if pair[0] == "agent")
    elif noun.dep_ in _SUBJECTS and head.pos_ == "VERB" and lemma_of(head) not in words("setting going"):
        yield from (("patient", t) for t in children(head) if t.dep_ in {"dobj", "obj"})
    for child in children(noun):
        if child.dep_ in {"compound", "amod", "nmod"} and child.ent_type_ in {"NORP", "GPE", "ORG"}:
            yield "agent", child
