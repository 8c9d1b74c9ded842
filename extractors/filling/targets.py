"""Targets of one event: what its triggers act on by structure, else the nouns beside "targeted", "at", "on"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.person import PersonValue
from extractors.attributes.target import TargetValue, phrase_around
from extractors.befallen import named_in
from extractors.draft import Draft, Frame
from extractors.mention import Mention
from extractors.placevalues import PlaceValue
from extractors.reading import Reading, Zone
from extractors.salvo import outcome_mentions
from extractors.victims import objects_of
from models.event import Target
from models.vocabulary import EventType, MentionLabel, TargetClass

MOST_AIMED = 5  # things aimed at: "the bank, the court and the post office"
MOST_HIT = 2  # people who were hit
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
COUNTRY = 6  # UCDP precision of a place that is only a country: no target
_AT = frozenset(
    {"at", "in", "under", "outside", "inside", "against", "on", "into", "beside", "to", "near", "beneath", "behind"}
)
_C = TargetClass
_THINGS = frozenset(
    {_C.BASE, _C.DIPLOMATIC, _C.GOVERNMENT, _C.INFRASTRUCTURE, _C.ENERGY, _C.SHIP, _C.AIRCRAFT, _C.VEHICLE}
) | {_C.RELIGIOUS, _C.HEALTH, _C.RESIDENTIAL, _C.EDUCATION, _C.MEDIA, _C.AID}
_CLASS_OF = {"government": _C.LEADER, "military": _C.TROOPS, "police": _C.POLICE, "armed_group": _C.ARMED_GROUP}
_PLACES = (MentionLabel.FACILITY, MentionLabel.PLACE)
_LAND = frozenset({"target.town", "target.wide", "target.place"})
_OF_A_NAME = frozenset({"compound", "nmod", "amod", "appos"})
_OWNERS = (MentionLabel.ACTOR, MentionLabel.NATIONALITY)


def fill(draft: Draft, reading: Reading) -> tuple[Target, ...]:
    """What was aimed at by structure, then who was hit; for launched weapons the place stands for a missing target."""
    harm = reading.once("harm_tokens", lambda: _harm_tokens(reading))
    aimed: list[Target] = []
    hit: list[Target] = []
    for frame in _ordered(draft, reading):
        found = hit if frame.token in harm else aimed
        most = MOST_HIT if found is hit else MOST_AIMED
        if frame.patient is not None:
            for target in _in_range(reading, frame.patient):
                if len(found) < most and not any(_overlaps(target, f) for f in (*aimed, *hit)):
                    found.append(target)
    for target in _acted_on(draft, reading):
        if len(aimed) < MOST_AIMED and not any(_overlaps(target, f) for f in (*aimed, *hit)):
            aimed.append(target)
    if not aimed and draft.event_type in _LAUNCHED:
        aimed = list(_near(draft, reading))
    return tuple(_narrow(draft, (*aimed, *hit)))


def _narrow(draft: Draft, found: Sequence[Target]) -> list[Target]:
    """Without land where nothing was launched: shells fall on a district, gunmen attack who and what is there."""
    if draft.event_type in _LAUNCHED or draft.event_type is EventType.GRENADE_ATTACK:
        return list(found)
    exact = [t for t in found if t.rule not in _LAND]
    return exact or [t for t in found if t.rule == "target.town"]


def _person_target(reading: Reading, mention: Mention) -> Target:
    """A named victim, with the noun before the name: "retired judge Jorge Silva"."""
    value = mention.value
    kind = _CLASS_OF.get(value.kind, _C.CIVILIANS) if isinstance(value, PersonValue) else _C.CIVILIANS
    before = (m for m in reading.labelled(MentionLabel.CUE) if m.last == mention.first)
    noun = next((m.value for m in before if isinstance(m.value, TargetValue)), None)
    first = noun.phrase[0] if noun else mention.first
    words = reading.doc[first : mention.last]
    span = (words.start_char, words.end_char)
    return Target(noun.target_class if noun else kind, words.text, None, (span,), "target.person")


def _acted_on(draft: Draft, reading: Reading) -> Iterator[Target]:
    """Things that the event's verbs act on or stand at: "dynamited the pipeline", "exploded under a bus" """
    words = [f.token for f in draft.frames if not f.background]
    words += [m.head for r, m in outcome_mentions(draft, reading) if r < NEAR and _strikes(m)]
    things = reading.once("things", lambda: _things(reading))
    for word in dict.fromkeys(words):
        token = reading.doc[word]
        for noun in (*objects_of(token), *_beside(token)):
            mention = things.get(noun.i) or next((things[t.i] for t in _inside(noun) if t.i in things), None)
            if mention is not None:
                yield _target(reading, mention)


def _things(reading: Reading) -> Mapping[int, Mention]:
    """The words of an article for things that are aimed at, by token."""
    found = (m for m in reading.labelled(MentionLabel.CUE) if _is_thing(m) and not _is_munition(reading, m))
    return {t: m for m in found for t in range(m.first, m.last)}


