"""The attackers that an event's own attack words name: their subjects, by-phrases, owners of the munition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extractors.actors.agents import agent_at
from extractors.actors.attackers import (
    by_phrase,
    can_attack,
    does,
    is_custom,
    is_defence,
    is_hunt,
    is_left_undone,
    is_victim,
)
from extractors.actors.described import Agent
from extractors.actors.doubting import doubted
from extractors.actors.responsibility import object_of, subject, terms
from extractors.actors.wielders import crew, in_arms, is_predicated, wielder
from extractors.attributes.actor import ActorValue, nouns
from extractors.attributes.target import TargetValue
from extractors.columns import tokens
from extractors.context import is_definite, words
from extractors.draft import Draft, Frame
from extractors.kept import once_for
from extractors.reading import Reading
from extractors.speech.find import governing
from extractors.speech.words import lemma_of
from extractors.tree import children, root_of
from models.vocabulary import AttributionStance, EventType, MentionLabel, Salience, TargetClass

_FAMILIES = (
    frozenset({EventType.ROCKET_ATTACK, EventType.MISSILE_ATTACK, EventType.SHELLING}),
    frozenset({EventType.SHELLING, EventType.SHOOTING}),
    frozenset({EventType.MISSILE_ATTACK, EventType.AIRSTRIKE, EventType.DRONE_ATTACK}),
    frozenset({EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.GRENADE_ATTACK, EventType.ARSON}),
    frozenset({EventType.SHOOTING, EventType.ARMED_CLASH, EventType.ABDUCTION, EventType.GRENADE_ATTACK}),
)
_TIMES = frozenset({"DATE", "TIME"})
_CARRIERS = (MentionLabel.LAUNCHER, MentionLabel.PLATFORM, MentionLabel.WEAPON)
_MOVES = frozenset({TargetClass.TROOPS, TargetClass.SHIP, TargetClass.AIRCRAFT, TargetClass.VEHICLE,
                    TargetClass.ARMED_GROUP, TargetClass.POLICE})
_WHILE = frozenset({"by", "after", "before", "while", "when"})
_OWNER = frozenset({"amod", "compound", "nmod", "poss"})


@dataclass(frozen=True, slots=True)
class Culprit:
    """An attacker read off a frame, hedged when it is called suspected or alleged."""

    agent: Agent
    frame: Frame
    rule: str
    hedged: bool


def culprits_of(draft: Draft, reading: Reading) -> Sequence[Culprit]:
    """Attackers of an event; owners of munitions only where no frame has an agent of its own."""
    return once_for(reading, draft, "culprits", lambda: _culprits_of(draft, reading))


def _culprits_of(draft: Draft, reading: Reading) -> list[Culprit]:
    frames = [f for f in draft.frames if _is_same_deed(draft, f)] or list(draft.frames)
    answers = [f for f in frames if _is_counterfire(reading, f)]
    if any(f.event_type is draft.event_type for f in draft.frames if f not in answers):
        frames = [f for f in frames if f not in answers]
    denied = [f for f in frames if _is_denied(reading, f)]
    frames = [f for f in frames if f not in denied]
    found = [c for f in frames if not f.generic for c in _by_agent(reading, f)]
    found = found or [c for f in frames for c in _by_weapon(reading, f)]
    found = found or [c for f in frames if f.generic for c in _by_agent(reading, f)]
    found += [c for f in denied for c in _by_agent(reading, f)]
    found = [c for c in found if not _is_bare(reading, c)]
    named = [c for c in found if not is_unknown(reading, c.agent)]
    return _of_the_kind(draft, reading, named) if any(c.agent.actor_id for c in named) else named or found


def is_granted(reading: Reading, culprit: Culprit) -> bool:
    """Whether a noun's modifier names who did it, as known: "Saturday's Russian strike", no word of the speaker's."""
    deed, doer = reading.doc[culprit.frame.token], reading.doc[culprit.agent.token]
    return is_definite(deed) and doer.dep_ in _OWNER and deed.left_edge.i <= doer.i < deed.i


def _is_counterfire(reading: Reading, frame: Frame) -> bool:
    """Whether what was struck is a launcher: where an attack from it is told too, whoever fired attacked, and not who
    struck it."""
    deed = reading.doc[frame.token]
    fired = lemma_of(deed) in terms("did") and object_of(deed, "at", "on", "into", "against") is not None
    if frame.patient is None or fired:  # "fired rocket launchers at the town"
        return False
    struck = root_of(reading.doc, *frame.patient)
    return any(m.first <= struck < m.last for m in reading.overlapping(struck, struck + 1, [MentionLabel.LAUNCHER]))


def names_nobody(reading: Reading, culprit: Culprit) -> bool:
    """Whether a clause only says "the attackers", whoever they are to the article."""
    frame = culprit.frame
    if culprit.agent.actor_id is None or frame.agent is None:
        return False
    return lemma_of(reading.doc[frame.agent[0]:frame.agent[1]].root) in terms("anaphor")


