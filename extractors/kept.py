"""What is worked out once for a frame or a draft: found by identity, as a frame's hash walks all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from extractors.reading import Reading

_T = TypeVar("_T")


def once_for(reading: Reading, subject: object, name: str, make: Callable[[], _T]) -> _T:
    """What ``make`` gives for a subject, kept under a name until other mentions come; the subject is kept with it."""
    table: dict[int, tuple[object, _T]] = reading.once(name, dict)
    if id(subject) not in table:
        table[id(subject)] = subject, make()
    return table[id(subject)][1]
