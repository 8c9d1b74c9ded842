"""Running totals: "bringing the number of attacks to 102 since Oct. 17", "five rocket attacks in April". Never events.

Counted are attacks, and munitions of a long time ("more than 50 rockets between January and May").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from extractors.attributes.date import DateValue, day_of_writing
from extractors.attributes.quantity import Use
from extractors.attributes.weapon import WeaponValue
from extractors.counting import quantities_in
from extractors.events.runs import LEAST, names_attacks, worded
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading, Sentence, reading_of
from models.vocabulary import MentionLabel

AFTER = ("quantity", "date", "weapon")
NTH_REACH = 4  # tokens from "the fourth" to "attack": "the fourth such drone attack"
SINCE_REACH = 14  # tokens from "attack" to "since": "the 51st attack on American forces in the region since ..."
NOUN_REACH = 6  # tokens from a number to the attacks that it counts: "76 attacks", "102 such drone attacks"
LEAST_MUNITIONS = 10  # fewer may be one salvo
RUN_DAYS = 2  # munitions since an earlier day are the sum of several salvoes
LONG_DAYS = 25  # a time of this length holds a series, not one attack
RECORD_REACH = 6  # tokens from a superlative to "since": "the heaviest night of raids since May"
TOTAL_REACH = 40  # tokens from "the number of attacks" to its figure
_LONG = frozenset({"month", "year", "quarter"})


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """A running total: its number, the day it runs from and to (tokens of the dates), and the whole phrase."""

    number: Number
    phrase: tuple[int, int]
    since: Mention | None


def extract(doc: Doc) -> Iterator[Mention]:
    """Helper mentions (not shown), at most one for each sentence."""
    reading = reading_of(doc)
    for sentence, hits, codes in worded(reading):
        long = _long_time(reading, sentence)
        nth = _nth(reading, sentence, hits)
        if nth is not None:
            yield nth
        elif "attacks" in codes and ("since" in codes or "total" in codes or long is not None):
            yield from _in_sentence(reading, sentence, hits, long)
        elif "since" in codes:
            yield from _of_munitions(reading, sentence, hits)


def _long_time(reading: Reading, sentence: Sentence) -> Mention | None:
    """A month or more that a sentence speaks of: "in April", "in 2023"."""
    for mention in reading.overlapping(sentence.first, sentence.last, (MentionLabel.DATE,)):
        value = mention.value
        if isinstance(value, DateValue) and value.expression.kind in _LONG:
            return mention
    return None


def _nth(reading: Reading, sentence: Sentence, hits: list[Hit]) -> Mention | None:
    """ "the 51st attack on the base since mid-October", "the fourth time this month": so many with the one told"""
    for quantity in quantities_in(reading.doc, sentence.first, sentence.last):
        number = quantity.number
        if quantity.use is not Use.ORDINAL or (number.best or 0) < LEAST:
            continue
        counted = [h for h in hits if h.code in ("attack", "attacks") and 0 <= h.first - number.last <= NTH_REACH]
        since = next((h for h in hits if h.code == "since" and h.first >= number.last), None)
        if counted and since is not None and since.first - counted[0].last <= SINCE_REACH:
            return _mention(reading, number, [*counted[:1], since], _since(reading, hits))
    return None


def _of_munitions(reading: Reading, sentence: Sentence, hits: list[Hit]) -> Iterator[Mention]:
    """ "more than 50 rockets have hit the town since January" """
    since = _since(reading, hits)
    if since is None or not (_is_long_ago(reading, since) or _is_run(reading, since, hits)):
        return
    for weapon in reading.overlapping(sentence.first, sentence.last, (MentionLabel.WEAPON,)):
        value = weapon.value
        number = value.number if isinstance(value, WeaponValue) else None
        if number is not None and number.kind is not NumberKind.ARTICLE and (number.best or 0) >= LEAST_MUNITIONS:
            yield _mention(reading, number, hits, since)
            return


def _is_long_ago(reading: Reading, since: Mention) -> bool:
    """Whether a total runs from a month, or from a day long before the article."""
    value, written = since.value, day_of_writing(reading)
    if not isinstance(value, DateValue):
        return False
    if value.expression.kind in _LONG or value.resolved is None or written is None:
        return value.expression.kind in _LONG
    return (written - value.resolved.start).days >= LONG_DAYS


def _is_run(reading: Reading, since: Mention, hits: list[Hit]) -> bool:
    """Whether "since" counts from a day before yesterday: "1,220 rockets have been fired since last Tuesday"."""
    value, written = since.value, day_of_writing(reading)
    told = any(h.code == "since" and reading.doc[h.first].lower_ == "since" and h.last <= since.first for h in hits)
    if not told or not isinstance(value, DateValue) or value.resolved is None or written is None:
        return False
    return (written - value.resolved.start).days >= RUN_DAYS


def _in_sentence(reading: Reading, sentence: Sentence, hits: list[Hit], long: Mention | None) -> Iterator[Mention]:
    since = _since(reading, hits)
    for quantity in quantities_in(reading.doc, sentence.first, sentence.last):
        number = quantity.number
        if (
            quantity.use is not Use.COUNT
            or number.best is None
            or number.best < LEAST
            or number.kind is NumberKind.ARTICLE
            or _is_year(reading, number)
        ):
            continue
        counted = _counts_attacks(reading.doc, number, hits)
        total = _is_total(reading.doc, number, hits)
        if total or (counted and (long is not None or any(h.code == "since" for h in hits))):
            yield _mention(reading, number, hits, since or long)
            return


def _mention(reading: Reading, number: Number, hits: list[Hit], since: Mention | None) -> Mention:
    ends = [number.first, number.last, *(since.last for _ in range(1) if since is not None)]
    ends += [h.first for h in hits if h.code in ("attacks", "total") and abs(h.first - number.first) <= TOTAL_REACH]
    ends += [h.last for h in hits if h.code == "attacks" and abs(h.first - number.first) <= TOTAL_REACH]
    first, last = min(ends), max(ends)
    value = SeriesValue(number, (first, last), since)
    return reading.mention(MentionLabel.CUE, first, last, "series.total", head=number.core, value=value, shown=False)


def _since(reading: Reading, hits: list[Hit]) -> Mention | None:
    """The date after "since": the day from which the total runs; not that of "the worst since 2022"."""
    for hit in hits:
        if hit.code == "since" and not _of_record(reading.doc, hit):  # "from" and "between" too
            dates = reading.overlapping(hit.first, hit.last + NOUN_REACH, (MentionLabel.DATE,))
            if dates:
                return dates[0]
    return None


def _is_year(reading: Reading, number: Number) -> bool:
    """ "the 2015 attacks" """
    dates = reading.overlapping(number.first, number.last, (MentionLabel.DATE,))
    return any(isinstance(m.value, DateValue) and m.value.expression.kind in _LONG for m in dates)


def _of_record(doc: Doc, hit: Hit) -> bool:
    """ "its largest salvo since January"; the tree may hang "since" elsewhere """
    noun = doc[hit.first].head
    of_noun = [*noun.subtree] if noun.tag_ in ("NN", "JJS") else []
    for token in reversed(doc[max(doc[hit.first].sent.start, hit.first - RECORD_REACH) : hit.first]):
        if token.pos_ in ("VERB", "AUX", "PUNCT", "NUM"):
            break
        of_noun.append(token)
    return any(t.tag_ in ("JJS", "RBS") or t.lower_ == "first" for t in of_noun)


def _counts_attacks(doc: Doc, number: Number, hits: list[Hit]) -> bool:
    for hit in hits:
        if hit.code == "attacks" and 0 <= hit.first - number.last <= NOUN_REACH:
            gap = doc[number.last : hit.first]
            return all(t.is_alpha or t.text == "-" for t in gap) and not any(t.pos_ in ("ADP", "VERB") for t in gap)
    return False


def _is_total(doc: Doc, number: Number, hits: list[Hit]) -> bool:
    """ "bringing the number of attacks on troops there to 102", "the number of attacks has reached 96" """
    totals = [h for h in hits if h.code == "total" and len(h.entry.terms) and h.last - h.first > 2]
    told = any(a.code == "total" and b.code == "attacks" for a, b in pairwise(sorted(hits, key=lambda h: h.first)))
    told = told or any(names_attacks(doc, h) for h in totals)
    inverted = any(h.first == number.last and names_attacks(doc, h) for h in totals)  # "to 160 the number of attacks"
    return told and (inverted or any(0 <= number.first - h.last <= TOTAL_REACH for h in totals))


def norm_start(norm: Mapping[str, object] | None) -> str | None:
    """First day of a DATE mention, ISO 8601."""
    value = norm.get("start") if norm else None
    return str(value) if value else None