def _is_denied(reading: Reading, frame: Frame) -> bool:
    """Whether somebody denies what a frame tells: it names nobody whom the article takes for the attacker."""
    speech = governing(reading.doc, frame.token)
    return speech is not None and speech.code == "denies"


def _of_the_kind(draft: Draft, reading: Reading, found: list[Culprit]) -> list[Culprit]:
    """Without others than those whom the words for the event's very type name, where such words name some."""
    who = [c.agent.actor_id or lemma_of(reading.doc[c.agent.token]) for c in found]
    sure = {one for one, c in zip(who, found, strict=True) if c.frame.event_type is draft.event_type}
    return [c for one, c in zip(who, found, strict=True) if not sure or one in sure
            or c.frame.event_type in {None, EventType.OTHER_ATTACK}]


def _is_same_deed(draft: Draft, frame: Frame) -> bool:
    """Whether a frame tells of the event's own kind of attack and not of an earlier or answering one."""
    if frame.background and draft.salience is Salience.MAIN:
        return False
    if frame.event_type in {None, draft.event_type, EventType.OTHER_ATTACK}:
        return True
    return any(frame.event_type in family and draft.event_type in family for family in _FAMILIES)


def agents_of(draft: Draft, reading: Reading) -> list[Culprit]:
    """Whoever any attack word of an event has as its agent, without choosing."""
    return [c for f in draft.frames for c in _by_agent(reading, f)]


def is_unknown(reading: Reading, agent: Agent) -> bool:
    """Whether an attacker is no more than "the attackers", "gunmen" or "two men on a motorcycle"."""
    return agent.actor_id is None and lemma_of(reading.doc[agent.token]) in {*terms("anaphor"), *terms("unknown")}


def _is_bare(reading: Reading, culprit: Culprit) -> bool:
    """Whether a word says no more than that somebody attacked ("the attackers", "a suicide bomber")."""
    return culprit.agent.actor_id is None and lemma_of(reading.doc[culprit.agent.token]) in terms("bare")


def _by_agent(reading: Reading, frame: Frame) -> Sequence[Culprit]:
    return once_for(reading, frame, "culprits of a frame", lambda: tuple(_agents(reading, frame)))


def _agents(reading: Reading, frame: Frame) -> Iterator[Culprit]:
    if is_defence(reading, frame) or is_left_undone(reading.doc[frame.token]) or is_custom(reading, frame) \
            or is_hunt(reading.doc[frame.token]):
        return
    told = doubted(reading.doc[frame.token], AttributionStance.STATED)
    first = _doer(reading, frame) if told is not None else None
    for one in (first, *first.conjuncts) if first is not None else ():
        head, agent = _acting(reading, one, one is first)
        if agent is not None and can_attack(reading, frame, head, agent) and not _owns_site(reading, frame, head):
            called = frame.agent is None and head.dep_ == "compound" and head.head.i == frame.token
            hedged = told is AttributionStance.SUSPECTED or _hedged(reading, frame, head)
            yield Culprit(agent, frame, "name" if called else "agent", hedged)


def _acting(reading: Reading, head: Token, first: bool) -> tuple[Token, Agent | None]:
    """The word that names who acts: the head itself, or before it the owner of a vehicle or gun."""
    if head.pos_ in {"VERB", "ADJ"} and not first:
        return head, None
    agent = agent_at(reading, head.i)
    if agent is not None and head.dep_ == "amod" and (head.ent_type_ == "NORP" or head.tag_ == "JJ"):
        agent = in_arms(reading, agent, head, head.head)
    armed = agent is None and head.pos_ in {"NOUN", "PROPN"} and not _is_site(reading, head)
    behind = (wielder(reading, head) or _who_fires(reading, head) or crew(reading, head)) if armed else None
    return behind or (head, agent)


def _who_fires(reading: Reading, fire: Token) -> tuple[Token, Agent] | None:
    """ "shot dead by the fire of X", "killed by bullets from X": X"""
    who = object_of(fire, "of", "from", "by") if lemma_of(fire) in words("gunfire") else None
    agent = agent_at(reading, who.i) if who is not None else None
    return (who, agent) if who is not None and agent is not None else None


def _is_site(reading: Reading, head: Token) -> bool:
    """Whether a noun is a thing that stands still ("US airbase subjected to an attack") and can only suffer."""
    values = (m.value for m in reading.overlapping(head.i, head.i + 1, [MentionLabel.CUE]))
    return any(isinstance(v, TargetValue) and v.target_class not in _MOVES for v in values)


def _owns_site(reading: Reading, frame: Frame, head: Token) -> bool:
    """Whether a name before the attack's noun is whose camp or base it hit: "army camp explosion"."""
    deed = reading.doc[frame.token]
    return deed.pos_ == "NOUN" and deed.left_edge.i <= head.i and any(
        _is_site(reading, t) for t in tokens(reading.doc)[head.i + 1:deed.i])


