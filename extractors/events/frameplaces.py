"""Which of a sentence's places can be where a trigger's attack happened."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.context import is_cause
from extractors.draft import Frame
from extractors.mention import Mention
from extractors.places.roles import is_bound_for, is_home, is_of_no_attack, of_actor, of_person, only_qualifies
from extractors.places.values import PlaceValue
from extractors.reading import Reading
from models.vocabulary import MentionLabel

_ORIGIN = frozenset({"from"})


def frame_places(reading: Reading, frame: Frame) -> list[Mention]:
    """Resolved places in a trigger's clause that can be where it happened: no launch sites, no parts of names."""
    sentence = reading.sentences[frame.sentence]
    found = reading.overlapping(sentence.first, sentence.last, [MentionLabel.PLACE, MentionLabel.FACILITY])
    return [m for m in found if m.head in frame.clause and m.norm and m.norm.get("lat") is not None
            and _may_hold_event(reading, frame, m)]


def _may_hold_event(reading: Reading, frame: Frame, place: Mention) -> bool:
    if isinstance(place.value, PlaceValue) and (place.value.in_name or place.value.dateline):
        return False
    if frame.agent and frame.agent[0] <= place.head < frame.agent[1] and place.head not in _patient(frame):
        return False
    if _is_of_cause(reading, frame, reading.doc[place.head]):
        return False
    if is_home(reading.doc[place.head]) or of_actor(reading, place) or of_person(reading, place):
        return False
    token = reading.doc[place.head]
    if only_qualifies(reading, place) or is_bound_for(token) or is_of_no_attack(reading, token):
        return False
    governor = next((t for t in reading.doc[place.head].ancestors if t.dep_ == "prep" or t.pos_ == "VERB"), None)
    return governor is None or governor.lower_ not in _ORIGIN


def _is_of_cause(reading: Reading, frame: Frame, place: Token) -> bool:
    """Whether a place is that of the attack before: the base of "struck two depots after an attack on a base"."""
    causes = (t for t in place.ancestors if t.i != frame.token and is_cause(t))
    return any(reading.overlapping(t.i, t.i + 1, [MentionLabel.TRIGGER]) for t in causes)


def _patient(frame: Frame) -> range:
    return range(*frame.patient) if frame.patient else range(0)
