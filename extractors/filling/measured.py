"""The day of an attack that another day is measured from: "held on Tuesday, three days after gunmen killed a judge"."""

from __future__ import annotations

from dataclasses import replace

from extractors.attributes.date import DateValue, day_of_writing
from extractors.context import spans_before
from extractors.draft import Draft
from extractors.mention import Mention
from extractors.reading import Reading
from models.event import EventDate
from models.vocabulary import MentionLabel


def measured(draft: Draft, reading: Reading) -> EventDate | None:
    """The day before or after which something else of the same sentence was, null where nothing tells it."""
    for mention in reading.labelled(MentionLabel.DATE):
        value = mention.value
        if isinstance(value, DateValue) and value.bound and _is_of(draft, reading, mention):
            near = _anchor(reading, mention)
            return _counted_back(reading, mention, value, near) if near is not None else None
    return None


def _is_of(draft: Draft, reading: Reading, mention: Mention) -> bool:
    """Whether all that the sentence tells of this event stands behind "two days after", in its clause or before any
    comma."""
    sentence = reading.sentence_at(mention.first)
    frames = [f.token for _, f in draft.frames_in(sentence.index)]
    if frames and all(any(mention.first <= t.i < mention.last for t in spans_before(reading.doc[f])) for f in frames):
        return True
    ends = (t.i for t in reading.doc[mention.last:sentence.last] if t.text in {",", ";"})
    end = next(ends, sentence.last)
    return bool(frames) and all(mention.last <= token < end for token in frames)


def _anchor(reading: Reading, mention: Mention) -> Mention | None:
    """The day in the sentence that the distance is told beside, else the day told last."""
    sentence = reading.sentence_at(mention.first)
    days = [m for m in reading.labelled(MentionLabel.DATE) if m.first < sentence.last and _is_day(m)]
    here = [m for m in days if m.first >= sentence.first]
    return min(here or days, key=lambda m: (m.first > mention.first, abs(m.first - mention.first)), default=None)


def _is_day(mention: Mention) -> bool:
    value = mention.value
    return isinstance(value, DateValue) and value.expression.kind != "clock" and (
        value.resolved is not None and value.resolved.precision == 1)


def _counted_back(reading: Reading, mention: Mention, value: DateValue, near: Mention) -> EventDate | None:
    if not isinstance(near.value, DateValue) or near.value.resolved is None:
        return None
    written, back = day_of_writing(reading), replace(value.expression, offset=-(value.expression.offset or 0))
    found = reading.resolvers.dates.resolve(back, written, near.value.resolved.start, True)
    if found is None or (written is not None and found.start > written):
        return None
    return EventDate(found.start, found.end, found.precision, found.method, None, mention.text,
                     (mention.span, near.span), "date.measured")
