"""The first day of an event, for those who ask whether something else is of another day."""

from __future__ import annotations

import datetime as dt

from extractors.draft import Draft
from extractors.filling import date
from extractors.reading import Reading

DAY_PRECISION = 2  # coarser dates tell nothing of another day


def first_day(draft: Draft, reading: Reading) -> dt.date | None:
    """The day on which an event begins, null where only a month or less is known; found once for each event."""
    key = f"first day {draft.frames[0].token} {draft.event_type}"
    if key not in reading.doc.user_data:
        when = date.fill(draft, reading)
        reading.doc.user_data[key] = when.start if when is not None and when.precision <= DAY_PRECISION else None
    found: dt.date | None = reading.doc.user_data[key]
    return found
