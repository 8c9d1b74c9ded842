"""When and where somebody says something, which the parser gives to what is said: "said on Monday it had killed 15"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.strings import get_string_id

from extractors.neural.headverbs import DEP, HEAD, heads_of

_CCOMP, _NSUBJ, _NSUBJPASS, _PREP = (get_string_id(label) for label in ("ccomp", "nsubj", "nsubjpass", "prep"))
_SUBJECTS = (_NSUBJ, _NSUBJPASS)
_SAID = frozenset({"said", "says", "announced", "reported", "claimed", "stated", "declared", "confirmed",
                   "told", "wrote"})
MAX_WAY = 3  # tokens from the verb to the phrase: "told the agency on Monday"


def mend(words: Sequence[str], rows: np.ndarray) -> None:
    """Hang on a verb of saying the phrase that follows it, before the subject of what is said, in place."""
    if _SAID.isdisjoint(words):
        return
    heads = heads_of(rows)
    moved = False
    for clause in np.flatnonzero(rows[:, DEP] == _CCOMP):
        saying = int(heads[clause])
        if saying >= clause or words[saying] not in _SAID:
            continue
        below = np.flatnonzero(heads == clause)
        subject = next((int(c) for c in below if rows[c, DEP] in _SUBJECTS), int(clause))
        for phrase in below.tolist():
            if rows[phrase, DEP] == _PREP and saying < phrase <= saying + MAX_WAY and phrase < subject and (
                    "," not in words[saying:phrase]):
                heads[phrase], moved = saying, True
    if moved:
        rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)
