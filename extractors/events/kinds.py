"""The kind of attack: families of types that go together, and the type that most words of an event bear."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from extractors.attributes.actor import ActorValue
from extractors.attributes.trigger import TriggerValue
from extractors.attributes.weapon import WeaponValue
from extractors.casualties.harm import CasualtyValue
from extractors.context import words
from extractors.draft import Frame
from extractors.events.frames import of_aim
from extractors.events.means import type_by_class
from extractors.events.salience import News
from extractors.munitions.interceptors import defends
from extractors.places.roles import COUNTRY
from extractors.places.values import PlaceValue
from extractors.reading import Reading
from models.vocabulary import Effect, EventType, MentionLabel

ANNOUNCED_WEIGHT = 2.0  # a type that title or lead gives counts double
WEAK_WEIGHT = 0.3  # of words that name the effect ("explosion") and not the means
SUICIDE_SHARE = 0.4  # of the heaviest type's weight, from which a suicide attack is one
_T: TypeAlias = EventType
_FAMILY: Mapping[EventType, str] = {
    _T.ROCKET_ATTACK: "fire", _T.MISSILE_ATTACK: "fire", _T.SHELLING: "fire", _T.DRONE_ATTACK: "fire",
    _T.AIRSTRIKE: "air", _T.BOMBING: "blast", _T.SUICIDE_BOMBING: "blast", _T.GRENADE_ATTACK: "blast",
    _T.SHOOTING: "ground", _T.ARMED_CLASH: "ground", _T.ABDUCTION: "abduction", _T.ARSON: "arson",
}
_COMPATIBLE = frozenset({("fire", "air"), ("air", "fire"), ("blast", "ground"), ("ground", "blast"), ("fire", "blast"),
                         ("blast", "fire"), ("arson", "ground"), ("ground", "arson"), ("arson", "blast")})


_RENAMED = frozenset({(_T.MISSILE_ATTACK, _T.ROCKET_ATTACK), (_T.ROCKET_ATTACK, _T.MISSILE_ATTACK),
                      (_T.SHELLING, _T.ROCKET_ATTACK), (_T.BOMBING, _T.GRENADE_ATTACK)})
_STATE = frozenset({"government", "state_force"})
_VAGUE = frozenset({"blast", "blasts", "explosion", "explosions", "detonation", "detonations"})


def family(kind: EventType) -> str | None:
    """What a type goes together with: "fire", "air", "blast", "ground", "abduction", "arson"; null for none."""
    return _FAMILY.get(kind)


def agree(types: Collection[EventType | None], frame: Frame) -> bool:
    """Whether a typed frame can be part of what frames of other types tell; a bare "bombing" may be from the air."""
    if _T.AIRSTRIKE in types and frame.event_type is _T.BOMBING and frame.instrument is None and (
            frame.trigger.text.casefold() in words("bombing")):
        return True
    family = _FAMILY.get(frame.event_type or _T.OTHER_ATTACK)
    families = {_FAMILY[t] for t in types if t is not None and t in _FAMILY}
    return family is None or not families or any(f == family or (family, f) in _COMPATIBLE for f in families)


def on_the_ground(types: Iterable[EventType | None]) -> bool:
    """Whether attackers come in person to do all this: they shoot, burn, abduct and plant bombs."""
    families = {_FAMILY.get(t, "murder") for t in types if t is not None}
    return bool(families) and families.isdisjoint({"fire", "air"})


def by_munition(reading: Reading, rank: Mapping[int, int], kind: EventType, frames: Sequence[Frame]) -> EventType:
    """The type of the event's named munition, where the words for the act leave it open or contradict it."""
    votes: dict[EventType, float] = {}
    precise: set[EventType] = set()
    for mention in reading.labelled(MentionLabel.WEAPON):
        value = mention.value
        told = type_by_class(mention)
        if mention.head in rank and told is not None and isinstance(value, WeaponValue) and not (
                value.implied or of_aim(reading, mention) or defends(reading, mention)):
            votes[told] = votes.get(told, 0.0) + 1.0 / (1 + rank[mention.head])
            if rank[mention.head] < 2 and (value.calibre_mm is not None or value.designation is not None):
                precise.add(told)
    best = max(votes, key=lambda k: votes[k], default=None)
    if kind is _T.ARSON and _is_shot_too(reading, rank, frames):
        return _T.SHOOTING
    if kind is _T.ARSON and best is not None and family(best) in {"fire", "air"}:
        return best  # "a drone set fire to a refinery"
    if kind is _T.SHOOTING and best is not None and family(best) == "fire" and _only_opened(frames):
        return best  # "opened fire on the town. In all 35 rockets were counted"
    if kind is _T.OTHER_ATTACK:
        kept = any(isinstance(f.trigger.value, TriggerValue) and f.trigger.value.keeps for f in frames)
        if best is None and any(_is_states_strike(reading, f) for f in frames):
            return _T.AIRSTRIKE
        return kind if best is None or (kept and best is _T.SHOOTING) else best
    named = [t for t in sorted(precise) if (kind, t) in _RENAMED]
    return named[0] if len(named) == 1 and kind not in precise else kind


