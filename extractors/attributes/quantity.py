"""Numbers and what they are used for: counts of things, ages, measures, times, parts of names.

`QuantityValue.use` keeps calibres, ages, distances, dates, street numbers and unit names apart from counts;
only counts are shown as QUANTITY mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc

from extractors.glued import clock, compound
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind, find_numbers
from extractors.reading import reading_of
from extractors.registry import lexicon_for
from models.vocabulary import MentionLabel

FIRST_YEAR, LAST_YEAR = 1900, 2100
HOUSE_NUMBER = 100  # a figure from here on before "West Main Street" is an address
STREET_REACH = 6


class Use(StrEnum):
    """What a number is used for."""

    COUNT = "count"
    ORDINAL = "ordinal"
    AGE = "age"
    MEASURE = "measure"
    MONEY = "money"
    TIME = "time"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class QuantityValue:
    """A number and its use."""

    number: Number
    use: Use

    @property
    def low(self) -> int | None:
        """Least value told."""
        return self.number.low

    @property
    def best(self) -> int | None:
        """Value told."""
        return self.number.best

    @property
    def high(self) -> int | None:
        """Largest value told."""
        return self.number.high


def extract(doc: Doc) -> Iterator[Mention]:
    """QUANTITY mentions; articles and non-counts are helper mentions that are not shown."""
    reading = reading_of(doc)
    for value in quantities_of(doc):
        number = value.number
        if number.kind is NumberKind.ARTICLE:
            continue
        shown = value.use is Use.COUNT and number.kind is not NumberKind.NONE
        yield reading.mention(
            MentionLabel.QUANTITY,
            number.first,
            number.last,
            f"quantity.{value.use}",
            head=number.core,
            norm={"low": number.low, "best": number.best, "high": number.high},
            value=value,
            shown=shown,
        )


def quantities_of(doc: Doc) -> tuple[QuantityValue, ...]:
    """All numbers of a Doc with their use, articles included; computed once."""
    found = doc.user_data.get("quantities")
    if found is None:
        hits = lexicon_for("quantity").hits(doc)
        at = {h.first: h for h in hits}
        until = {h.last: h for h in hits}
        found = tuple(QuantityValue(n, _use(doc, at, until, n)) for n in find_numbers(doc, hits))
        doc.user_data["quantities"] = found
    return tuple(found)


def _kind(hit: Hit | None) -> str:
    return str(hit.entry.attrs["kind"]) if hit else ""


def _use(doc: Doc, at: Mapping[int, Hit], until: Mapping[int, Hit], number: Number) -> Use:
    """Ages, measures and so on by the words on both sides."""
    after, before = _kind(_next(doc, at, number.last)), _kind(until.get(number.first))
    if number.kind in (NumberKind.ORDINAL, NumberKind.NONE):
        return Use.ORDINAL if number.kind is NumberKind.ORDINAL else Use.COUNT
    if after == "age" or before == "aged" or _age_in_commas(doc, number):
        return Use.AGE
    if number.kind is NumberKind.ARTICLE:
        return Use.MEASURE if after in ("measure", "time", "month") else Use.COUNT
    if before == "money" or after == "money":
        return Use.MONEY
    if after in ("measure", "charge") and not _size_follows(doc, at, number):
        return Use.MEASURE
    if after == "time":
        return Use.TIME
    return _figure_use(doc, at, number, after, before)


def _figure_use(doc: Doc, at: Mapping[int, Hit], number: Number, after: str, before: str) -> Use:
    figures = doc[number.core].text[:1].isdigit()
    if (after == "month" or before == "month") and figures and number.value <= 31:
        return Use.DATE
    if not figures:
        return Use.COUNT
    single = number.last - number.first == 1
    if single and number.decimal is None and FIRST_YEAR <= number.value <= LAST_YEAR and _year(doc, number, before):
        return Use.DATE
    if (number.value >= HOUSE_NUMBER and _street_ahead(doc, at, number)) or _kind(at.get(number.last)) == "street":
        return Use.NAME
    if (before == "numbered" and single and doc[number.first - 1].is_title) or compound(doc, number):
        return Use.NAME
    if clock(doc, number):
        return Use.TIME
    return Use.MEASURE if number.decimal is not None else Use.COUNT


def _size_follows(doc: Doc, at: Mapping[int, Hit], number: Number) -> bool:
    """ "two calibre 107 rockets": the number counts, the size comes after its word"""
    hit = _next(doc, at, number.last)
    after = doc[hit.last] if hit is not None and hit.last < len(doc) else None
    return hit is not None and hit.code == "calibre" and after is not None and after.text[:1].isdigit()


def _next(doc: Doc, at: Mapping[int, Hit], token: int) -> Hit | None:
    """The hit after a number, across one hyphen ("122-mm", "22-year-old")."""
    if token in at and _kind(at[token]) != "range":
        return at[token]
    if token < len(doc) and doc[token].text in ("-", "‑", "–"):
        return at.get(token + 1)
    return None


def _age_in_commas(doc: Doc, number: Number) -> bool:
    """ "Ann Lee, 22, was": a bare figure between commas after a name."""
    first, last = number.first, number.last
    if first < 2 or last >= len(doc) or last - first != 1 or not 0 < number.value < 110:
        return False
    if doc[last : last + 2].text.casefold() in ("of which", "of whom", "of them"):
        return False
    framed = doc[first - 1].text in (",", "(") and doc[last].text in (",", ".", ")", ";", "and", "of", "-", "–", "|")
    return framed and doc[first - 2].text[:1].isupper() and doc[first - 2].is_alpha and doc[first].text.isdigit()


def _year(doc: Doc, number: Number, before: str) -> bool:
    following = doc[number.last] if number.last < len(doc) else None
    if before in ("month", "aged") or (
        number.first and doc[number.first - 1].lower_ in ("in", "since", ",", "of", "early", "late", "mid")
    ):
        return True
    return following is None or not following.is_alpha or following.lower_ in ("and", "to", "when", "by", "in", "the")


def _street_ahead(doc: Doc, at: Mapping[int, Hit], number: Number) -> bool:
    for token in range(number.last, min(len(doc), number.last + STREET_REACH)):
        if _kind(at.get(token)) == "street":
            return True
        if not (doc[token].text[:1].isupper() or doc[token].text[:1].isdigit()):
            return False
    return False
