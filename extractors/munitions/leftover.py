"""Munitions that were never fired: "eleven rockets were still in their tubes", "a truck with five rockets aboard"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.attributes.launcher import LauncherValue
from extractors.context import words
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.registry import lexicon_for
from models.vocabulary import MentionLabel

BEHIND = 5  # tokens from a munition to the words that leave it on its launcher: "four rockets were found still in ..."
BEFORE = 2  # tokens from such a word to the munition: "the remaining three rockets"


def is_left(reading: Reading, munition: Mention) -> bool:
    """Whether a munition is told to lie on its launcher, and not to have been fired."""
    head = reading.doc[munition.head]
    return _said_to_be(reading, munition) or _is_held(head) or _is_load(reading, head)


def _said_to_be(reading: Reading, munition: Mention) -> bool:
    sentence = reading.sentence_at(munition.head)
    for hit in lexicon_for("launcher").hits(reading.doc):
        if hit.code != "unfired" or not sentence.first <= hit.first < sentence.last:
            continue
        between = reading.doc[munition.last : hit.first]
        behind = 0 <= hit.first - munition.last <= BEHIND and not any(t.text in ",;:" for t in between)
        if behind or 0 <= munition.head - hit.last < BEFORE or munition.first <= hit.first < munition.last:
            return True
    return False


def _is_held(munition: Token) -> bool:
    """ "one of them still holding a rocket", "defused the seven rockets" """
    return munition.dep_ == "dobj" and munition.head.lemma_ in words("leaving unfired")


def _is_load(reading: Reading, munition: Token) -> bool:
    """ "a launcher with six rockets": what stands on it, unless it was used with them"""
    if munition.dep_ != "pobj" or munition.head.lower_ != "with":
        return False
    carrier = munition.head.head
    values = (m.value for m in reading.overlapping(carrier.i, carrier.i + 1, (MentionLabel.LAUNCHER,)))
    return any(isinstance(v, LauncherValue) and v.status is not None for v in values)
