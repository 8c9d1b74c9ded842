"""Munitions counted in batches: "two waves of three drones", "three salvoes of four rockets each"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from extractors.context import words
from extractors.counting import counts_by_end
from extractors.numbers import Number, NumberKind

_KNOWN = frozenset({NumberKind.EXACT})


def of_batches(doc: Doc, number: Number | None) -> Number | None:
    """The number of all batches together where a number is that of each; else the number itself."""
    if number is None or number.first < 1 or number.kind not in _KNOWN:
        return number
    noun = number.first  # "salvoes of four" is one phrase
    batches = counts_by_end(doc).get(noun)
    if doc[noun].lower_ not in words("batches") or batches is None or batches.number.kind not in _KNOWN:
        return number
    every, times = number.best, batches.number.best
    if every is None or times is None:
        return number
    return replace(number, first=batches.number.first, low=every * times, best=every * times, high=every * times)
