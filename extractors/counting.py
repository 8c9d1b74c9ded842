"""Which number counts which noun: nearest number to the left through adjectives, or a partitive."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from extractors.attributes.quantity import QuantityValue, Use, quantities_of
from extractors.numbers import Number

_MODIFIERS = frozenset({"amod", "nmod"})
REACH = 6  # tokens between a number and its noun: "three Iranian-made 107 mm"
_STOP_POS = frozenset({"ADP", "SCONJ", "CCONJ", "AUX", "PRON", "PART"})
_STOP_TEXT = frozenset({",", ";", ":", ".", "(", ")", "—", "–"})
_TIMES = frozenset({"x", "×"})


def counts_by_end(doc: Doc) -> Mapping[int, QuantityValue]:
    """Counts of a Doc by the token after them; computed once."""
    found = doc.user_data.get("counts_by_end")
    if found is None:
        found = {q.number.last: q for q in quantities_of(doc) if q.use is Use.COUNT}
        doc.user_data["counts_by_end"] = found
    return dict(found) if not isinstance(found, dict) else found


def quantities_in(doc: Doc, first: int, last: int) -> Sequence[QuantityValue]:
    """Quantities that start in tokens ``[first, last)``, in text order; found by bisection."""
    values = quantities_of(doc)
    low = bisect_left(values, first, key=_first)
    return values[low : bisect_left(values, last, lo=low, key=_first)]


def _first(value: QuantityValue) -> int:
    return value.number.first


def number_before(doc: Doc, first: int) -> Number | None:
    """The count of the noun phrase whose content starts at a token, articles included; null if bare."""
    ends = counts_by_end(doc)
    for token in range(first, max(-1, first - _reach(doc, first)), -1):
        if token in ends:
            return ends[token].number
        if token == 0:
            return None
        before = doc[token - 1]
        if before.lower_ == "of" and token - 1 in ends:
            return ends[token - 1].number  # "two of the drones"
        if before.text == "," and token > 1 and doc[token - 2].dep_ in _MODIFIERS and doc[token - 2].head.i >= first:
            continue  # "three short-distance, precision-guided missiles"
        if before.pos_ in _STOP_POS or before.text in _STOP_TEXT or before.is_space:
            return None
        if (before.text == "-" and before.whitespace_) or (before.lower_ == "the" and token - 1 in ends):
            return None
        if before.pos_ == "VERB" and before.tag_ not in ("VBN", "VBG", "JJ") and before.text not in _TIMES:
            return None
    return None


def _reach(doc: Doc, first: int) -> int:
    """How far back to look: farther where commas part adjectives."""
    return REACH + sum(t.text in {",", "-"} for t in doc[max(0, first - REACH):first])


def number_after(doc: Doc, last: int) -> Number | None:
    """The count in apposition to a noun phrase that ends at a token: "the rockets, six of them, were" """
    if last + 2 >= len(doc) or doc[last].text not in (",", "("):
        return None
    for quantity in quantities_in(doc, last + 1, last + 2):
        after = [t.lower_ for t in doc[quantity.number.last : quantity.number.last + 2]]
        if quantity.use is Use.COUNT and after in (["of", "them"], ["in", "number"], ["in", "all"], ["in", "total"]):
            return quantity.number
    return None
