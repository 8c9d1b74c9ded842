"""Whether what a speaker says is about an attack or about what comes of it."""

from __future__ import annotations

from extractors.actors.responsibility import terms
from extractors.attributes.outcome import OutcomeValue
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.content import contents
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of
from models.vocabulary import MentionLabel

_FACTS = (MentionLabel.WEAPON, MentionLabel.LAUNCHER, MentionLabel.CASUALTY, MentionLabel.TRIGGER)


def looks_ahead(reading: Reading, speech: Speech) -> bool:
    """Whether what is said tells of what will or must be ("would not tolerate", "should resign") and of no attack."""
    doc, ranges = reading.doc, contents(reading.doc, speech)
    if not ranges or any(_tells(reading, first, last) for first, last in ranges):
        return False
    tops = [t for first, last in ranges for t in doc[first:last] if t.head.i == speech.head or t.dep_ == "ROOT"]
    return any(c.dep_ == "aux" and c.lower_ in words("modal") for t in tops for c in t.children)


def _tells(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens hold a deed, a munition, harm or damage."""
    held = reading.overlapping(first, last, (*_FACTS, MentionLabel.CUE))
    if any(first <= m.head < last and (m.label in _FACTS or isinstance(m.value, OutcomeValue)) for m in held):
        return True
    return any(lemma_of(t) in terms("deed") and t.pos_ == "NOUN" for t in reading.doc[first:last])
