"""How many munitions a launcher holds or can fire at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.attributes.quantity import Use
from extractors.attributes.weapon import WeaponValue
from extractors.counting import quantities_in
from extractors.lexicon import Hit
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading
from models.vocabulary import MentionLabel

CAPACITY_REACH = 14
NAME_REACH = 6
_USED = frozenset({"use", "used", "using"})
_ABLE = frozenset({
    "launch", "fire", "launching", "firing", "carry", "carrying", "carried", "hold", "holding", "held", "for",
    "capable",
})  # fmt: skip
_LENGTHS = ("mm", "millimet", "cm", "centimet")
_DOING = frozenset({"firing", "launching"})


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of the launcher lexicon that tell of launchers, by kind."""

    launching: tuple[Hit, ...]
    improvised: tuple[Hit, ...]
    status: tuple[Hit, ...]
    holder: tuple[Hit, ...]
    unfired: tuple[Hit, ...]
    vehicles: tuple[Hit, ...]


def capacity_of(reading: Reading, hit: Hit, cues: Cues) -> Number | None:
    """ "up to 5 x 122mm rockets", "ten launch tubes", "a 40-barrel launcher", "20 rockets were loaded in a truck" """
    sentence = reading.sentence_at(hit.first)
    first, last = hit.first - NAME_REACH, min(hit.last + CAPACITY_REACH, sentence.last)
    return (
        _of_its(reading, hit.last, last)
        or _held(reading, hit, cues, max(first, sentence.first), last)
        or _loaded(reading, hit, cues)
        or _of_next_sentence(reading, cues, sentence.index + 1)
    )


def _held(reading: Reading, hit: Hit, cues: Cues, first: int, last: int) -> Number | None:
    """The number of what holds munitions, or of what it is able to fire."""
    doc = reading.doc
    for number in numbers_in(reading, first, last):
        if doc[number.last : number.last + 2].text.strip("- ").lower().startswith(_LENGTHS):
            continue
        holder = next((c.first for c in cues.holder if number.last <= c.first < number.last + NAME_REACH), None)
        if holder is not None and not _is_apart(doc, number, holder, cues):
            return number  # no "three rockets were still in their tubes"
        before = number.first > hit.last
        unfired = any(number.first <= c.first < number.last + NAME_REACH for c in cues.unfired)
        able = any(t.tag_ == "MD" for t in doc[hit.last : max(hit.last, number.first)])
        spoken = doc[max(0, hit.first - NAME_REACH) : number.first]
        used = not able and any(t.lower_ in _USED for t in spoken)  # what it did fire
        if before and _is_able(doc, hit, number) and not unfired and not used:
            return number
    return None


def _is_apart(doc: Doc, number: Number, holder: int, cues: Cues) -> bool:
    """ "three rockets were still in their tubes", "fired twelve rockets from buried tubes", "two of the tubes" """
    between = range(number.last, holder)
    if any(doc[t].tag_ == "PRP$" for t in between):
        return True  # "two failed to leave their tubes"
    return any(u.first in between for u in cues.unfired) or any(doc[t].lower_ in ("from", "of") for t in between)


def _of_its(reading: Reading, first: int, last: int) -> Number | None:
    """The whole of what was fired in part: "28 of its 40 rockets" """
    doc = reading.doc
    return next((n for n in numbers_in(reading, first, last)
                 if n.first > first + 1 and doc[n.first - 1].lower_ == "its" and doc[n.first - 2].lower_ == "of"), None)


def numbers_in(reading: Reading, first: int, last: int) -> Iterator[Number]:
    """Exact or bounded numbers of things, calibres and lengths included, in tokens ``[first, last)``."""
    for quantity in quantities_in(reading.doc, first, last):
        counted = quantity.use in (Use.COUNT, Use.MEASURE) and quantity.number.best is not None
        if counted and quantity.number.kind not in (NumberKind.ARTICLE, NumberKind.NONE):
            yield quantity.number


def _loaded(reading: Reading, hit: Hit, cues: Cues) -> Number | None:
    """ "about 20 rockets had been placed in a vehicle" """
    sentence = reading.sentence_at(hit.first)
    for cue in cues.launching:
        if cue.entry.attrs.get("loading") and sentence.first <= cue.first and 0 <= hit.first - cue.last <= 2:
            verb = reading.doc[cue.first : cue.last].root
            if verb.dep_ == "acl" and not munitions_in(reading, verb.head.i, verb.head.i + 1):
                continue  # "from a launcher hidden in a lorry"
            told = [m.number for m in munitions_in(reading, sentence.first, cue.first) if m.number is not None]
            return next((n for n in told if n.kind is not NumberKind.ARTICLE and n.best is not None), None)
    return None


def _of_next_sentence(reading: Reading, cues: Cues, index: int) -> Number | None:
    """ "It was made up of eight 107 mm tubes." """
    if index >= len(reading.sentences):
        return None
    sentence = reading.sentences[index]
    if reading.doc[sentence.first].lower_ not in ("it", "\"it", "the"):
        return None
    holders = [c for c in cues.holder if sentence.first <= c.first < sentence.last]
    numbers = list(numbers_in(reading, sentence.first, sentence.last))
    return next((n for n in numbers for c in holders if n.last <= c.first < n.last + NAME_REACH), None)


def _is_able(doc: Doc, hit: Hit, number: Number) -> bool:
    """Whether words between launcher and number tell what it can hold or fire: no "after firing six rockets" """
    for token in doc[max(hit.last, number.first - NAME_REACH) : number.first]:
        doing = token.lower_ in _DOING and doc[token.i - 1].lower_ not in ("of", "for")
        if token.lower_ in _ABLE and not doing:
            return True
    return False


def munitions_in(reading: Reading, first: int, last: int) -> list[WeaponValue]:
    """Munitions named in tokens ``[first, last)``."""
    found = reading.overlapping(first, last, (MentionLabel.WEAPON,))
    return [m.value for m in found if isinstance(m.value, WeaponValue) and not m.value.implied]
