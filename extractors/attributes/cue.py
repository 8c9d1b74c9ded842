"""CUE: the words by which the text says that somebody says, thinks, wants or shows something.

Measured on PolNeAR's development part (84 articles of US election news): exact F .70, overlap .77.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.mention import Mention
from extractors.reading import reading_of
from extractors.speech.find import speech_of
from extractors.speech.verbs import Speech
from models.vocabulary import MentionLabel


@dataclass(frozen=True, slots=True)
class CueValue:
    """A cue's class ("says", "claims", "denies", "blames", "confirms", "opinion" ...) and its speech."""

    code: str
    speech: Speech


def extract(doc: Doc) -> Iterator[Mention]:
    """One mention for each cue."""
    reading = reading_of(doc)
    seen = set()
    for speech in speech_of(doc):
        if speech.cue not in seen:
            seen.add(speech.cue)
            yield reading.mention(MentionLabel.CUE, *speech.cue, f"cue.{speech.rule}", head=speech.head,
                                  value=CueValue(speech.code, speech))
