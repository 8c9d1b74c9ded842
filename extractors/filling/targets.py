"""Targets of one event: what it was meant for, what its triggers act on by structure, what munitions came down on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.target import TargetValue
from extractors.casualties.coordinated import conjuncts
from extractors.casualties.harm import CasualtyValue
from extractors.casualties.victims import objects_of
from extractors.context import words
from extractors.dates.lexicon import sayings
from extractors.draft import Draft, Frame
from extractors.events.intended import fired_on, intended
from extractors.events.planted import holds_charge, lain_for
from extractors.events.struck import (
    LAND,
    MOST,
    PLACES,
    credit_of,
    is_country,
    is_munition,
    is_vast,
    noun_target,
    other_target,
    place_target,
    targets_in,
)
from extractors.mention import Mention
from extractors.munitions.salvo import outcome_mentions
from extractors.places.values import PlaceValue
from extractors.reading import Reading, Zone, subtree
from extractors.tree import child_of, children
from models.event import Target
from models.vocabulary import EventType, MentionLabel, Salience, TargetClass

MOST_HIT = 2  # victims named beside what was aimed at
NEAR = 2  # ranks below this are the event's own sentences
_LAUNCHED = frozenset(
    {
        EventType.ROCKET_ATTACK,
        EventType.MISSILE_ATTACK,
        EventType.DRONE_ATTACK,
        EventType.SHELLING,
        EventType.AIRSTRIKE,
    }
)
_PLANTED = frozenset({EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.GRENADE_ATTACK, EventType.ARSON})
_AT = frozenset(
    {"at", "in", "under", "outside", "inside", "against", "on", "into", "beside", "to", "near", "beneath", "behind"}
)
_SPEAKERS = (MentionLabel.ACTOR, MentionLabel.SOURCE, MentionLabel.PERSON)  # "Kyiv's air force"
_WIDE = "target.wide"
_C = TargetClass
_THINGS = frozenset(
    {_C.BASE, _C.DIPLOMATIC, _C.GOVERNMENT, _C.INFRASTRUCTURE, _C.ENERGY, _C.SHIP, _C.AIRCRAFT, _C.VEHICLE}
) | {_C.RELIGIOUS, _C.HEALTH, _C.RESIDENTIAL, _C.EDUCATION, _C.MEDIA, _C.AID}


@dataclass(slots=True)
class _Chosen:
    """Targets so far, no thing twice and no more than one tract of land."""

    aimed: list[Target] = field(default_factory=list)
    hit: list[Target] = field(default_factory=list)

    def add(self, found: list[Target], targets: Iterable[Target]) -> None:
        """Take up what is new to a list with room; a town takes the place of its region."""
        for target in targets:
            if target.rule in LAND and target.rule != _WIDE:
                self.aimed[:] = [t for t in self.aimed if t.rule != _WIDE]
            most = MOST_HIT if found is self.hit else MOST
            if len(found) < most and not any(_same(target, t) for t in (*self.aimed, *self.hit)):
                found.append(target)


def fill(draft: Draft, reading: Reading) -> tuple[Target, ...]:
    """What was aimed at by structure, then who was hit; for launched weapons the place stands for a missing target."""
    harm = reading.once("harm_tokens", lambda: _harm_tokens(reading))
    chosen = _Chosen()
    things = draft.event_type in _LAUNCHED or draft.event_type in _PLANTED
    for noun in intended(draft, reading):
        chosen.add(chosen.aimed, targets_in(reading, subtree(noun), things=True))
    for noun in () if draft.event_type in _LAUNCHED else lain_for(draft, reading):
        waited = targets_in(reading, subtree(noun), things=True)
        chosen.add(chosen.aimed, (t for t in waited if t.class_ is not _C.ARMED_GROUP))  # "as the bombers drove up"
    for frame in _ordered(draft, reading):
        if frame.patient is not None and not _is_charge(reading, frame):
            found = chosen.hit if frame.token in harm else chosen.aimed
            if frame.sentence in draft.joint and reading.overlapping(*frame.patient, [MentionLabel.CASUALTY]):
                continue  # "three attacks left ten people dead": no event's own
            chosen.add(found, targets_in(reading, frame.patient, things=things))
    for noun in () if chosen.aimed else fired_on(draft, reading):
        chosen.add(chosen.aimed, targets_in(reading, subtree(noun), things=True))
    chosen.add(chosen.aimed, _acted_on(draft, reading))
    if not chosen.aimed:
        launched = draft.event_type in _LAUNCHED
        chosen.add(chosen.aimed, _near(draft, reading) if launched else _stood_at(draft, reading))
    return tuple(_narrow(draft, (*chosen.aimed, *chosen.hit)))


def _is_charge(reading: Reading, frame: Frame) -> bool:
    """Whether the object is what went off, or what hid it: "detonated a gas cylinder", "blew up his car", "planted a
    bomb on a motorbike"."""
    verb = reading.doc[frame.token]
    if frame.patient is None:
        return False
    thing = reading.doc[frame.patient[0]:frame.patient[1]].root
    off = verb.lemma_ == "set" and any(c.dep_ == "prt" and c.lower_ == "off" for c in children(verb))
    return _is_means(reading, thing) or (
        (off or verb.lemma_ in words("setting off")) and (thing.dep_ in {"dobj", "nsubjpass"} or holds_charge(thing)))


