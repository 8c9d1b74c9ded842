"""By what an attack is done: the type that its munition, launcher or aircraft give.

Words for fire on a place ("shelled", "bombed") say little of the means: who or what does it, "with" or "using" what,
or the noun before them decides, whatever the word alone would say ("a drone shelled", "used a missile to bomb").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extractors.actors.attackers import by_phrase
from extractors.attributes.launcher import LauncherValue
from extractors.attributes.trigger import TriggerValue
from extractors.attributes.weapon import WeaponValue
from extractors.casualties.coordinated import conjuncts
from extractors.context import words
from extractors.mention import Mention
from extractors.reading import Reading, Sentence
from extractors.speech.words import lemma_of
from extractors.tree import child_of, children
from models.vocabulary import EventType, LauncherClass, MentionLabel

_TYPE_OF_WEAPON = {
    "rocket": EventType.ROCKET_ATTACK, "missile": EventType.MISSILE_ATTACK, "drone": EventType.DRONE_ATTACK,
    "aerial_bomb": EventType.AIRSTRIKE, "artillery_shell": EventType.SHELLING, "mortar": EventType.SHELLING,
    "bomb": EventType.BOMBING, "vehicle_bomb": EventType.BOMBING, "mine": EventType.BOMBING,
    "suicide_vest": EventType.SUICIDE_BOMBING, "grenade": EventType.GRENADE_ATTACK,
    "small_arms": EventType.SHOOTING, "incendiary": EventType.ARSON,
}
_FIRST = (EventType.DRONE_ATTACK, EventType.AIRSTRIKE, EventType.SHELLING, EventType.MISSILE_ATTACK,
          EventType.ROCKET_ATTACK)  # of several means the one that names the attack
_PLATFORMS = {"aircraft": EventType.AIRSTRIKE}
_LABELS = (MentionLabel.WEAPON, MentionLabel.LAUNCHER, MentionLabel.PLATFORM)
_WITH = frozenset({"with", "using", "by"})
_NAMED = frozenset({"oprd", "attr", "dobj"})


@dataclass(frozen=True, slots=True)
class Means:
    """What an attack is done with: the type that it gives, and the munition or null."""

    event_type: EventType
    weapon: Mention | None


def means_of(reading: Reading, trigger: Mention) -> Means | None:
    """The means told of fire on a place; null for other acts, and where none is told."""
    if trigger.text.casefold() not in words("bombarding"):
        return None
    token = reading.doc[trigger.head]
    told = _by_verb(token) if token.pos_ in {"VERB", "AUX"} else _by_noun(token)
    found = [(kind, m) for t in told for m in reading.overlapping(t.i, t.i + 1, _LABELS)
             if m.head == t.i and not trigger.first <= m.first < trigger.last and (kind := _kind(m)) in _FIRST]
    if not found:
        return None
    kind = min((k for k, _ in found if k is not None), key=_FIRST.index)
    weapon = next((m for k, m in found if k is kind and m.label is MentionLabel.WEAPON), None)
    return Means(kind, weapon)


def _kind(mention: Mention) -> EventType | None:
    value = mention.value
    if isinstance(value, WeaponValue):
        return None if value.implied else type_by(mention)
    if isinstance(value, LauncherValue):
        return EventType.ROCKET_ATTACK if "rocket" in mention.text.casefold() else None
    return _PLATFORMS.get(str((mention.norm or {}).get("kind")))


def _by_verb(verb: Token) -> Iterator[Token]:
    yield from conjuncts(child_of(verb, "nsubj"))
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.i == verb.i - 1:
        yield verb.head  # "rocket shelling", read as rockets that shell
    for inner in children(verb):
        if inner.dep_ in {"prep", "agent"} and inner.lower_ in _WITH:
            yield from conjuncts(child_of(inner, "pobj"))
        elif inner.dep_ == "compound":
            yield from conjuncts(inner)  # "rocket shelling", read as a verb
    for aim in (verb, *(c for c in children(verb) if c.dep_ == "dobj")):
        yield from (t for c in children(aim) if c.lower_ == "using" for t in conjuncts(child_of(c, "dobj")))
    above = verb.head
    if verb.dep_ in {"xcomp", "advcl"} and lemma_of(above) in words("using"):
        yield from conjuncts(child_of(above, "dobj", "nsubjpass"))
    if verb.dep_ in {"xcomp", "advcl"} and lemma_of(above) in words("flying somewhere"):
        yield from conjuncts(child_of(above, "nsubj"))  # "drones flew 900 km to bomb a depot"


def _by_noun(noun: Token) -> Iterator[Token]:
    for inner in children(noun):
        if inner.i < noun.i and inner.dep_ in {"compound", "amod", "nmod"}:
            yield from conjuncts(inner)
        elif inner.dep_ == "prep" and inner.lower_ in _WITH:
            yield from conjuncts(child_of(inner, "pobj"))
        elif inner.dep_ == "acl" and (by := by_phrase(inner)) is not None:
            yield from conjuncts(by)


def type_of(told: TriggerValue, by_weapon: EventType | None) -> EventType | None:
    """By the word for the act or, where that yields, by the munition; bombs that are dropped are aerial ones."""
    dropped = (told.event_type, by_weapon) == (EventType.AIRSTRIKE, EventType.BOMBING)
    return (by_weapon if told.yields and not dropped else None) or told.event_type or by_weapon


def with_arms(reading: Reading, token: Token) -> bool:
    """Whether munitions or their launchers are what it is done with: "answered with howitzers", not "with raids"."""
    held = {m.head for m in reading.labelled(MentionLabel.WEAPON, MentionLabel.LAUNCHER)
            if not (isinstance(m.value, WeaponValue) and m.value.implied)}
    held |= {m.head for m in reading.labelled(MentionLabel.PLATFORM) if (m.norm or {}).get("kind") in _PLATFORMS}
    below = [n for c in children(token) if c.lower_ == "with" for n in children(c)]
    means = [n for n in below if n.dep_ == "pobj"]
    means += [t for n in below if n.dep_ == "pcomp" for t in children(n) if t.dep_ in _NAMED]  # "what it called"
    return any(t.i in held for n in means for t in (n, *conjuncts(n)))


def is_shot(verb: Token, weapon: Mention) -> bool:
    """Whether a rocket or missile is what was shot: "seven rockets were shot at the town"."""
    sent = any(c.i == weapon.head and c.dep_ in {"dobj", "obj", "nsubjpass"} for c in children(verb))
    return sent and verb.lemma_ == "shoot" and (weapon.norm or {}).get("class") in {"rocket", "missile", "mortar"}


def type_by(weapon: Mention) -> EventType | None:
    """The type by a munition; "explosives" may be those of any."""
    return None if weapon.text.split()[-1].casefold() in words("any explosive") else type_by_class(weapon)


def type_by_class(weapon: Mention) -> EventType | None:
    """The type by a munition's class; grenades that a launcher fires are rockets."""
    told = _TYPE_OF_WEAPON.get(str((weapon.norm or {}).get("class")))
    return EventType.ROCKET_ATTACK if told is EventType.GRENADE_ATTACK and is_propelled(weapon) else told


