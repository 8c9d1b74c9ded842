"""Whether an attack is told as a new one or as known, and with whom it harmed where."""

from __future__ import annotations

from collections.abc import Callable

from extractors.attributes.weapon import WeaponValue
from extractors.casualties.harm import CasualtyValue
from extractors.context import words
from extractors.draft import Frame
from extractors.events.frameplaces import frame_places
from extractors.mention import Mention
from extractors.places.nearness import Spot, exact, local, spots_of
from extractors.reading import Reading
from models.vocabulary import Effect, MentionLabel

_BELOW = frozenset({"pobj", "prep", "acl"})  # of a noun or a clause, up to its verb

def points_back(reading: Reading, frame: Frame) -> bool:
    """Whether the trigger points back: "the attack", "this strike", "the rockets were fired"."""
    token = reading.doc[frame.token]
    if token.pos_ in {"NOUN", "PROPN"}:
        return any(c.dep_ == "det" and c.lower_ in words("definite") for c in token.children)
    weapons = reading.overlapping(*frame.instrument, [MentionLabel.WEAPON]) if frame.instrument else []
    values = (m.value for m in weapons)
    return any(isinstance(v, WeaponValue) and v.definite and not (v.modifier or v.implied) for v in values)


def is_new(reading: Reading, frame: Frame) -> bool:
    """Whether an attack, or what it was made with, is told as one not told before: "a strike", "a missile hit"."""
    noun = reading.doc[frame.token]
    if noun.pos_ in {"VERB", "AUX"} and frame.instrument is not None:
        noun = reading.doc[slice(*frame.instrument)].root
        noun = noun if noun.head.i == frame.token else reading.doc[frame.token]
    return noun.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ in words("indefinite") for c in noun.children)


def is_fresh(reading: Reading, frame: Frame) -> bool:
    """Whether an attack is told as a new one, with whom it harmed and where: "four died in a strike on Aitaroun", "a
    missile hit a flat in Tyre, killing two"."""
    return is_new(reading, frame) and has_toll_at_place(reading, frame, local)


def deaths_in(reading: Reading, frame: Frame) -> frozenset[int]:
    """How many a sentence tells to have been killed, parts and totals left out."""
    sentence = reading.sentences[frame.sentence]
    told = (m.value for m in reading.overlapping(sentence.first, sentence.last, [MentionLabel.CASUALTY]))
    return frozenset(v.number.best for v in told if isinstance(v, CasualtyValue) and v.effects == (Effect.KILLED,)
                     and v.number is not None and v.number.best and not (v.part or v.cumulative or v.toll))


def has_toll_at_place(reading: Reading, frame: Frame, placed: Callable[[Spot], bool] = exact) -> bool:
    """Whether it is told how many came to harm and where: "nine were killed in strikes on Tayr Harfa and Naqoura"."""
    return has_toll(reading, frame) and any(placed(s) for s in spots_of(frame_places(reading, frame)))


def has_toll(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger's clause tells how many came to harm."""
    sentence = reading.sentences[frame.sentence]
    harm = reading.overlapping(sentence.first, sentence.last, [MentionLabel.CASUALTY])
    return any(m.head in frame.clause and counts_people(m) for m in harm)


def counts_people(harm: Mention) -> bool:
    """Whether so many people came to harm, and not over weeks or months."""
    return harm.norm is not None and isinstance(harm.value, CasualtyValue) and not harm.value.cumulative


def is_known_again(reading: Reading, frame: Frame) -> bool:
    """Whether an attack is told as what police were called to ("responded to a shooting", "to a call of shots fired"),
    or as what somebody died of."""
    node = reading.doc[frame.token]
    if any(c.lower_ in words("one more than told") for c in node.children):
        return False
    while node.dep_ in _BELOW and node.head.i != node.i:
        if node.lower_ == "with":
            return False  # "Turkey responded with air strikes"
        node = node.head
        if node.pos_ == "VERB":
            return node.lemma_ in words("called to")
    return node.lemma_ in words("called to") and node.i != frame.token
