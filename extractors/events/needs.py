"""What must stand around a trigger for it to count, by the needs that `data/lexicons/trigger.toml` explains."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from extractors.actors.responsibility import object_of, subject
from extractors.attributes.actor import ActorValue
from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.target import TargetValue
from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.events.aerial import from_the_air
from extractors.events.done import besets, is_done
from extractors.events.ellipsis import stands_for
from extractors.events.forces import FORCES, by_forces
from extractors.events.gunfire import shells, shoots
from extractors.events.halted import downs_an_aircraft, stops_a_vehicle
from extractors.events.means import with_arms
from extractors.mention import Mention
from extractors.munitions.laden import carriers
from extractors.reading import Reading, Sentence
from extractors.speech.words import lemma_of
from extractors.tree import children
from models.vocabulary import MentionLabel, TargetClass

HAND_SENTENCES = 3  # on either side of a robbery in which its weapon is looked for
_IN_HAND = frozenset({"small_arms", "other"})  # classes of weapons that a person holds at another
_GUNS = frozenset({"small_arms"})  # a gun is thrown away
_HELD = frozenset({"dobj", "obj", "nsubjpass"})
_WARLIKE = (MentionLabel.WEAPON, MentionLabel.ACTOR, MentionLabel.PLACE, MentionLabel.FACILITY, MentionLabel.CUE)
_CIVIL = frozenset({TargetClass.CIVILIANS, TargetClass.GOVERNMENT, TargetClass.MEDIA, TargetClass.LEADER,
                    TargetClass.OTHER, TargetClass.DIPLOMATIC, TargetClass.POLICE})
_AIM = frozenset({"dobj", "obj", "nsubjpass"})
_UNGOVERNED = frozenset({"ROOT", "nsubj", "nsubjpass"})  # subjects that the parser may give to no verb
_TIMES = frozenset({"DATE", "TIME"})
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "obj"})
_SITES = (MentionLabel.PLACE, MentionLabel.FACILITY)
_ARMED = (MentionLabel.WEAPON, MentionLabel.PLATFORM, MentionLabel.ACTOR, MentionLabel.CASUALTY)


def counts(reading: Reading, sentence: Sentence, token: Token, clause: frozenset[int], need: str) -> bool:
    """Whether what stands around a trigger is enough for its lexicon entry."""
    if need in {"always", "harm", "anaphor", "never"}:
        return need != "never"
    if need in {"firearm", "drawn"}:
        return _at_hand(reading, sentence, token, drawn=need == "drawn")
    if need in {"torched", "done"}:
        armed = need == "done" and (_has_weapon(reading, sentence, clause) or _by_aircraft(reading, token))
        return armed or is_done(reading, token, burned=need == "torched")
    if need == "beset":
        return besets(reading, token) or _by_munition(reading, token)
    if need == "aimed":
        return _is_aimed(reading, token)
    if need == "with":
        return with_arms(reading, token)
    if need == "warlike":
        return _is_warlike(reading, sentence, token, clause)
    if need == "impact":
        return _by_munition(reading, token) or stands_for(reading, token) is not None
    if need == "struck" and by_forces(reading, token):
        return True
    if need == "thrown":
        return _has_weapon(reading, sentence, clause, but=_GUNS)
    if need == "weapon" and _is_volley(reading, token):
        return True
    if need == "weapon" and stops_a_vehicle(reading, token):
        return False
    if need in {"weapon", "struck"}:
        told = _has_weapon(reading, sentence, clause) or munition_of(reading, token) is not None
        told = told or (lemma_of(token) != "intercept" and from_the_air(reading, token))
        told = told or stands_for(reading, token) is not None or shoots(reading, token) or _fires(reading, token)
        told = told or shells(token)
        return told or downs_an_aircraft(reading, token)
    return any(m.head != token.i for m in reading.overlapping(sentence.first, sentence.last, _ARMED))


def _is_volley(reading: Reading, noun: Token) -> bool:
    """ "salvos at Acre and Nahariya wounded 15" """
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.lower_ not in words("volley"):
        return False
    at = [c for c in children(noun) if c.dep_ == "prep" and c.lower_ in words("aiming")]
    return any(reading.overlapping(t.i, t.i + 1, _SITES) for c in at for t in children(c) if t.dep_ == "pobj")


def _fires(reading: Reading, verb: Token) -> bool:
    """ "fired multiple rocket launchers at the town" """
    fired = [c for c in children(verb) if c.dep_ in _AIM] if lemma_of(verb) == "fire" else []
    return any(reading.overlapping(t.i, t.i + 1, [MentionLabel.LAUNCHER]) for t in fired)


def _has_weapon(reading: Reading, sentence: Sentence, clause: frozenset[int], but: Collection[str] = ()) -> bool:
    return any(m.head in clause and (m.norm or {}).get("class") not in but
               for m in reading.overlapping(sentence.first, sentence.last, [MentionLabel.WEAPON]))


def _is_aimed(reading: Reading, token: Token) -> bool:
    """Whether munitions are what is sent, and sent at somebody: those sent to an ally are aid."""
    sent = [c for c in children(token) if c.dep_ in _AIM] + ([token.head] if token.dep_ == "acl" else [])
    sent += [c for t in sent for c in t.conjuncts if c.i != token.i]
    at = [c for t in (token, *sent) for c in children(t) if c.dep_ == "prep" and (c.lower_ in words("aiming") or (
        c.lower_ == "on" and any(n.dep_ == "pobj" and n.ent_type_ not in _TIMES for n in children(c))))]
    munitions = {m.head for m in reading.labelled(MentionLabel.WEAPON)}
    return bool(at) and any(t.i in munitions for t in sent)


def _is_warlike(reading: Reading, sentence: Sentence, token: Token, clause: frozenset[int]) -> bool:
    """Whether a munition or a force stands in the clause, or doer or aim is a place or a thing that forces hold."""
    for mention in reading.overlapping(sentence.first, sentence.last, _WARLIKE):
        head, value = reading.doc[mention.head], mention.value
        near = head.head.i == token.i and head.dep_ in _CORE
        force = isinstance(value, ActorValue) and value.kind in FORCES
        thing = isinstance(value, TargetValue) and value.target_class not in _CIVIL
        place = mention.label in {MentionLabel.PLACE, MentionLabel.FACILITY}
        weapon = mention.label is MentionLabel.WEAPON and not is_act(mention)
        if (mention.head in clause and (weapon or force)) or (near and (thing or place)):
            return True
    return False


def _by_munition(reading: Reading, verb: Token) -> bool:
    """Whether a munition does it: "a missile ploughed into a hotel", "two houses flattened by shells"."""
    doers = {t.i for t in (subject(verb), object_of(verb, "by")) if t is not None}
    sent = {c.i for c in children(verb) if c.dep_ in _HELD}
    if not (doers | sent).isdisjoint(reading.once("carriers", lambda: carriers(reading))) or any(
            (m.norm or {}).get("class") == "vehicle_bomb" for i in sent
            for m in reading.overlapping(i, i + 1, [MentionLabel.WEAPON])):
        return True  # "a van packed with explosives rammed the gate", "rammed a van packed with explosives into it"
    doers |= {c.i for i in doers for c in _crewed(reading.doc[i])}
    return any((m.head in doers or m.first == i) and not is_act(m) for i in doers
               for m in reading.overlapping(i, i + 1, [MentionLabel.WEAPON]))


def _by_aircraft(reading: Reading, verb: Token) -> bool:
    """ "destroyed by an unidentified aircraft" """
    doer = object_of(verb, "by")
    return doer is not None and any(m.head == doer.i and (m.norm or {}).get("kind") == "aircraft"
                                    for m in reading.overlapping(doer.i, doer.i + 1, [MentionLabel.PLATFORM]))


def _crewed(people: Token) -> Iterator[Token]:
    """The munition of those who fly or fire it: "crews of Geran drones worked on a depot", "drone operators" """
    if lemma_of(people) in words("crew of a munition"):
        yield from (c for c in children(people) if c.dep_ == "compound")
        yield from (n for c in children(people) if c.lower_ == "of" for n in children(c) if n.dep_ == "pobj")


def _at_hand(reading: Reading, sentence: Sentence, token: Token, *, drawn: bool) -> bool:
    """Whether a gun or blade is what a verb is done with or, if not ``drawn``, is told within a few sentences."""
    near = reading.sentences[max(0, sentence.index - HAND_SENTENCES):sentence.index + HAND_SENTENCES + 1]
    found = [m for m in reading.overlapping(near[0].first, near[-1].last, [MentionLabel.WEAPON])
             if (m.norm or {}).get("class") in _IN_HAND and not is_act(m)]
    if not drawn and any(t.lower_ in words("bearer") for t in reading.doc[near[0].first:near[-1].last]):
        return True
    return any(not drawn or _is_turned(token, reading.doc[m.head]) for m in found)


def _is_turned(verb: Token, weapon: Token) -> bool:
    """Whether a weapon is what a verb is done to or done with: "pulled a gun", "threatened her with a knife"."""
    by = weapon.head if weapon.dep_ == "pobj" and weapon.head.lower_ == "with" else weapon
    return by.head.i == verb.i and (by is not weapon or weapon.dep_ in _HELD)


def munition_of(reading: Reading, verb: Token) -> Mention | None:
    """The munition told before of which a predicate speaks: "six were launched at the base" """
    first = reading.sentence_at(verb.i).first
    for mention in reading.overlapping(verb.i, verb.i + 1, [MentionLabel.CUE]):
        value = mention.value
        if not isinstance(value, OutcomeValue) or mention.head != verb.i or value.weapon is None or not value.told.any:
            continue
        ungoverned = value.weapon.first >= first and reading.doc[value.weapon.head].dep_ in _UNGOVERNED
        anaphor = not value.weapon.first <= value.argument < value.weapon.last
        subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in children(verb))
        if (value.outcome in {"fired", "intercepted"} and anaphor) or (ungoverned and not subject):
            return value.weapon
    return None


def is_act(weapon: Mention) -> bool:
    """Whether a munition is only implied by the word for an act ("airstrike", "opened fire")."""
    return isinstance(weapon.value, WeaponValue) and weapon.value.implied
