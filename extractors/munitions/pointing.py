"""Munitions that point back: "both rockets fell", "the drones were shot down" go on with the event that fired them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from extractors.attributes.weapon import WeaponValue
from extractors.columns import tokens
from extractors.context import words
from extractors.draft import Frame
from extractors.filling.weapon_classes import FITTING
from extractors.reading import Reading, Sentence
from models.vocabulary import MentionLabel, WeaponClass

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_TIMES = frozenset({"DATE", "TIME"})
_FLYING = frozenset({WeaponClass.ROCKET, WeaponClass.MISSILE, WeaponClass.ARTILLERY_SHELL, WeaponClass.MORTAR})


def pointed(reading: Reading, sentence: Sentence, frames: Sequence[Sequence[Frame]],
            current: Sequence[int], told_before: Iterable[int]) -> list[int]:
    """Those of ``current`` (numbers of events), else the last ``told_before``, that the sentence's munitions fit."""
    classes = recurring(reading, sentence.first, sentence.last)
    fitting = [n for n in current if fits(reading, frames[n], classes)]
    if fitting:
        return fitting
    earlier = [n for n in told_before if fits(reading, frames[n], classes)]
    return earlier[-1:] or list(current)


def recurring(reading: Reading, first: int, last: int) -> frozenset[WeaponClass]:
    """The classes that munitions told as known among tokens ``[first, last)`` can be of; empty where none are."""
    for mention in reading.overlapping(first, last, (MentionLabel.WEAPON,)):
        value, token = mention.value, reading.doc[mention.head]
        if not isinstance(value, WeaponValue) or value.implied or value.modifier or token.dep_ not in _ARGUMENTS:
            continue
        if value.designation is None and _is_known(reading, mention.first, mention.last):
            return _FLYING if value.weapon_class is None else frozenset({value.weapon_class})
        return frozenset()
    return frozenset()


def fits(reading: Reading, frames: Sequence[Frame], classes: frozenset[WeaponClass]) -> bool:
    """Whether munitions of an event can be of the classes: those told, or the usual of its type."""
    if not classes:
        return True
    told = {k for f in frames for k in _told(reading, f)}
    usual = {k for f in frames if f.event_type is not None for k in FITTING.get(f.event_type, ())[:1]}
    return not classes.isdisjoint(told | usual)


def _is_known(reading: Reading, first: int, last: int) -> bool:
    """Whether the words before or of a munition's name say that it was told of: "the", "both", "neither of the"."""
    return any(t.lower_ in words("recurring") for t in before(reading, first, last))


def before(reading: Reading, first: int, last: int) -> list[Token]:
    """The two words before a munition's name and its own; none before it where they are a time: "in the evening rockets
    hit the port"."""
    timed = first > 0 and reading.doc[first - 1].ent_type_ in _TIMES
    return tokens(reading.doc)[first if timed else max(0, first - 2):last]


def _told(reading: Reading, frame: Frame) -> Iterator[WeaponClass]:
    """The classes of the munitions with which a trigger's attack was made."""
    for mention in reading.overlapping(*frame.instrument, (MentionLabel.WEAPON,)) if frame.instrument else ():
        value = mention.value
        if isinstance(value, WeaponValue) and value.weapon_class is not None:
            yield value.weapon_class
