"""The noun phrase of a launcher, and the launcher or firing point that a vehicle explains."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.context import words
from extractors.lexicon import Hit
from extractors.reading import Reading

LAUNCHERS = frozenset({"launcher", "launchers", "launchpad", "mlrs"})
_BEFORE_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod", "npadvmod"})


def apposed_to(reading: Reading, hit: Hit) -> Token | None:
    """The launcher or firing point that a vehicle explains, as it stands: "the launcher, a converted dump truck" """
    first = phrase_start(reading, hit)
    if first < 2 or reading.doc[first - 1].text != ",":
        return None
    named = reading.doc[first - 2]
    firing = named.i > 0 and named.nbor(-1).lower_ in words("firing") and named.lower_ in words("point of launch")
    return named if named.lower_ in LAUNCHERS or firing else None


def phrase_start(reading: Reading, hit: Hit) -> int:
    """First token of the noun phrase that a hit ends: "a 40-barrel | launcher" """
    doc, first = reading.doc, hit.first
    start = reading.sentence_at(first).first
    while (
        first > start
        and (doc[first - 1].dep_ in _BEFORE_NOUN or doc[first - 1].text == "-" or doc[first].text == "-")
        and doc[first - 1].head.i >= first
    ):
        first -= 1
    return first
