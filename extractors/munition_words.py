"""Munitions that a clause does not name in its argument: "they were shot down", "in two of the missiles"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.attributes.weapon import WeaponValue
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading
from models.vocabulary import MentionLabel

_SINGULAR, _PLURAL = frozenset({"it"}), frozenset({"they", "them"})


def named_before(reading: Reading, pronoun: Token) -> Mention | None:
    """The munition behind "it" or "they": the last one named in this sentence or the one before it."""
    plural = pronoun.lower_ in _PLURAL
    if not plural and pronoun.lower_ not in _SINGULAR:
        return None
    sentence = reading.sentence_at(pronoun.i)
    first = reading.sentences[max(0, sentence.index - 1)].first
    for mention in reversed(reading.labelled(MentionLabel.WEAPON)):
        value = mention.value
        if first <= mention.first and mention.last <= pronoun.i and isinstance(value, WeaponValue):
            several = value.plural or mention.text.endswith("s")  # "the Kalibrs": a name that the tagger takes for one
            return mention if several is plural and not value.implied and not value.modifier else None
    return None


def part_of(reading: Reading, verb: Token) -> tuple[Mention, Number] | None:
    """The counted part of the munitions in a clause: "in two of the missiles the charge did not go off"."""
    sentence = reading.sentence_at(verb.i)
    for mention in reading.overlapping(sentence.first, sentence.last, (MentionLabel.WEAPON,)):
        value = mention.value
        number = value.number if isinstance(value, WeaponValue) else None
        if number is not None and number.kind is NumberKind.EXACT and reading.doc[number.last].lower_ == "of":
            return mention, number
    return None