def _is_means(reading: Reading, thing: Token) -> bool:
    """Whether the object is what the attacker came with: "rammed a laden lorry into the gate", "blew up his car"."""
    if thing.dep_ != "dobj" or thing.head.lemma_ not in words("bursting with"):
        return False
    doer = child_of(thing.head, "nsubj")
    alone = doer is not None and doer.tag_ in {"NN", "NNP"}
    own = alone and any(c.lower_ in {"his", "her"} and c.dep_ == "poss" for c in children(thing))
    return own or bool(reading.overlapping(thing.i, thing.i + 1, [MentionLabel.WEAPON]))


def _driven_into(vehicle: Token) -> Iterator[Token]:
    """ "a lorry packed with explosives into the gate": the gate, which the parser hangs on the lorry"""
    yield from (t for t in vehicle.subtree if t.dep_ == "pobj" and t.head.lower_ in {"into", "against"})


def _narrow(draft: Draft, found: Sequence[Target]) -> list[Target]:
    """Without land where nothing was launched: shells fall on a district, gunmen attack who and what is there."""
    if draft.event_type in _LAUNCHED or draft.event_type is EventType.GRENADE_ATTACK:
        return list(found)
    exact = [t for t in found if t.rule not in LAND]
    return exact or [t for t in found if t.rule == "target.town"]


def _acted_on(draft: Draft, reading: Reading) -> Iterator[Target]:
    """Things that the event's verbs act on or stand at: "dynamited the pipeline", "exploded under a bus" """
    last = NEAR + (draft.alone and draft.salience is Salience.MAIN)
    verbs = [f.token for f in _ordered(draft, reading)]
    verbs += [m.head for r, m in outcome_mentions(draft, reading)
              if r < last and _strikes(m) and (r < NEAR or _by_munitions(reading, reading.doc[m.head]))]  # fmt: skip
    things = reading.once("things", lambda: _things(reading))
    for verb in dict.fromkeys(verbs):
        token = reading.doc[verb]
        beside = _beside(token, planted=draft.event_type in _PLANTED)
        nouns = [n for noun in (*_listed(objects_of(token)), *beside) for n in (
            _driven_into(noun) if _is_means(reading, noun) else (noun,))]
        for noun in nouns:
            mention = things.get(noun.i) or next((things[t.i] for t in _inside(noun) if t.i in things), None)
            if mention is not None:
                yield noun_target(reading, mention)


def _things(reading: Reading) -> Mapping[int, Mention]:
    """The words of an article for things that are aimed at, by token."""
    found = (m for m in reading.labelled(MentionLabel.CUE) if _is_thing(m) and not is_munition(reading, m)
             and m.first < credit_of(reading, m.first))
    return {t: m for m in found for t in range(m.first, m.last)}


def _listed(nouns: Iterable[Token]) -> Iterator[Token]:
    """Nouns with what stands beside them in a list that the parser takes for an apposition: "a bus, a school and" """
    for noun in nouns:
        yield noun
        for other in children(noun):
            if other.dep_ == "appos":
                yield from conjuncts(other)


