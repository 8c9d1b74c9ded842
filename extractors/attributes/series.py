"""Running totals of attacks: "bringing the number of attacks to 102 since Oct. 17". Never events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from extractors.attributes.quantity import Use
from extractors.counting import quantities_in
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading, Sentence, reading_of
from extractors.registry import lexicon_for
from models.vocabulary import MentionLabel

AFTER = ("quantity", "date")
LEAST = 3  # fewer attacks are told one by one
NOUN_REACH = 6  # tokens from a number to the attacks that it counts: "76 attacks", "102 such drone attacks"
TOTAL_REACH = 22  # tokens from "the number of attacks" to its figure


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """A running total: its number, the day it runs from and to (tokens of the dates), and the whole phrase."""

    number: Number
    phrase: tuple[int, int]
    since: Mention | None


def extract(doc: Doc) -> Iterator[Mention]:
    """Helper mentions (not shown), at most one for each sentence."""
    reading = reading_of(doc)
    by_sentence: dict[int, list[Hit]] = {}
    for hit in lexicon_for("series").hits(doc):
        by_sentence.setdefault(reading.sentence_at(hit.first).index, []).append(hit)
    for index, hits in by_sentence.items():
        codes = {h.code for h in hits}
        if {"attacks", "since"} <= codes or {"attacks", "total"} <= codes:
            yield from _in_sentence(reading, reading.sentences[index], hits)


def _in_sentence(reading: Reading, sentence: Sentence, hits: list[Hit]) -> Iterator[Mention]:
    since = _since(reading, hits)
    for quantity in quantities_in(reading.doc, sentence.first, sentence.last):
        number = quantity.number
        if (
            quantity.use is not Use.COUNT
            or number.best is None
            or number.best < LEAST
            or number.kind is NumberKind.ARTICLE
        ):
            continue
        counted = _counts_attacks(reading.doc, number, hits)
        total = _is_total(number, hits)
        if total or (counted and any(h.code == "since" for h in hits)):
            yield _mention(reading, number, hits, since)
            return


def _mention(reading: Reading, number: Number, hits: list[Hit], since: Mention | None) -> Mention:
    ends = [number.first, number.last, *(since.last for _ in range(1) if since is not None)]
    ends += [h.first for h in hits if h.code in ("attacks", "total") and abs(h.first - number.first) <= TOTAL_REACH]
    ends += [h.last for h in hits if h.code == "attacks" and abs(h.first - number.first) <= TOTAL_REACH]
    first, last = min(ends), max(ends)
    value = SeriesValue(number, (first, last), since)
    return reading.mention(MentionLabel.CUE, first, last, "series.total", head=number.core, value=value, shown=False)


def _since(reading: Reading, hits: list[Hit]) -> Mention | None:
    """The date after "since": the day from which the total runs."""
    for hit in hits:
        if hit.code == "since":  # "from" and "between" too
            dates = reading.overlapping(hit.first, hit.last + NOUN_REACH, (MentionLabel.DATE,))
            if dates:
                return dates[0]
    return None


def _counts_attacks(doc: Doc, number: Number, hits: list[Hit]) -> bool:
    for hit in hits:
        if hit.code == "attacks" and 0 <= hit.first - number.last <= NOUN_REACH:
            gap = doc[number.last : hit.first]
            return all(t.is_alpha or t.text == "-" for t in gap) and not any(t.pos_ in ("ADP", "VERB") for t in gap)
    return False


def _is_total(number: Number, hits: list[Hit]) -> bool:
    """ "bringing the number of attacks on troops there to 102" """
    totals = [h for h in hits if h.code == "total" and len(h.entry.terms) and h.last - h.first > 2]
    return any(0 <= number.first - h.last <= TOTAL_REACH for h in totals) and any(
        a.code == "total" and b.code == "attacks" for a, b in pairwise(sorted(hits, key=lambda h: h.first))
    )


def norm_start(norm: Mapping[str, object] | None) -> str | None:
    """First day of a DATE mention, ISO 8601."""
    value = norm.get("start") if norm else None
    return str(value) if value else None
