"""One event according to one speaker: only what that person, body or outlet says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic_core import from_json

from models import wire
from models.event import Casualty, Count, ExtractedEvent, Source
from models.stored import StoredEvent
from models.vocabulary import Effect
from pipeline.errors import NotFoundError
from pipeline.identity import event_number
from pipeline.resolution import Told, resolve
from pipeline.store.connect import Transaction
from pipeline.store.events import report_ids
from pipeline.store.tellings import members


def retold(tx: Transaction, lines: Iterable[str], speaker: str) -> Iterator[str]:
    """Lines of `event_lines` cut to what a speaker or outlet says; events of which it says nothing are left out.

    When and where an event was stays as all tell it together, so that it can be recognised.
    """
    for line in lines:
        event = wire.from_dict(StoredEvent, from_json(line))
        cut = according_to(tx, event, speaker)
        if cut is not None:
            yield wire.to_json(cut).decode()


def according_to(tx: Transaction, event: StoredEvent, speaker: str) -> StoredEvent | None:
    """What a speaker says of an event; null for nothing."""
    found = members(tx, report_ids(tx, event_number(event.event_id))).values()
    own = [member.told for member in found if _is(speaker, member.told.outlet)]
    quoted = [told for member in found if (told := _quoted(member.told, speaker)) is not None]
    if not own and not quoted:
        return None
    resolution = resolve(own or quoted)
    values = {name: getattr(resolution.event, name) for name in ExtractedEvent.__dataclass_fields__}
    values |= {name: values[name] or getattr(event, name) for name in ("date", "place")}
    urls = {told.url for told in own or quoted}
    articles = tuple(article for article in event.articles if article.url in urls)
    return replace(event, **values, resolved=resolution.resolved, disagreements=(), articles=articles)


def _is(speaker: str, name: str | None) -> bool:
    return name is not None and speaker.casefold() in (name.casefold(), name.casefold().removeprefix("the "))


def _says(speaker: str, source: Source | None) -> bool:
    return source is not None and (_is(speaker, source.name) or _is(speaker, source.text))


def _quoted(told: Told, speaker: str) -> Told | None:
    """An article's telling cut to the claims that it gives to a speaker."""
    event = told.event
    attributions = tuple(one for one in event.attributions if _says(speaker, one.source) or _is(speaker, one.actor))
    statements = tuple(one for one in event.statements if _says(speaker, one.source))
    casualties = tuple(one for one in event.casualties if _says(speaker, one.source))
    if not (attributions or statements or casualties):
        return None
    cut = replace(
        event,
        weapons=(),
        launchers=(),
        targets=(),
        outcomes=(),
        attributions=attributions,
        statements=statements,
        casualties=casualties,
        killed=_toll(casualties, Effect.KILLED),
        wounded=_toll(casualties, Effect.WOUNDED),
    )
    return replace(told, event=cut)


def _toll(casualties: Iterable[Casualty], effect: Effect) -> Count | None:
    """The one number that a speaker gives for this event alone; null when there is none or several."""
    found = [one.count for one in casualties if one.effect is effect and not one.cumulative]
    return found[0] if len(found) == 1 else None


def according_to_or_fail(tx: Transaction, event: StoredEvent, speaker: str) -> StoredEvent:
    """What a speaker says of an event; NotFoundError names those who say something."""
    found = according_to(tx, event, speaker)
    if found is not None:
        return found
    heard = sorted(
        {
            name
            for member in members(tx, report_ids(tx, event_number(event.event_id))).values()
            for name in _voices(member.told)
        }
    )
    raise NotFoundError(f"{speaker} says nothing of {event.event_id}", todo=f"these do: {', '.join(heard) or 'nobody'}")


def _voices(told: Told) -> Iterator[str]:
    if told.outlet:
        yield told.outlet
    event = told.event
    sources = [one.source for one in event.attributions] + [one.source for one in event.casualties]
    for source in (*sources, *(one.source for one in event.statements)):
        if source is not None:
            yield source.name or source.text