def _stood_at(draft: Draft, reading: Reading) -> Iterator[Target]:
    """Whatever a bomb went off at or under, where it is no known noun: "exploded outside the Salam academy" """
    for frame in _ordered(draft, reading):
        for noun in _beside(reading.doc[frame.token], planted=draft.event_type in _PLANTED):
            target = other_target(reading, noun) if noun.head.lower_ in words("standing") else None
            if target is not None:
                yield target


def _strikes(mention: Mention) -> bool:
    return isinstance(mention.value, OutcomeValue) and mention.value.outcome in ("damage", "hit", "destroyed")


def _by_munitions(reading: Reading, verb: Token) -> bool:
    """Whether harm that a later sentence tells may be the attack's: "the storm destroyed two buses" is not"""
    subject = child_of(verb, "nsubj")
    return subject is None or bool(reading.overlapping(subject.i, subject.i + 1, (MentionLabel.WEAPON,)))


def _is_thing(mention: Mention) -> bool:
    value = mention.value
    if not isinstance(value, TargetValue) or mention.rule in LAND:
        return False
    return value.site or value.target_class in _THINGS


def _beside(token: Token, *, planted: bool) -> Iterator[Token]:
    """Nouns of place phrases: "under a bus", "in front of the church", "near a camp and a hospital" """
    told = token.dep_ == "dobj" and token.head.lemma_ in sayings()  # "confirmed the attack to reporters"
    for preposition in children(token):
        if preposition.dep_ == "prep" and preposition.lower_ in _AT and not (told and preposition.lower_ == "to"):
            nouns = conjuncts(child_of(preposition, "pobj"))
            yield from (t for t in nouns if not (planted and holds_charge(t)))


def _inside(noun: Token) -> Iterator[Token]:
    """Nouns of an "of" phrase: "a section of the pipeline", "front of the church" """
    for preposition in children(noun):
        if preposition.dep_ == "prep" and preposition.lower_ == "of":
            yield from (c for c in children(preposition) if c.dep_ == "pobj")


def _harm_tokens(reading: Reading) -> frozenset[int]:
    """Heads of harm words: the object of "killed" is who was hit, not what was aimed at."""
    return frozenset(m.head for m in reading.labelled(MentionLabel.CASUALTY))


def _cumulative_harm(reading: Reading) -> frozenset[int]:
    """Heads of harm words that tell of many attacks: "the war has killed 40,000 people" """
    harm = ((m.head, m.value) for m in reading.labelled(MentionLabel.CASUALTY))
    return frozenset(head for head, value in harm if isinstance(value, CasualtyValue) and value.cumulative)


def _ordered(draft: Draft, reading: Reading) -> list[Frame]:
    """Frames of the lead before the title's, and both before the rest; what is only recalled where nothing is news."""
    order = {Zone.LEAD: 0, Zone.TITLE: 1}
    tolls = reading.once("cumulative_harm", lambda: _cumulative_harm(reading))
    frames = [f for f in draft.frames if not f.background] or draft.frames
    frames = [f for f in frames if f.token not in tolls]
    return sorted(frames, key=lambda f: (order.get(reading.sentences[f.sentence].zone, 2), f.token))


def _same(target: Target, other: Target) -> bool:
    """Whether two phrases name one thing: "tanker" and "commercial tanker", a town and the place itself"""
    text, known = target.text.casefold(), other.text.casefold()
    return text in known or known in text or (target.rule in LAND and other.rule in LAND)


def _near(draft: Draft, reading: Reading) -> Iterator[Target]:
    """Without a structural patient: the nearest facility or place in the event's own sentences."""
    for rank, mention in draft.mentions(reading, *PLACES):
        value = mention.value
        dateline = isinstance(value, PlaceValue) and value.dateline
        token = reading.doc[mention.head]
        owns = token.dep_ == "poss" and bool(reading.overlapping(token.head.i, token.head.i + 1, _SPEAKERS))
        if rank < NEAR and not (is_country(mention) or dateline or owns or _acts(draft, mention)):
            if not is_vast(mention):
                yield place_target(reading, mention)
            return  # at sea no place is struck


def _acts(draft: Draft, mention: Mention) -> bool:
    """ "Gaza fired some 25 rockets": where it came from"""
    return any(f.agent is not None and f.agent[0] <= mention.head < f.agent[1] for f in draft.frames)
