"""Where the tellings of one event differ, in words: shown beside what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from models.event import Count, ExtractedEvent
from models.stored import Disagreement
from models.vocabulary import DateMethod


@dataclass(frozen=True, slots=True)
class Told:
    """The event as one article tells it. ``published`` is ISO 8601, "" when unknown; ``key`` orders equals."""

    key: str
    url: str
    outlet: str | None
    published: str
    event: ExtractedEvent


def disagreements(voices: Sequence[Told], event: ExtractedEvent) -> Iterable[Disagreement]:
    """The fields that the tellings give differently, the chosen value first, each with its outlets."""
    if len(voices) == 1:
        return
    for field, words in _WORDS.items():
        outlets: dict[str, list[str]] = {}
        for one in voices:
            if (said := words(one.event)) is not None:
                outlets.setdefault(said, []).append(one.outlet or one.url)
        if len(outlets) > 1:
            first = words(event)
            order = sorted(outlets, key=lambda said: (said != first, said))
            yield Disagreement(field, tuple(f"{said}: {', '.join(sorted(set(outlets[said])))}" for said in order))


def _count_words(count: Count | None) -> str | None:
    if count is None:
        return None
    known = [str(n) for n in (count.low, count.best, count.high) if n is not None]
    return known[0] if len(set(known)) == 1 and count.high is not None else f"{count.text} ({'/'.join(known)})"


def _date_words(event: ExtractedEvent) -> str | None:
    if event.date is None or event.date.method is DateMethod.PUBLICATION:
        return None
    days = (event.date.start.isoformat(), event.date.end.isoformat())
    return days[0] if days[0] == days[1] else " to ".join(days)


def _calibres(event: ExtractedEvent) -> str | None:
    return ", ".join(sorted(f"{weapon.calibre_mm:g} mm" for weapon in event.weapons if weapon.calibre_mm)) or None


_WORDS: dict[str, Callable[[ExtractedEvent], str | None]] = {
    "event_type": lambda event: str(event.event_type),
    "date": _date_words,
    "place": lambda event: event.place.name if event.place else None,
    "calibre": _calibres,
    "killed": lambda event: _count_words(event.killed),
    "wounded": lambda event: _count_words(event.wounded),
}
