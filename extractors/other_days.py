"""Harm of another day: what a sentence dates before the event, or tells of several attacks together, is not its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from extractors.attributes.date import DateValue
from extractors.counting import number_before
from extractors.mention import Mention
from extractors.numbers import NumberKind
from extractors.reading import Reading, Zone
from models.vocabulary import MentionLabel

MANY = 3  # attacks that a figure counts together when told outside title and lead
_SLACK = timedelta(days=1)
_ARCS = 8  # how far up from a date its verb is looked for
_CLOCK = "clock"


def is_earlier(reading: Reading, harm: Mention, start: date) -> bool:
    """Whether every date that governs a harm word ends before the event, by more than a day."""
    days = list(_days_of(reading, harm))
    return bool(days) and all(day < start - _SLACK for day in days)


def _days_of(reading: Reading, harm: Mention) -> Iterator[date]:
    sentence = reading.sentence_at(harm.head)
    head = reading.doc[harm.head]
    above = {head.i, *(t.i for t in head.ancestors)}
    for mention in reading.overlapping(sentence.first, sentence.last, (MentionLabel.DATE,)):
        value = mention.value
        if not isinstance(value, DateValue) or value.resolved is None or value.expression.kind == _CLOCK:
            continue
        if any(node.i in above for node in _up_to_verb(reading.doc[mention.head])):
            yield value.resolved.end


def _up_to_verb(token: Token) -> Iterator[Token]:
    """What a date modifies: nouns and prepositions above it, up to the first verb."""
    node = token
    for _ in range(_ARCS):
        if node.head == node:
            return
        node = node.head
        yield node
        if node.pos_ in ("VERB", "AUX"):
            return


def of_many(reading: Reading, harm: Mention) -> bool:
    """ "Nine attacks left four dead": one figure for attacks that are only counted"""
    sentence = reading.sentence_at(harm.head)
    if sentence.zone in (Zone.TITLE, Zone.LEAD) or not reading.doc[harm.head].dep_:
        return False
    head = reading.doc[harm.head]
    above = {head.i, *(t.i for t in head.ancestors)}
    for trigger in reading.overlapping(sentence.first, harm.first, (MentionLabel.TRIGGER,)):
        noun = reading.doc[trigger.last - 1]
        if noun.tag_ != "NNS" or not ({noun.head.i, noun.i} & above):
            continue
        number = number_before(reading.doc, trigger.first)
        if number is not None and number.kind is not NumberKind.ARTICLE and (number.best or 0) >= MANY:
            return True
    return False
