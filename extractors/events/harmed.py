"""Where and when so many are told to have come to harm, apart from the attacks that an article tells of."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from extractors.context import words
from extractors.draft import Frame
from extractors.events.anew import has_toll
from extractors.events.cluster import Cluster
from extractors.events.frameplaces import frame_places
from extractors.places.nearness import Spot, apart, spots_of
from extractors.reading import Reading
from extractors.tree import children


def harmed_at(reading: Reading, frame: Frame) -> tuple[Spot, ...]:
    """The places at which so many, told of for the first time, came to harm; not where they were taken."""
    if not (frame.generic and has_toll(reading, frame)) or _describes(reading, frame):
        return ()
    word = reading.doc[frame.token]
    return spots_of(p for p in frame_places(reading, frame) if _is_of(word, reading.doc[p.head]))


def _describes(reading: Reading, frame: Frame) -> bool:
    """Whether harm only tells which people are meant, or befell known ones: "the man killed in Tyre", "the boys" """
    word = reading.doc[frame.token]
    whom = reading.doc[slice(*frame.patient)].root if frame.patient is not None else word.head
    return word.dep_ in {"acl", "amod"} or any(
        c.dep_ in {"det", "poss"} and c.lower_ in words("definite") for c in children(whom))


def _is_of(harm: Token, place: Token) -> bool:
    """Whether a place hangs on a word for harm by "in", "at", "near", with no other act or house of care between."""
    if harm.dep_ == "relcl" and harm.head.i == place.i:  # "in Sumy, where two were killed"
        return True
    for node in place.ancestors:
        if node.i == harm.i:
            return True
        moved = node.dep_ == "prep" and node.lower_ not in words("scene")
        if moved or node.pos_ in {"VERB", "AUX"} or node.lemma_ in words("care"):
            return False
    return False


def is_of_others(reading: Reading, cluster: Cluster, events: Sequence[Cluster]) -> bool:
    """Whether nothing but harm is told, and of other attacks: of days before the announced ones ("on 1 May three were
    killed"), or at places near none of the events' ("three died in Kirkuk")."""
    if not all(f.generic for f in cluster.frames):
        return False
    first = min((c.days[0] for c in events if c.announced and c.days is not None), default=None)
    if first is not None and cluster.days is not None and cluster.days[1] < first:
        return True
    there = [s for f in cluster.frames for s in harmed_at(reading, f)]
    return bool(there) and all(apart(there, c.spots) for c in events)
