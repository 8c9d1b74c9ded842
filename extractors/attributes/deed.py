"""Triggers without a word for an attack: what munitions do or what is done with them, and harm that fighters leave.

"Six rockets were put into the base", "a mine took the wheel off a patrol car", "gunmen swept into the market and left
33 people dead": the verb is the trigger. Only sentences are asked in which no other trigger tells of an attack.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extractors.attributes.trigger import TriggerValue
from extractors.events.deeds import deed_of
from extractors.events.incident import own_clause
from extractors.events.needs import counts
from extractors.mention import Mention
from extractors.reading import Reading, Sentence, Zone, reading_of
from models.vocabulary import MentionLabel

AFTER = ("trigger", "weapon", "actor", "casualty", "outcome", "place", "platform", "target")
_VALUE = TriggerValue(None, noun="always", verb="always")
_NO_ATTACK = frozenset({"harm", "anaphor", "never"})


def extract(doc: Doc) -> Iterator[Mention]:
    """At most one trigger a sentence, a verb or the noun that stands for it."""
    reading = reading_of(doc)
    for sentence in reading.sentences:
        if sentence.parsed and sentence.zone is not Zone.FURNITURE and not _is_told(reading, sentence):
            found = deed_of(reading, sentence)
            if found is not None:
                yield reading.mention(MentionLabel.TRIGGER, found.i, found.i + 1, "trigger.deed", value=_VALUE)


def _is_told(reading: Reading, sentence: Sentence) -> bool:
    """Whether another word of a sentence tells of an attack."""
    for mention in reading.overlapping(sentence.first, sentence.last, [MentionLabel.TRIGGER]):
        token, value = reading.doc[mention.head], mention.value
        if not isinstance(value, TriggerValue):
            continue
        need = value.verb if token.pos_ in {"VERB", "AUX"} else value.noun
        if need not in _NO_ATTACK and counts(reading, sentence, token, own_clause(reading, sentence, token), need):
            return True
    return False
