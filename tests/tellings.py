"""Hand-built articles and readings for the tests of the store: short ways to say what matters in a test."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from models.article import content_of, content_sha256
from models.event import Count, EventDate, ExtractedEvent, Extraction, Place, Trigger, Weapon
from models.stored import ArticleText
from models.vocabulary import Assertion, DateMethod, EventType, ExtractStatus, Salience, WeaponClass

DAY = date(2026, 3, 10)
Pair = tuple[ArticleText, Extraction]


def count(number: int | None) -> Count | None:
    """An exact count."""
    return None if number is None else Count(number, number, number, str(number), ())


def place(name: str = "Camp Karim", lat: float = 33.0, lon: float = 43.0, country: str = "IQ") -> Place:
    """An exact place with an id of its own."""
    return Place(name, name, "at", f"test:{name}", country, None, lat, lon, 1, 2000, ((0, 4),), "place.test")


def day(offset: int = 0) -> EventDate:
    """A day told outright, so many days after `DAY`."""
    when = DAY + timedelta(days=offset)
    return EventDate(when, when, 1, DateMethod.EXPLICIT, None, when.isoformat(), ((0, 4),), "date.test")


def rocket(calibre: int | None = None, fired: int | None = None) -> Weapon:
    """Rockets."""
    name = f"{calibre}mm rocket" if calibre else "rocket"
    return Weapon(
        WeaponClass.ROCKET, name, None, calibre, count(fired), None, None, None, name, ((0, 4),), "weapon.test"
    )


def event(**values: Any) -> ExtractedEvent:
    """A rocket attack on a camp, but for what is given; ``killed`` and ``wounded`` may be numbers."""
    told: dict[str, Any] = {
        "event_type": EventType.ROCKET_ATTACK,
        "assertion": Assertion.ASSERTED,
        "salience": Salience.MAIN,
        "trigger": Trigger("rockets", ((0, 7),), "trigger.test"),
        "date": day(),
        "place": place(),
        "killed": None,
        "wounded": None,
    } | dict.fromkeys(("weapons", "launchers", "targets", "attributions", "outcomes", "casualties", "statements"), ())
    told |= {key: count(v) if key in ("killed", "wounded") and isinstance(v, int) else v for key, v in values.items()}
    return ExtractedEvent(**told)


def article(number: int, *events: ExtractedEvent, text: str | None = None, version: str = "1", **values: Any) -> Pair:
    """Article ``number`` of an outlet of its own, published the day after, with these events."""
    body = text or f"Rockets hit the camp, officials said. Telling number {number} adds detail {number * 7919}."
    kept = ArticleText(
        f"https://outlet{number}.example/a{number}",
        f"https://outlet{number}.example/a{number}",
        body,
        **{"title": "Rockets hit camp", "published": (DAY + timedelta(days=1)).isoformat(), "language": "en"} | values,
    )
    digest = content_sha256(content_of(kept.title, kept.text))
    status = ExtractStatus.EXTRACTED if events else ExtractStatus.NO_ATTACK
    return kept, Extraction(str(number), kept.url, digest, "en", f"test+{version}", status, events)
