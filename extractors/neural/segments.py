"""Sentences that semicolons part are read clause by clause: the parser gives the one the subject of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from spacy.strings import get_string_id

from extractors.columns import texts
from extractors.neural.headverbs import DEP, HEAD
from extractors.reading import Reading, Sentence, Zone

MIN_WORDS = 4  # of a part that stands by itself
_PARATAXIS = get_string_id("parataxis")


def segments(reading: Reading, sentence: Sentence) -> Sequence[tuple[int, int]]:
    """Where the parts of a sentence begin and end, counted from its first word."""
    size = sentence.last - sentence.first
    words = texts(reading.doc)[sentence.first:sentence.last]
    if ";" not in words or sentence.zone is Zone.TITLE:
        return [(0, size)]
    cuts = [0]
    for place, word in enumerate(words, start=1):
        if word == ";" and place - cuts[-1] > MIN_WORDS and size - place > MIN_WORDS:
            cuts.append(place)
    return list(pairwise([*cuts, size]))


def joined(parts: Mapping[int, np.ndarray]) -> np.ndarray:
    """The rows of a whole sentence by those of its parts, each hung beside the first."""
    if len(parts) == 1:
        return next(iter(parts.values()))
    begins = sorted(parts)
    rows = np.concatenate([parts[begin] for begin in begins])
    tops = [begin + int(np.flatnonzero(parts[begin][:, HEAD] == 0)[0]) for begin in begins]
    for top in tops[1:]:
        rows[top, HEAD], rows[top, DEP] = np.int64(tops[0] - top).astype(np.uint64), _PARATAXIS
    return rows
