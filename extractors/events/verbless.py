"""Entries of a list that leave out their verb: "Stanislav: artillery, two houses damaged", "07:05 - Kharkiv: two S-300s
at an industrial zone"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.weapon import WeaponValue
from extractors.columns import tokens
from extractors.context import words
from extractors.events.scenes import scenes_of
from extractors.reading import Reading, Sentence, Zone
from extractors.text.entries import entries_of
from models.vocabulary import MentionLabel, WeaponClass

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_IN_HAND = frozenset({WeaponClass.SMALL_ARMS, WeaponClass.OTHER})
_AIM = frozenset({"at", "on", "into", "against"})


def bare_munition(reading: Reading, sentence: Sentence) -> Token | None:
    """The munition that stands for the attack where an entry tells by it alone what a place met with."""
    scene = scenes_of(reading).get(sentence.index)
    headed = scene is not None and scene.at == sentence.index
    if sentence.zone in {Zone.TITLE, Zone.DATELINE} or not (headed or sentence.index in entries_of(reading)):
        return None
    held = tokens(reading.doc)[sentence.first:sentence.last]
    if any(t.tag_ in _FINITE for t in held):
        return None
    for mention in reading.overlapping(sentence.first, sentence.last, [MentionLabel.WEAPON]):
        value = mention.value
        if not isinstance(value, WeaponValue) or value.implied or value.modifier or value.weapon_class in _IN_HAND:
            continue
        if _meets(reading, sentence, mention.last):
            return reading.doc[mention.head]
    return None


def _meets(reading: Reading, sentence: Sentence, behind: int) -> bool:
    """Whether an aim, harm or damage is told behind a munition."""
    if behind < sentence.last and reading.doc[behind].lower_ in _AIM:
        return True
    told = reading.overlapping(behind, sentence.last, [MentionLabel.CASUALTY, MentionLabel.CUE])
    return any(m.label is MentionLabel.CASUALTY or isinstance(m.value, OutcomeValue) for m in told) or any(
        t.lower_ in words("harm in notes") for t in reading.doc[behind:sentence.last])
