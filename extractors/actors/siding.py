"""Whether actors and speakers are of one side: one actor in two rows, an actor's own voice, parts of one state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.actors.agents import agent_at
from extractors.actors.described import Agent
from extractors.actors.mouthpieces import principal
from extractors.actors.responsibility import terms
from extractors.actors.voices import is_armed_voice, same_speaker
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of
from models.event import Attribution, Source
from models.vocabulary import AttributionStance, SourceKind

_NAME = 5  # letters of a name's first word that can stand for it
_OF_STATE = frozenset({"government", "state_force", "intelligence", "police"})
_GROUPS = frozenset({"armed_group", "umbrella"})
_OFFICIAL = frozenset({SourceKind.GOVERNMENT, SourceKind.MILITARY})
_NAMED = frozenset({AttributionStance.ACCUSED, AttributionStance.SUSPECTED, AttributionStance.STATED})


def same_actor(a: Attribution, b: Attribution) -> bool:
    """Whether two actors are one: the same id, or descriptions that share most words."""
    if a.actor_id and b.actor_id:
        return a.actor_id == b.actor_id
    if a.actor_id or b.actor_id:
        return _is_short_for(*((a, b) if b.actor_id else (b, a)))
    left, right = (frozenset(w.rstrip("s") for w in (x.actor or "").casefold().split()) for x in (a, b))
    return bool(left and right) and len(left & right) >= 0.6 * min(len(left), len(right))


def _is_short_for(bare: Attribution, named: Attribution) -> bool:
    """Whether "the Army" or "the Committees" is the last word of a name that is told beside it."""
    name = (named.actor or "").casefold().split()
    return bool(bare.actor) and len(name) > 1 and (bare.actor or "").casefold().rstrip("s") == name[-1].rstrip("s")


def is_own(reading: Reading, source: Source, agent: Agent) -> bool:
    """Whether the speaker is the actor or the actor's voice."""
    if agent.kind in _OF_STATE and set(source.text.casefold().split()) & words("no state's own"):
        return False
    names = {n.casefold() for n in (source.text, source.name) if n}
    known_as = agent.name.casefold()
    if any(known_as in n for n in names):
        return True
    if agent.actor_id is not None and any(known_as.startswith(f"{n} ") for n in names if len(n) >= _NAME):
        return True  # "Jaish" for "Jaish al-Adl"
    group = is_armed_voice(reading, source)
    if _are_ranks(agent) and (group is not None or source.kind is SourceKind.MILITARY):
        return True
    if group is not None and _is_the_group(reading, agent):
        return True
    voice = reading.doc.char_span(*source.spans[0], alignment_mode="expand") if source.spans else None
    named = agent_at(reading, voice.root.i) if voice is not None else None
    if named is not None and named.kind in _GROUPS and (named.actor_id or named.name) == (agent.actor_id or agent.name):
        return True  # "an outfit that calls itself X"
    known = reading.resolvers.actors.find(group) if group else None
    return (known is not None and agent.actor_id == known.actor_id) or \
        any(of_one_state(reading, name, agent.name) for name in _states_of(reading, source))


def _states_of(reading: Reading, source: Source) -> Iterator[str | None]:
    """Names under which a speaker may be part of a state: the own ones, an official's nationality ("Ukrainian
    President X") and the forces of the state that he or she is known to lead."""
    told = source.text.split()
    yield from (source.name, source.text)
    if source.kind in _OFFICIAL:
        yield from (w.removesuffix("'s").removesuffix("’s") for w in told if w[:1].isupper() and "-" not in w)
    if source.kind in _OFFICIAL or source.text.istitle():
        forces = reading.resolvers.actors.commanded_by(told)
        yield forces.name if forces is not None else None


def _are_ranks(agent: Agent) -> bool:
    """Whether an actor is "the armed forces", which a group's spokesman calls his own."""
    first, *rest = agent.name.casefold().split() or [""]
    hit = terms("ranks").get(first)
    return agent.actor_id is None and hit is not None and tuple(rest) == hit[0]


def _is_the_group(reading: Reading, agent: Agent) -> bool:
    """Whether an actor is "the group" or "the Iran-backed movement", which its own spokesman speaks of."""
    word = reading.doc[agent.token]
    return agent.actor_id is None and lemma_of(word) in words("the group") and any(
        c.lower_ == "the" for c in word.children)


def as_group(reading: Reading, source: Source | None, agent: Agent) -> Agent:
    """The group for which a spokesman speaks of "the armed forces"; any other actor as it is."""
    if source is None or not source.spans or not (_are_ranks(agent) or _is_the_group(reading, agent)):
        return agent
    group = is_armed_voice(reading, source)
    known = reading.resolvers.actors.find(group) if group else None
    phrase = reading.doc.char_span(*source.spans[0], alignment_mode="expand")
    found = known or (principal(reading, phrase.root) if phrase is not None else None)
    return agent if found is None else replace(agent, name=found.name, actor_id=found.actor_id)


