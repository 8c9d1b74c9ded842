"""Triggers that tell of many attacks at once: of a running total."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.attributes.series import SeriesValue
from extractors.draft import Frame
from extractors.numbers import NumberKind
from extractors.reading import Reading
from models.vocabulary import MentionLabel

_WITHIN = frozenset({"nummod", "quantmod", "compound", "amod", "nmod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "npadvmod", "advmod"})
SINCE = "habitual: since"  # why a frame is background: "1,700 raids since the war began"
COUNTED = "habitual: so many"  # the same: "came under fire 12 times in six weeks"
OF_MANY = frozenset({SINCE, COUNTED})


def is_counted(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger is what a total counts, or the verb of what it counts; not "the fourth attack since"."""
    sentence = reading.sentences[frame.sentence]
    for mention in reading.overlapping(sentence.first, sentence.last, [MentionLabel.CUE]):
        value = mention.value
        if isinstance(value, SeriesValue) and value.number.kind is not NumberKind.ORDINAL:
            noun = _counted(reading.doc[value.number.core])
            if frame.token in {noun.i, noun.head.i if noun.dep_ in _ARGUMENTS else noun.i}:
                return True
    return False


def _counted(number: Token) -> Token:
    """What a number counts: "60" of "at least 60 drones"."""
    while number.dep_ in _WITHIN and number.head.i > number.i:
        number = number.head
    return number
