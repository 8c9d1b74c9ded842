"""Frames (one trigger in one sentence) and drafts (frames that are one event)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.mention import Mention
from extractors.reading import Reading
from models.vocabulary import Assertion, EventType, MentionLabel, Salience

TokenRange = tuple[int, int]


SHARED = 3  # rank of what title and lead tell of other events too


@dataclass(frozen=True, slots=True)
class Frame:
    """One trigger and what its structure says; ranges are token indices ``[first, last)``.

    ``event_type`` is null for a generic trigger ("attack") whose weapon is not in reach. ``background`` tells
    that tense, time or discourse place it before the news. ``generic`` triggers may be mere anaphors.
    """

    trigger: Mention
    token: int
    sentence: int
    event_type: EventType | None
    assertion: Assertion
    background: bool
    generic: bool
    agent: TokenRange | None = None
    patient: TokenRange | None = None
    instrument: TokenRange | None = None
    clause: frozenset[int] = frozenset()
    why: str = ""  # the cue that decided assertion or background


@dataclass(frozen=True, slots=True)
class Draft:
    """Frames that are one event, best first.

    ``rank`` maps a token to its distance from the event: 0 same clause as a trigger, 1 same sentence, 2 a
    sentence that continues the report, 3 title or lead for a main event; other tokens are absent.
    """

    frames: tuple[Frame, ...]
    event_type: EventType
    assertion: Assertion
    salience: Salience
    rank: Mapping[int, int]
    alone: bool  # no other main event in the article
    scene: Mention | None = None  # the place with which the telling of one of several events opens
    joint: frozenset[int] = frozenset()  # sentences that tell of this event and of others together
    lent: frozenset[int] = frozenset()  # tokens of munitions that are named with another event
    elsewhere: frozenset[int] = frozenset()  # tokens of sentences that tell of other events alone
    _here: dict[int, list[tuple[int, Frame]]] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for order, frame in enumerate(self.frames):
            self._here.setdefault(frame.sentence, []).append((order, frame))

    def frames_in(self, sentence: int) -> Sequence[tuple[int, Frame]]:
        """(place among the frames, frame) of the frames of one sentence, best first."""
        return self._here.get(sentence, ())

    def mentions(self, reading: Reading, *labels: MentionLabel) -> list[tuple[int, Mention]]:
        """(rank, mention) in this event's scope, best rank first, then text order."""
        found = [(self.rank[m.head], m) for m in reading.headed_in(self.rank, labels)]
        return sorted(found, key=lambda pair: (pair[0], pair[1].first))
