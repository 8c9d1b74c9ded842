"""Which of two places told in one chain is where it happened: the first, for the second only says where that lies.

"X village, east of the town of Y", "the village of X in western Y", "X area in the countryside of the city of Y".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.locating import Candidate
from extractors.reading import Reading
from extractors.toponyms import terms, type_word

FINEST = 2  # precision of a place that another one can locate
MARGIN = 0.05  # by how much the located place goes before what locates it
LONGEST = 12  # tokens between the two names
_LINKS = frozenset({"in", "of", "near", "outside", "on", "to", "from", "the", ",", "(", "km", "about", "some", "just"})
_TIES = frozenset({"in", "of", "near", "outside", "from"})
_PARTS = ("direction", "countryside")
_UNLOCATED = frozenset({"street", "building", "water"})


def anchored(found: Sequence[Candidate], reading: Reading) -> list[Candidate]:
    """The candidates, each at least as likely as a place that only tells where it lies."""
    by_text = sorted(found, key=lambda c: c.mention.first)
    for index in range(len(by_text) - 2, -1, -1):  # from the chain's end, so that the first of three wins
        here, after = by_text[index : index + 2]
        if _is_located(here) and _is_chain(here, after, reading):
            own = {after.value.place.gazetteer_id} if after.value.place else set()
            by_text[index] = replace(here, cost=min(here.cost, after.cost - MARGIN), at=after.at | own)
    return by_text


def _is_located(here: Candidate) -> bool:
    return here.value.precision <= FINEST and here.value.kind not in _UNLOCATED and not here.value.direction


def _is_chain(here: Candidate, after: Candidate, reading: Reading) -> bool:
    """Whether only words of location stand between two places, and the second does not lie in the first."""
    first, last = here.mention.last, after.mention.first
    if not first < last <= first + LONGEST or after.mention.last <= last:
        return False
    between = [t.lower_ for t in reading.doc[first:last]]
    if not _TIES.intersection(between):
        return between == [","] and after.value.precision > here.value.precision
    return all(w in _LINKS or w.isdigit() or type_word([w])[1] or any(w in terms(p) for p in _PARTS) for w in between)