def _only_opened(frames: Sequence[Frame]) -> bool:
    """Whether nothing but words that leave the arms open call it a shooting."""
    return all(f.instrument is None and isinstance(f.trigger.value, TriggerValue) and f.trigger.value.yields
               for f in frames if f.event_type is _T.SHOOTING)


def _is_shot_too(reading: Reading, rank: Mapping[int, int], frames: Sequence[Frame]) -> bool:
    """Whether those who set fire came with guns and killed: the fire is what they left behind."""
    guns = any(m.head in rank and type_by_class(m) is _T.SHOOTING
               for m in reading.labelled(MentionLabel.WEAPON))
    killed = any(m.head in rank and isinstance(m.value, CasualtyValue) and Effect.KILLED in m.value.effects
                 and not m.value.zero for m in reading.labelled(MentionLabel.CASUALTY))
    return killed and (guns or any(f.event_type is _T.SHOOTING for f in frames))


def _is_states_strike(reading: Reading, frame: Frame) -> bool:
    """ "An Israeli strike", "the US strikes": with no munition told, of a state or its forces a strike from the air"""
    if frame.agent is None or frame.trigger.text.casefold() not in words("a strike"):
        return False
    doers = reading.overlapping(*frame.agent, [MentionLabel.ACTOR, MentionLabel.NATIONALITY, MentionLabel.PLACE])
    return any(m.label is MentionLabel.NATIONALITY or (isinstance(m.value, ActorValue) and m.value.kind in _STATE)
               or (isinstance(m.value, PlaceValue) and m.value.precision == COUNTRY) for m in doers)


def _is_vague(frame: Frame) -> bool:
    """Whether a word names the effect and not the means: "explosion", a state's "bombing" """
    word = frame.trigger.text.casefold()
    flown = frame.event_type is _T.AIRSTRIKE and frame.instrument is None
    vague = _VAGUE | words("forcing a way in")
    return word in vague or (flown and word in words("bombing") | words("striking"))


def _only_heard(frames: Sequence[Frame]) -> bool:
    """Whether nothing but words that leave the means open call it a bombing: "explosion", "the bombing of a car" """
    bombings = [f for f in frames if f.event_type is _T.BOMBING]
    heard = _VAGUE | words("bombing") | words("blowing up")
    return all(f.instrument is None and f.trigger.text.casefold() in heard for f in bombings)


def _launched(frames: Sequence[Frame], votes: Mapping[EventType, float]) -> EventType | None:
    """The heaviest kind that a munition from afar gives: a drone or a missile that somebody says it was."""
    solid = (f for f in frames if not f.generic and f.trigger.text.casefold() not in words("stopping"))
    kinds = [f.event_type for f in solid if f.instrument is not None or f.event_type is _T.AIRSTRIKE]
    told = {kind for kind in kinds if kind is not None and family(kind) in {"fire", "air"}}
    return max(told, key=lambda k: votes.get(k, 0.0), default=None)


def is_fighting(frames: Sequence[Frame]) -> bool:
    """Whether nothing but fighting is told: "fighting between X and Y killed 20"."""
    return {f.event_type for f in frames if f.event_type is not None} == {_T.ARMED_CLASH}


def voted(frames: Sequence[Frame], news: News) -> EventType:
    """The type that most of the event's frames bear; title and lead weigh more."""
    votes: dict[EventType, float] = {}
    for frame in frames:
        if frame.event_type is not None and (not frame.generic or frame.instrument is not None):
            weight = ANNOUNCED_WEIGHT if frame.sentence in news.announcing else 1.0
            weight *= WEAK_WEIGHT if frame.generic or _is_vague(frame) else 1.0
            votes[frame.event_type] = votes.get(frame.event_type, 0.0) + weight
    named: dict[EventType, float] = {k: v for k, v in votes.items() if k is not _T.OTHER_ATTACK} or votes
    if not named:
        return _T.OTHER_ATTACK
    best = max(named, key=lambda k: named[k])
    if best is _T.BOMBING and _only_heard(frames):
        best = _launched(frames, votes) or best
    if named.get(_T.SUICIDE_BOMBING, 0.0) >= SUICIDE_SHARE * named[best]:
        return _T.SUICIDE_BOMBING
    return best
