"""Consistency of a filled event: what fails is told with the event and changes nothing (domain rules 2 and 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.event import EventDate, Weapon


def failed_checks(when: EventDate | None, weapons: tuple[Weapon, ...], published: date | None) -> tuple[str, ...]:
    """One sentence for each check that the values do not pass."""
    return (*_salvos(weapons), *_days(when, published))


def _salvos(weapons: tuple[Weapon, ...]) -> Iterator[str]:
    """Fired must not be fewer than landed, intercepted and failed together."""
    for weapon in weapons:
        told = (weapon.landed, weapon.intercepted, weapon.failed)
        parts = [c.best for c in told if c is not None and c.best is not None]
        fired = weapon.fired.best if weapon.fired is not None else None
        if fired is not None and parts and sum(parts) > fired:
            yield f"{weapon.name}: {fired} fired, but {sum(parts)} landed, intercepted or failed"


def _days(when: EventDate | None, published: date | None) -> Iterator[str]:
    """An attack is not reported before it happens."""
    if when is not None and published is not None and when.start > published:
        yield f"{when.start} lies after the publication day {published}"