def is_propelled(weapon: Mention) -> bool:
    """ "a rocket-propelled grenade", "RPGs", "an RPG-7" """
    return not words("propelled").isdisjoint(re.split(r"[\W\d]+", weapon.text.casefold()))


def type_by_launcher(reading: Reading, sentence: Sentence, clause: frozenset[int]) -> EventType | None:
    """Rocket launchers fire rockets: the type where only the launcher is named."""
    found = reading.overlapping(sentence.first, sentence.last, [MentionLabel.LAUNCHER])
    rocket = any(m.head in clause and isinstance(m.value, LauncherValue)
                 and m.value.launcher_class is LauncherClass.MULTIPLE_ROCKET_LAUNCHER for m in found)
    return EventType.ROCKET_ATTACK if rocket else None


def gun_beside(reading: Reading, weapon: Mention, others: Iterable[Mention]) -> Mention:
    """The munition of an act, or the guns that its attackers use too: "armed with grenades and rifles", "fired RPGs and
    machine guns"."""
    bearing = _bearing(reading.doc[weapon.head])
    listed = {t.i for t in conjuncts(_first_of_list(reading.doc[weapon.head]))} if is_propelled(weapon) else set()
    guns = (m for m in others if type_by(m) is EventType.SHOOTING and (
        m.head in listed or (bearing is not None and _bearing(reading.doc[m.head]) == bearing)))
    return next(guns, weapon)


def _first_of_list(noun: Token) -> Token:
    while noun.dep_ == "conj":
        noun = noun.head
    return noun


def _bearing(noun: Token) -> Token | None:
    """The word by which attackers are said to have arms with them: "armed with", "carrying"."""
    noun = _first_of_list(noun)
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    return over if over.lower_ in words("bearing arms") else None
