"""Failed checks are told with the event."""

from __future__ import annotations

from datetime import date

from extractors.checks import failed_checks
from models.event import Count, EventDate, Weapon
from models.vocabulary import DateMethod, WeaponClass


def count(number: int) -> Count:
    return Count(number, number, number, str(number), ((0, 1),))


def salvo(fired: int, landed: int) -> Weapon:
    parts = (count(fired), count(landed), count(1), None)
    return Weapon(WeaponClass.ROCKET, "rockets", None, None, *parts, "rockets", ((0, 7),))


def on(day: date) -> EventDate:
    return EventDate(day, day, 1, DateMethod.EXPLICIT, None, "then", ((0, 4),))


def test_more_landed_than_fired() -> None:
    assert failed_checks(None, (salvo(3, 3),), None) == ("rockets: 3 fired, but 4 landed, intercepted or failed",)
    assert failed_checks(None, (salvo(4, 3),), None) == ()


def test_day_after_publication() -> None:
    assert len(failed_checks(on(date(2024, 5, 9)), (), date(2024, 5, 8))) == 1
    assert failed_checks(on(date(2024, 5, 8)), (), date(2024, 5, 8)) == ()
