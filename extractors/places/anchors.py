"""Which of two places told in one chain is where it happened: the first, for the second only says where that lies.

"X village, east of the town of Y", "the village of X in western Y", "X area in the countryside of the city of Y".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.places.locating import Candidate
from extractors.places.toponyms import terms, type_word
from extractors.reading import Reading
from models.vocabulary import MentionLabel

FINEST = 2  # precision of a place that another one can locate
MARGIN = 0.05  # by how much the located place goes before what locates it
LONGEST = 12  # tokens between the two names
BRACKETS = 20  # tokens that tell where a place lies
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
    return [_explained(here, by_text, reading) for here in by_text]


def _explained(here: Candidate, found: Sequence[Candidate], reading: Reading) -> Candidate:
    """A place before what brackets tell of where it lies: "X (Donetsk region, 50 km south of Y)"."""
    first = here.mention.last
    if not _is_located(here) or first >= len(reading.doc) or reading.doc[first].text != "(":
        return here
    rest = reading.doc[first:min(first + BRACKETS, len(reading.doc))]
    last = next((t.i for t in rest if t.text == ")"), first)
    inside = [c.cost - MARGIN for c in found if first < c.mention.first < last]
    return replace(here, cost=min([here.cost, *inside]))


def far_end(best: Candidate, found: Sequence[Candidate], reading: Reading) -> Candidate | None:
    """The second of the two places that a road runs between: "on the road linking X and Y"."""
    near = best.value.place
    if best.value.relation_code != "between" or near is None or near.precision > 1:
        return None
    later = [c for c in found if c.mention.first >= best.mention.last and c.value.place not in (None, near)]
    end = min(later, key=lambda c: c.mention.first, default=None)
    told = end is not None and end.value.precision <= FINEST and reading.doc[best.mention.last].lower_ == "and"
    return end if end is not None and told and _is_chain(best, end, reading) else None


def _is_located(here: Candidate) -> bool:
    """Whether a place is a settlement or site: a street, mall or highway that no list bears is told by its town."""
    named = {word.casefold() for word in here.mention.text.split()}
    if here.value.place is None and (here.mention.label is MentionLabel.FACILITY or named & terms("street")):
        return False
    return here.value.precision <= FINEST and here.value.kind not in _UNLOCATED and not here.value.direction


def _is_chain(here: Candidate, after: Candidate, reading: Reading) -> bool:
    """Whether only words of location stand between two places, and the second does not lie in the first."""
    first, last = here.mention.last, after.mention.first
    if not first < last <= first + LONGEST or after.mention.last <= last:
        return False
    between = [t.lower_ for t in reading.doc[first:last]]
    if here.value.relation_code == "between" and between[0] == "and":
        return all(w in _LINKS or type_word([w])[1] for w in between[1:])
    if not _TIES.intersection(between):
        return between == [","] and after.value.precision > here.value.precision
    return all(w in _LINKS or w.isdigit() or type_word([w])[1] or any(w in terms(p) for p in _PARTS) for w in between)
