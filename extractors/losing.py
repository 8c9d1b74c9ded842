"""Values that lost: other days, places, munitions and tolls in an event's reach, each with why it was not chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from extractors.attributes.date import DateValue
from extractors.draft import Draft
from extractors.filling import casualties, date, place
from extractors.filling.daycost import TOO_DEAR as TOO_DEAR_A_DAY
from extractors.mention import Mention
from extractors.places.locating import TOO_DEAR
from extractors.places.locating import Candidate as Spot
from extractors.reading import Reading
from models.event import Candidate, EventDate, ExtractedEvent, Place, Weapon
from models.vocabulary import Effect, MentionLabel

MOST = 3  # losers kept of one field: the nearest
REACH = {0: "in the clause", 1: "in the sentence", 2: "in a neighbouring sentence", 3: "in title or lead"}


def losers(event: ExtractedEvent, draft: Draft, reading: Reading) -> tuple[Candidate, ...]:
    """Up to three losing candidates for each of day, place, weapons, killed and wounded."""
    fields = (
        _dates(event.date, draft, reading),
        _places(event.place, draft, reading),
        _weapons(event, draft, reading),
        _tolls(event, draft, reading, Effect.KILLED),
        _tolls(event, draft, reading, Effect.WOUNDED),
    )
    return tuple(loser for field in fields for loser in islice(_once(field), MOST))


def _once(found: Iterable[Candidate]) -> Iterator[Candidate]:
    seen: set[str] = set()
    for one in found:
        if (words := one.text.casefold()) not in seen:
            seen.add(words)
            yield one


def _dates(chosen: EventDate | None, draft: Draft, reading: Reading) -> Iterator[Candidate]:
    best = None
    for cost, rank, mention in date.ranked(draft, reading):
        if chosen is not None and _day(mention) == (chosen.start, chosen.end):
            best = cost if best is None else best
        else:
            yield _loser("date", mention, _dearer(cost, rank, TOO_DEAR_A_DAY, best))


def _day(mention: Mention) -> tuple[object, object] | None:
    value = mention.value
    if not isinstance(value, DateValue) or value.resolved is None:
        return None
    return value.resolved.start, value.resolved.end


def _places(chosen: Place | None, draft: Draft, reading: Reading) -> Iterator[Candidate]:
    best = None
    for spot in place.ranked(draft, reading):
        if chosen is not None and _is_chosen(spot, chosen):
            best = spot.cost if best is None else best
        else:
            yield _loser("place", spot.mention, _dearer(spot.cost, spot.rank, TOO_DEAR, best))


def _is_chosen(spot: Spot, chosen: Place) -> bool:
    found = spot.value.place
    if found is None or chosen.gazetteer_id is None:
        return spot.mention.text == chosen.text
    return found.gazetteer_id == chosen.gazetteer_id


def _weapons(event: ExtractedEvent, draft: Draft, reading: Reading) -> Iterator[Candidate]:
    for rank, mention in draft.mentions(reading, MentionLabel.WEAPON):
        if not _overlaps(mention, event) and not any(_may_mean(mention, weapon) for weapon in event.weapons):
            yield _loser("weapons", mention, f"{REACH[rank]}, and not tied to the attack")


def _may_mean(mention: Mention, weapon: Weapon) -> bool:
    """Whether a mention says no more than a weapon that was read ("the rockets" of "122mm rockets")."""
    norm = mention.norm or {}
    named = norm.get("designation") in (None, weapon.designation)
    return norm.get("class") == weapon.class_ and named and norm.get("calibre_mm") in (None, weapon.calibre_mm)


def _overlaps(mention: Mention, event: ExtractedEvent) -> bool:
    start, end = mention.span
    return any(start < last and first < end for weapon in event.weapons for first, last in weapon.spans)


def _tolls(event: ExtractedEvent, draft: Draft, reading: Reading, effect: Effect) -> Iterator[Candidate]:
    chosen = getattr(event, effect.value)
    for told in casualties.tellings(draft, reading):
        span = told.span(reading)
        if effect not in told.value.effects or (chosen is not None and span in chosen.spans):
            continue
        value = told.value
        why = "a cumulative toll" if value.cumulative else "a part of a toll" if value.part else "another toll"
        words = reading.content[span[0] : span[1]]
        yield Candidate(effect.value, words, (span,), told.mention.rule, f"{why}, {REACH[told.rank]}")


def _dearer(cost: float, rank: int, limit: float, best: float | None) -> str:
    """Costs add up distance in the sentence, coarseness and what the words around say; the least wins."""
    against = f" against {best:.1f}" if best is not None else ""
    return f"{REACH[rank]}, cost {cost:.1f}{against}" + (f", above the limit of {limit:g}" if cost > limit else "")


def _loser(field: str, mention: Mention, why: str) -> Candidate:
    return Candidate(field, mention.text, (mention.span,), mention.rule, why)
