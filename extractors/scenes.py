"""The place with which a sentence opens: "In Medellin, a bomb ...": the scene of what it goes on to tell."""

from __future__ import annotations

from extractors.context import words
from extractors.draft import Frame
from extractors.mention import Mention
from extractors.nearness import exact, spot_of
from extractors.reading import Reading
from models.vocabulary import MentionLabel

_PLACES = (MentionLabel.PLACE, MentionLabel.FACILITY)
_OPENING = frozenset({"ADV", "CCONJ", "PUNCT", "SPACE"})


def scene_of(reading: Reading, frame: Frame) -> tuple[Mention, ...]:
    """Towns and sites in the place phrase before a trigger at the head of its sentence; empty without one."""
    sentence = reading.sentences[frame.sentence]
    first = next((t for t in reading.doc[sentence.first:sentence.last] if t.pos_ not in _OPENING), None)
    if first is None or first.lower_ not in words("scene") or first.i >= frame.token:
        return ()
    held = reading.overlapping(first.left_edge.i, min(first.right_edge.i + 1, frame.token), _PLACES)
    return tuple(m for m in held if m.norm and m.norm.get("lat") is not None and exact(spot_of(m)))