def _doer(reading: Reading, frame: Frame) -> Token | None:
    """Head of the attacker's phrase: by-phrase, then what the frame has as agent, then a noun before the trigger."""
    token = reading.doc[frame.token]
    doing = [c for c in children(token) if c.dep_ == "acl" and lemma_of(c) in terms("light")]
    under = _under(reading, frame)
    if under is not None:
        return under
    by = by_phrase(token) or next((b for c in doing if (b := by_phrase(c))), None)
    if by is not None:
        return by
    if (by := _by_attempt(token)) is not None:
        return by
    if frame.agent is None and token.dep_ == "dep" and token.head.i < token.i and token.head.pos_ in {"NOUN", "PROPN"}:
        return token.head  # "Militants linked to X attacked", read as if they linked
    if frame.agent is None and token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.lower_ in _WHILE:
        return subject(token.head.head)  # "broke the truce by firing mortars", "fled after detonating a bomb"
    if token.dep_ == "pobj" and token.head.lower_ == "to" and lemma_of(token.head.head) in {"subject", "expose"}:
        return subject(token.head.head)  # "subjected the town to shelling"
    if frame.agent is not None and reading.doc[frame.agent[0]:frame.agent[1]].root.ent_type_ in _TIMES:
        return next((c for c in children(token) if c.dep_ == "amod" and c.ent_type_ == "NORP"), None)
    if frame.agent is not None:
        head = reading.doc[frame.agent[0]:frame.agent[1]].root
        return head if does(reading, frame, head) and not is_victim(reading, frame) else None
    if token.pos_ == "NOUN":
        owners = [c for c in children(token) if c.dep_ in _OWNER and c.i < token.i]
        return next((c for c in owners if (c.lemma_.lower() in nouns() and c.tag_ not in {"NNS"})
                     or (lemma_of(token) in terms("deed") and _is_group(reading, c))), None)
    return None


def _by_attempt(deed: Token) -> Token | None:
    """ "an attempt by X to carry out an attack", "a bid of X to strike the base": X"""
    verb = deed.head if deed.dep_ in {"dobj", "obj"} and lemma_of(deed.head) in terms("light") else deed
    tried = verb.head if verb.dep_ == "acl" and verb.head.lower_ in words("attempt") else None
    return (by_phrase(tried) or object_of(tried, "of")) if tried is not None else None


def _is_group(reading: Reading, word: Token) -> bool:
    """Whether a word is the head of a catalogued armed group's name: "a Shining Path attack"."""
    around = reading.overlapping(word.i, word.i + 1, [MentionLabel.ACTOR])
    return any(m.head == word.i and isinstance(m.value, ActorValue) and m.value.actor_id is not None
               and m.value.kind == "armed_group" for m in around)


def _under(reading: Reading, frame: Frame) -> Token | None:
    """ "came under fire from rebels": the rebels."""
    told = tokens(reading.doc)[frame.trigger.first:frame.trigger.last]
    if "under" not in {t.lower_ for t in told}:
        return None
    return next((found for t in told if (found := object_of(t, "from", "by", "of")) is not None), None)


def _by_weapon(reading: Reading, frame: Frame) -> Iterator[Culprit]:
    """Owners of the munition: "Houthi missiles", "rockets of the militia"."""
    if frame.instrument is None:
        return
    weapon = reading.doc[root_of(reading.doc, *frame.instrument)]
    owned = wielder(reading, weapon)
    if owned is not None and can_attack(reading, frame, *owned) and owned[1].kind != "pronoun":
        yield Culprit(owned[1], frame, "weapon", _hedged(reading, frame, owned[0]))
        return
    launcher = object_of(weapon, "from")
    carries = launcher is not None and bool(reading.overlapping(launcher.left_edge.i, launcher.i + 1, _CARRIERS))
    owned = wielder(reading, launcher) if launcher is not None and carries else None
    if owned is not None:
        yield Culprit(owned[1], frame, "weapon", _hedged(reading, frame, owned[0]))
        return
    owners = [o for c in children(weapon) if c.lower_ in {"of", "by"} for o in children(c) if o.dep_ == "pobj"]
    owners += [by for c in children(weapon) if c.dep_ == "acl" and lemma_of(c) not in words("storing")
               and (by := by_phrase(c)) is not None]
    for owner in owners:
        agent = agent_at(reading, owner.i)
        if agent is not None and can_attack(reading, frame, owner, agent) and agent.kind != "pronoun":
            yield Culprit(agent, frame, "weapon", _hedged(reading, frame, owner))
            return


def _hedged(reading: Reading, frame: Frame, head: Token) -> bool:
    """Whether the actor or the deed is called suspected, alleged, likely, or a munition is believed to be theirs."""
    hedges = terms("hedge")
    if head.ent_type_ == "NORP" and is_predicated(head):
        return True
    above = head.head.lefts if head.dep_ in _OWNER else ()
    agent = reading.doc[frame.agent[0]:head.i] if frame.agent and frame.agent[0] <= head.i < frame.agent[1] else ()
    by = head.head if head.head.lower_ == "by" else None
    before = (reading.doc[by.i - 1], *by.lefts) if by is not None else ()
    return any(t.lower_ in hedges for t in (*head.lefts, *above, *agent, *before, *reading.doc[frame.token].lefts))