def _strikes(mention: Mention) -> bool:
    return isinstance(mention.value, OutcomeValue) and mention.value.outcome in ("damage", "hit", "destroyed")


def _is_thing(mention: Mention) -> bool:
    value = mention.value
    return isinstance(value, TargetValue) and value.target_class in _THINGS and mention.rule not in _LAND


def _beside(token: Token) -> Iterator[Token]:
    """Nouns of place phrases: "under a bus", "in front of the church", "damage to the bridge" """
    for preposition in token.children:
        if preposition.dep_ == "prep" and preposition.lower_ in _AT:
            yield from (c for c in preposition.children if c.dep_ == "pobj")


def _inside(noun: Token) -> Iterator[Token]:
    """Nouns of an "of" phrase: "a section of the pipeline", "front of the church" """
    for preposition in noun.children:
        if preposition.dep_ == "prep" and preposition.lower_ == "of":
            yield from (c for c in preposition.children if c.dep_ == "pobj")


def _harm_tokens(reading: Reading) -> frozenset[int]:
    """Heads of harm words: the object of "killed" is who was hit, not what was aimed at."""
    return frozenset(m.head for m in reading.labelled(MentionLabel.CASUALTY))


def _ordered(draft: Draft, reading: Reading) -> list[Frame]:
    """Frames of the lead before the title's, and both before the rest."""
    order = {Zone.LEAD: 0, Zone.TITLE: 1}
    return sorted(
        (f for f in draft.frames if not f.background),
        key=lambda f: (order.get(reading.sentences[f.sentence].zone, 2), f.token),
    )


def _overlaps(target: Target, other: Target) -> bool:
    return target.text.casefold() in other.text.casefold() or other.text.casefold() in target.text.casefold()


def _in_range(reading: Reading, patient: tuple[int, int]) -> Iterator[Target]:
    """Targets named in a patient's tokens: known nouns, else a place or name."""
    nouns = [m for m in reading.overlapping(*patient, (MentionLabel.CUE,)) if isinstance(m.value, TargetValue)]
    named = named_in(reading, patient)
    people = [m.head for m in named]
    nouns = [m for m in nouns if not _is_munition(reading, m) and not _is_of_a_name(reading, m, people)]
    heads = [m for m in nouns if _is_head(reading, m, patient)]
    yield from (_person_target(reading, m) for m in named)
    for mention in heads[:MOST_AIMED] or (nouns[:1] if not people else ()):
        yield _target(reading, mention)
    if not nouns and not people:
        yield from (_place_target(reading, m) for m in reading.overlapping(*patient, _PLACES)[:1] if not _is_country(m))


def _is_of_a_name(reading: Reading, mention: Mention, people: Sequence[int]) -> bool:
    """Whether a noun only says who a named person is: "Judge Silva", "Jorge Silva, a retired judge"."""
    token = reading.doc[mention.head]
    return token.head.i in people and token.dep_ in _OF_A_NAME


def _is_munition(reading: Reading, mention: Mention) -> bool:
    """Whether a noun is what was fired: drones that were shot down are no target."""
    return any(m.head == mention.head for m in reading.overlapping(mention.first, mention.last, (MentionLabel.WEAPON,)))


def _is_head(reading: Reading, mention: Mention, patient: tuple[int, int]) -> bool:
    """Whether a noun stands for the patient itself and not for something inside it."""
    token = reading.doc[mention.head]
    return not (patient[0] <= token.head.i < patient[1]) or token.dep_ in ("conj", "appos") or token.head == token


def _target(reading: Reading, mention: Mention) -> Target:
    value = mention.value
    if not isinstance(value, TargetValue):
        raise TypeError(f"mention {mention.text!r} is no target")
    words = reading.doc[value.phrase[0] : value.phrase[1]]
    owner = next((m.text for m in reading.overlapping(*value.phrase, _OWNERS)), None)
    return Target(value.target_class, words.text, owner, ((words.start_char, words.end_char),), mention.rule)


def _place_target(reading: Reading, mention: Mention) -> Target:
    first, last = phrase_around(reading.doc, mention.first, mention.last, reading.sentence_at(mention.first))
    words = reading.doc[first:last]
    kind = TargetClass.BASE if mention.label is MentionLabel.FACILITY else TargetClass.RESIDENTIAL
    return Target(kind, words.text, None, ((words.start_char, words.end_char),), f"target.{mention.label.lower()}")


def _is_country(mention: Mention) -> bool:
    return mention.norm is not None and mention.norm.get("precision") == COUNTRY


def _near(draft: Draft, reading: Reading) -> Iterator[Target]:
    """Without a structural patient: the nearest facility or place in the event's own sentences."""
    for rank, mention in draft.mentions(reading, *_PLACES):
        value = mention.value
        if rank < NEAR and not _is_country(mention) and not (isinstance(value, PlaceValue) and value.dateline):
            yield _place_target(reading, mention)
            return
