"""Days of statements and bulletins: what was said on a day happened by then."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from extractors.attributes.date import DateValue, day_of_writing
from extractors.columns import tokens
from extractors.context import words
from extractors.dates.dayacts import Act, act_of, verb_of
from extractors.draft import Frame
from extractors.events.salience import is_day_of_act
from extractors.reading import Reading
from models.vocabulary import MentionLabel

SLACK = timedelta(days=5)  # by which a dated statement lies before the news where it tells of another attack
SLACK_BEFORE = timedelta(days=2)  # the same of "had said on Monday"


def said_by(reading: Reading, frame: Frame) -> tuple[date, date] | None:
    """The day of the statement that tells of an attack, by which it must have happened, and the day that the news
    must lie behind to be another attack: the slack of a report, none where it was said "last week"."""
    sentence = reading.sentences[frame.sentence]
    token, written = reading.doc[frame.token], day_of_writing(reading)
    for mention in reading.overlapping(sentence.first, sentence.last, [MentionLabel.DATE]):
        day, value = reading.doc[mention.head], mention.value
        if isinstance(value, DateValue) and value.resolved is not None and is_day_of_act(value, written) and (
                act_of(day, (frame.token,)) is Act.SAYING and (verb := verb_of(day)) and verb.is_ancestor(token)):
            if value.resolved.end - value.resolved.start > timedelta(days=1):
                return value.resolved.end, value.resolved.end
            before = any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)
            return value.resolved.end, value.resolved.end + (SLACK_BEFORE if before else SLACK)
    return None


def is_of_the_last_day(reading: Reading, frame: Frame) -> bool:
    """Whether what marks an attack as past is the day of a bulletin: "over the past day", "in the last 24 hours"."""
    if not frame.why.startswith("past"):
        return False
    sentence = reading.sentences[frame.sentence]
    held = tokens(reading.doc)[sentence.first:sentence.last]
    return any(one.lower_ in {"past", "last"} and two.lower_ in words("a day") for one, two in pairwise(held))
