"""Harm and munitions of another day: what a sentence dates before the event or tells of many attacks is not its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from extractors.attributes.date import DateValue
from extractors.attributes.series import SeriesValue
from extractors.counting import number_before
from extractors.mention import Mention
from extractors.numbers import NumberKind
from extractors.reading import Reading, Zone
from extractors.tree import child_of
from models.vocabulary import MentionLabel

MANY = 3  # attacks that a figure counts together when told outside title and lead
_SLACK = timedelta(days=1)
_UNITS = frozenset({"hour", "day", "week", "month", "year"})  # before "after"
_ARCS = 8  # how far up from a date its verb is looked for
_CLOCK, _SHIFT = "clock", "shift"


def is_earlier(reading: Reading, mention: Mention, start: date | None) -> bool:
    """Whether every date that governs a word of harm or a munition ends before the event, by more than a day.

    Where the event's own day is not known, "a week before the attack" still is before it."""
    days = _days_of(reading, mention)
    last = start - _SLACK if start is not None else date.min + _SLACK
    return bool(days) and all(day < last for day in days)


def _days_of(reading: Reading, harm: Mention) -> list[date]:
    """Last days of the dates that govern a word; of "a week before Sunday's attack" only the week before counts."""
    days = list(_governing(reading, harm))
    return [day for day, before in days if before] or [day for day, _ in days]


def _governing(reading: Reading, harm: Mention) -> Iterator[tuple[date, bool]]:
    sentence = reading.sentence_at(harm.head)
    head = reading.doc[harm.head]
    above = {head.i, *(t.i for t in head.ancestors)}
    for mention in reading.overlapping(sentence.first, sentence.last, (MentionLabel.DATE,)):
        value = mention.value
        if not isinstance(value, DateValue) or value.expression.kind == _CLOCK:
            continue
        before = value.expression.kind == _SHIFT and (value.expression.offset or 0) < 0  # "a week before the attack"
        end = value.resolved.end if value.resolved is not None else date.min if before else None
        if end is not None and any(node.i in above for node in _up_to_verb(reading.doc[mention.head])):
            yield end, before


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


def is_what_it_followed(harm: Token, triggers: frozenset[int]) -> bool:
    """ "the attack came a day after the army killed a commander": harm of what an event is measured from"""
    node = harm
    while node.head != node:
        link = node if node.dep_ == "prep" else child_of(node, "mark")
        if link is not None and link.lower_ == "after" and _is_measured(link):
            above = {node.head.i, *(t.i for t in node.head.subtree if t.i < link.i)}
            return bool(triggers & above) and not any(t.i in triggers for t in node.subtree)
        node = node.head
    return False


def _is_measured(link: Token) -> bool:
    """Whether a length of time stands before "after": "a day after", "just over a week after" """
    before = link.doc[link.i - 1] if link.i else None
    return before is not None and before.lemma_ in _UNITS


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
        if (_these(noun) and _after_series(reading, trigger.first)) or _counted_before(reading, noun):
            return True
        number = number_before(reading.doc, trigger.first)
        if number is not None and number.kind is not NumberKind.ARTICLE and (number.best or 0) >= MANY:
            return True
    return False


def _these(noun: Token) -> bool:
    """ "these attacks left 15 civilians dead", after their number was told"""
    return any(t.lower_ in ("these", "those") for t in noun.lefts)


def _counted_before(reading: Reading, noun: Token) -> bool:
    """ "In May there were four raids. The raids killed nine": "the" or "these" attacks that were counted just before"""
    if not any(t.lower_ in ("the", "these", "those") for t in noun.lefts):
        return False
    sentence = reading.sentence_at(noun.i)
    before = reading.sentences[max(0, sentence.index - 1)]
    plurals = (reading.doc[t.last - 1] for t in reading.overlapping(before.first, before.last, (MentionLabel.TRIGGER,)))
    numbers = (number_before(reading.doc, t.i) for t in plurals if t.tag_ == "NNS" and before.zone is Zone.BODY)
    return any(n is not None and n.kind is NumberKind.EXACT and (n.best or 0) >= MANY for n in numbers)


def _after_series(reading: Reading, token: int) -> bool:
    """Whether the sentence before tells a running total."""
    sentence = reading.sentence_at(token)
    before = reading.sentences[max(0, sentence.index - 1)]
    cues = reading.overlapping(before.first, before.last, (MentionLabel.CUE,))
    return any(isinstance(m.value, SeriesValue) for m in cues)
