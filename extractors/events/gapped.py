"""Attacks of which a sentence leaves out the verb: "fired three rockets at the airport and two at the refinery"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.columns import tokens
from extractors.context import words
from extractors.draft import Frame, TokenRange
from extractors.events.frameplaces import frame_places
from extractors.events.unlike import come_unlike
from extractors.places.nearness import Spot, apart, exact, spots_of
from extractors.reading import Reading
from extractors.tree import children
from models.vocabulary import MentionLabel

_PLACES = (MentionLabel.PLACE, MentionLabel.FACILITY)
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_JOINS = frozenset({"and", ",", ";", "while"})
_ENDS = frozenset({"and", ",", ";", "."})


def with_gapped(reading: Reading, frames: Sequence[Frame]) -> Iterator[Frame]:
    """Frames, and behind each those of the parts that its verb is left out of, where all lie at other places."""
    for frame in frames:
        parts = list(_parts(reading, frame)) if _may_lend(reading, frame) else []
        if not parts:
            yield frame
            continue
        own = frozenset(i for part in parts for i in range(*part))
        first = replace(frame, clause=frame.clause - own)
        others = [replace(frame, token=part[0], clause=frozenset(range(*part)), patient=None) for part in parts]
        sites = [_exact(reading, f) for f in (first, *others)]
        new = all(sites) and all(apart(site, sites[0]) for site in sites[1:])
        yield from (first, *others) if new else (frame,)


def with_joined(reading: Reading, frames: Sequence[Frame]) -> Iterator[Frame]:
    """Frames, the clause of each without that of a verb joined to it which tells of an attack done in another way at
    another place: "set off a bomb in A and fired two rockets at B" are two attacks of one doer."""
    joined: dict[int, list[Frame]] = defaultdict(list)
    for other in frames:
        word = reading.doc[other.token]
        if word.dep_ == "conj":
            joined[word.head.i].append(other)
    for frame in frames:
        below = [_below(reading, other) for other in joined[frame.token] if _is_joined(reading, frame, other)]
        yield replace(frame, clause=frame.clause.difference(*below)) if below else frame


def _below(reading: Reading, frame: Frame) -> frozenset[int]:
    return frozenset(t.i for t in reading.doc[frame.token].subtree)


def _is_joined(reading: Reading, first: Frame, other: Frame) -> bool:
    """Whether a frame whose verb is joined to another's tells of an attack done in another way at another place."""
    if other.token not in first.clause or first.generic or other.generic:
        return False
    if not come_unlike(other.event_type, (first.event_type,)):
        return False
    sites = _exact(reading, replace(first, clause=first.clause - _below(reading, other))), _exact(reading, other)
    return all(sites) and apart(*sites)


def is_gapped(frame: Frame) -> bool:
    """Whether a frame is of a part that its verb is left out of."""
    return not frame.trigger.first <= frame.token < frame.trigger.last


def tells_apart(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger has a subject of its own in a joined clause, or stands for a part without its verb."""
    token = reading.doc[frame.token]
    if is_gapped(frame):
        return True
    joined = token.dep_ in {"conj", "parataxis", "ROOT"} or (
        token.dep_ == "advcl" and any(c.lower_ == "while" for c in children(token)))
    return joined and not frame.generic and any(c.dep_ in _SUBJECTS for c in children(token))


def _may_lend(reading: Reading, frame: Frame) -> bool:
    """Whether munitions or forces do it; of what was shot down over several places one attack was made."""
    stops = {frame.trigger.text.casefold(), reading.doc[frame.token].lower_} & words("stopping")
    return frame.instrument is not None and not frame.generic and not stops


def _exact(reading: Reading, frame: Frame) -> list[Spot]:
    return [s for s in spots_of(frame_places(reading, frame)) if exact(s)]


def _parts(reading: Reading, frame: Frame) -> Iterator[TokenRange]:
    """Token ranges of "two at the refinery in X", "another a clinic in Y", "Y with two" behind a trigger."""
    last = reading.sentences[frame.sentence].last
    end = next((t.i for t in tokens(reading.doc)[frame.token + 1:last] if t.pos_ in _VERBS), last)
    start = frame.token + 2
    while start < end:
        if reading.doc[start - 1].lower_ in _JOINS and _lacks_verb(reading, frame.token, start, end):
            stop = next((t.i for t in reading.doc[start + 1:end] if t.lower_ in _ENDS), end)
            if reading.overlapping(start, stop, _PLACES):
                yield start, stop
                start = stop
        start += 1


def _lacks_verb(reading: Reading, trigger: int, start: int, end: int) -> bool:
    """Whether a number or "another" comes before a place phrase or a second thing, or a town before "with"."""
    head, following = reading.doc[start], tokens(reading.doc)[start + 1:min(start + 3, end)]
    bare = [t for t in following if t.lower_ not in words("further") and t.lower_ != "others"]
    if head.tag_ == "CD" or head.lower_ in words("one of them"):
        things = words("article") if head.lower_ in words("further") else frozenset[str]()
        return bool(bare) and bare[0].lower_ in words("aim of some") | things
    place = next((m for m in reading.overlapping(start, start + 1, _PLACES) if m.first == start), None)
    means = place is not None and place.last < end and reading.doc[place.last].lower_ == "with"
    return means and any(t.lower_ == "with" for t in reading.doc[trigger:start])
