"""Names of things that leave the store: event ids grow with time, are never reused, and sort as text."""

from __future__ import annotations

import re

from pipeline.errors import UsageError

_EVENT = re.compile(r"(?:ev)?0*(\d{1,18})", re.IGNORECASE)


def event_name(number: int) -> str:
    """The public id of an event: `ev` and ten digits."""
    return f"ev{number:010d}"


def event_number(name: str) -> int:
    """The number of a public id; leading zeros and `ev` may be left out. UsageError."""
    found = _EVENT.fullmatch(name.strip())
    if found is None:
        raise UsageError(f"not an event id: {name!r}", todo="ids look like ev0000000042; `strikelog events` shows them")
    return int(found[1])
