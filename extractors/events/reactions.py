"""Attacks of days ago to which the news is what somebody did who attacked nobody: "recalled its envoy on Wednesday, a
day after missiles struck a village". The attack is what such an article is about, and its day counts from that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from extractors.attributes.date import DateValue
from extractors.draft import Frame
from extractors.events.incident import days_before
from extractors.events.salience import Days, News, is_day_of_act
from extractors.reading import Reading
from models.vocabulary import MentionLabel

MAX_DAYS = 3  # later than that an attack is what something else came after
_ABOVE = ("judged", "remembered")  # what the rest of the sentence tells: "arrested two men a day after a bomb killed"


def reacted_to(reading: Reading, frames: Iterable[Frame], news: News) -> Mapping[int, Days]:
    """The days of the attacks that title or lead tell to lie so many days before what else their sentence tells, by the
    token of the trigger; without those that another attack or its harm came after."""
    frames = [f for f in frames if f.sentence in news.announcing]
    found = ((f, days_before(reading, f)) for f in frames if not f.background or f.why.startswith(_ABOVE))
    return {f.token: days for f, back in found if 0 < back <= MAX_DAYS and not _other_attack(reading, f, frames)
            and (days := _days(reading, f, back, news)) is not None}


def _other_attack(reading: Reading, frame: Frame, frames: Iterable[Frame]) -> bool:
    token = reading.doc[frame.token]
    return any(f.sentence == frame.sentence and f.token not in frame.clause and frame.token not in f.clause
               and not (f.generic and token.is_ancestor(reading.doc[f.token])) for f in frames)


def _days(reading: Reading, frame: Frame, back: int, news: News) -> Days | None:
    """The day so many days before the one that the rest of the sentence names, or before the writing."""
    sentence = reading.sentences[frame.sentence]
    named = (m.value.days() for m in reading.overlapping(sentence.first, sentence.last, [MentionLabel.DATE])
             if m.head not in frame.clause and isinstance(m.value, DateValue) and is_day_of_act(m.value, news.day))
    day = next((days[1] for days in named if days is not None and days[0] == days[1]), news.day)
    return None if day is None else (day - timedelta(days=back),) * 2