def is_self(reading: Reading, speech: Speech | None, agent: Agent) -> bool:
    """Whether an attacker of no known name is the subject of the words of speech itself ("a group said it had")."""
    word = reading.doc[agent.token]
    return agent.actor_id is None and speech is not None and word.dep_ == "nsubj" and word.head.i == speech.head


def is_of_own_state(source: Source, agent: Agent) -> bool:
    """Whether an official who denies a deed of "the army" or "the government" speaks of the own one."""
    return agent.actor_id is None and agent.kind in _OF_STATE and source.kind in _OFFICIAL


def of_one_state(reading: Reading, name: str | None, other: str | None) -> bool:
    """Whether two names are parts of one state: its government, ministry, command, army."""
    find = reading.resolvers.actors.find
    left, right = (find(n) if n else None for n in (name, other))
    if left is None or right is None or {left.kind, right.kind} - _OF_STATE or not left.lineage or not right.lineage:
        return False
    return left.lineage[-1] == right.lineage[-1]


def is_state_of(reading: Reading, name: str | None, other: str | None) -> bool:
    """Whether one of two names is a state and the other its forces ("Russia", "Russian forces")."""
    kinds = {k.kind for n in (name, other) if n and (k := reading.resolvers.actors.find(n)) is not None}
    return kinds == {"government", "state_force"} and of_one_state(reading, name, other)


def answering(reading: Reading, item: Attribution, kept: Sequence[Attribution]) -> Attribution:
    """A denial by a spokesman or ministry, with the accused whom it speaks for as its actor; a claim by "the rebels"
    with the one group that is named as the attacker."""
    unnamed = item.actor_id is None and (item.actor or "").lower() in terms("armed")
    if item.stance is AttributionStance.CLAIMED and unnamed:
        bands = [k for k in kept if k.stance in _NAMED and k.actor_id and _is_band(reading, k)]
        one = bands[0] if len({k.actor_id for k in bands}) == 1 else None
        return item if one is None else replace(item, actor=one.actor, actor_id=one.actor_id)
    if item.stance is not AttributionStance.DENIED or any(same_actor(k, item) for k in kept if k is not item):
        return item
    named = [k for k in kept if k.stance in _NAMED and k.actor and not (k.source and _is_by(k.source, item))
             and not _is_foe(reading, item, k)]
    accused = _of_side(reading, item, named) if item.actor_id is None else \
        [k for k in named if of_one_state(reading, item.actor, k.actor)]
    if len({k.actor_id or k.actor for k in accused}) != 1:
        return item
    return replace(item, actor=accused[0].actor, actor_id=accused[0].actor_id)


def _is_band(reading: Reading, item: Attribution) -> bool:
    known = reading.resolvers.actors.find(item.actor) if item.actor else None
    return known is not None and known.kind in _GROUPS


def _of_side(reading: Reading, item: Attribution, named: Sequence[Attribution]) -> Sequence[Attribution]:
    """Of several accused those of the state by whose name the speaker's office goes ("Iran's ministry")."""
    if item.source is None or len({k.actor_id or k.actor for k in named}) < 2:
        return named
    owners = {w.removesuffix("'s").removesuffix("’s") for w in item.source.text.split() if w[:1].isupper()}
    return [k for k in named if any(of_one_state(reading, w, k.actor) for w in owners)] or named


def _is_foe(reading: Reading, item: Attribution, accused: Attribution) -> bool:
    """Whether an army or ministry denies and an armed group is accused: it does not speak for that one."""
    if item.source is None or item.source.kind not in _OFFICIAL or is_armed_voice(reading, item.source):
        return False
    known = reading.resolvers.actors.find(accused.actor) if accused.actor else None
    return known is not None and known.kind in _GROUPS


def _is_by(source: Source, item: Attribution) -> bool:
    """Whether a denial is the accuser's own."""
    return item.source is not None and same_speaker(source, item.source)


def answers(reading: Reading, item: Attribution, kept: Sequence[Attribution]) -> bool:
    """Whether a denial answers somebody's naming of the actor here, or is told as made now: "has denied having anything
    to do with the militias" is a denial in general."""
    if item.stance is not AttributionStance.DENIED:
        return True
    spans = (reading.doc.char_span(*s) for s in item.spans)
    cues = [c for s in spans if s is not None and s.text == item.cue for c in s.root.children]
    deeds = {*terms("did"), *terms("aim"), *terms("blow"), *terms("harm")}
    own_deed = any(c.dep_ == "ccomp" and lemma_of(c) in deeds and any(t.lower_ == "had" for t in c.lefts) for c in cues)
    official = item.source is not None and item.source.kind in _OFFICIAL and item.actor
    if official and (item.rule == "attribution.disowned" or own_deed):
        return True
    other = any((c.dep_ == "ccomp" and not own_deed) or (c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"}) for c in cues)
    if item.actor_id is not None and not other and item.rule != "attribution.denied_it":
        return True
    return any(k.stance is not AttributionStance.DENIED and k.actor and same_actor(k, item) for k in kept)
