"""Trigger words of armed attacks; whether one opens a frame is decided in `extractors.events.frames`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.mention import Mention
from extractors.reading import reading_of
from extractors.registry import lexicon_for
from models.vocabulary import EventType, MentionLabel


@dataclass(frozen=True, slots=True)
class TriggerValue:
    """What a trigger word means; ``event_type`` is null where the weapon decides.

    ``noun`` and ``verb`` say what a use as such needs to open a frame (see the lexicon's head).
    """

    event_type: EventType | None
    noun: str
    verb: str
    yields: bool = False  # a munition in its clause decides the type ("opened fire with rocket launchers")
    victim: bool = False  # as a noun, its owner or of-phrase is whom it befell ("the murder of a judge")
    literal: bool = False  # it is never said of words, goals and prices
    suffers: bool = False  # as a verb, its subject is whom it befell ("the town came under fire")
    keeps: bool = False  # a munition told beside it does not change the type ("robbed at gunpoint" is no shooting)


def extract(doc: Doc) -> Iterator[Mention]:
    """All trigger words, used or not as such."""
    reading = reading_of(doc)
    for hit in lexicon_for("trigger").hits(doc):
        kind = None if hit.code == "generic" else EventType(hit.code)
        marks = (bool(hit.entry.attrs.get(k)) for k in ("yields", "victim", "literal", "suffers", "keeps"))
        value = TriggerValue(kind, str(hit.entry.attrs["noun"]), str(hit.entry.attrs["verb"]), *marks)
        yield reading.mention(MentionLabel.TRIGGER, hit.first, hit.last, "trigger.lexicon", value=value)
