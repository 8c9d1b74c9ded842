"""The number grammar: any text gives ordered bounds inside the text, and calibres are read in every spelling."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractors import nlp
from extractors.attributes.quantity import quantities_of
from extractors.munitions.calibre import calibres

WORDS = [
    "at",
    "least",
    "two",
    "dozen",
    "to",
    "-",
    "between",
    "and",
    "14",
    "3,000",
    "1.5",
    "million",
    "of",
    "more",
    "than",
    "a",
    "hundred",
    "no",
    "several",
    "or",
    "twenty",
    "five",
    "12-15",
    "mm",
    "years",
    "old",
    "x",
    ".",
    "$",
    "%",
    "Oct.",
]


def doc_of(text: str) -> Doc:
    return nlp.load().make_doc(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_bounds_are_ordered_and_inside(words: list[str]) -> None:
    doc = doc_of(" ".join(words))
    last = 0
    for value in quantities_of(doc):
        number = value.number
        known = [n for n in (number.low, number.best, number.high) if n is not None]
        assert known == sorted(known)
        assert last <= number.first < number.last <= len(doc)
        last = number.last


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    doc = doc_of(text)
    assert all(v.number.last <= len(doc) for v in quantities_of(doc))
    assert all(c.mm > 0 for c in calibres(doc))


@pytest.mark.parametrize(
    ("text", "mm"),
    [("122mm rockets", 122), ("122 mm rockets", 122), ("a 122-mm rocket", 122), ("122 millimetre rockets", 122),
     ("5 x 122mm rockets", 122), ("calibre 122", 122), ("a .50 calibre gun", 12.7), ("7.62x39mm rounds", 7.62),
     ("a 30cm bomb", 300)],
)  # fmt: skip
def test_calibre_spellings(text: str, mm: float) -> None:
    assert [c.mm for c in calibres(doc_of(text))] == [mm]


@pytest.mark.parametrize("text", ["122 people", "a 22-year-old", "20 km away", "calibre of the work"])
def test_no_calibre(text: str) -> None:
    assert not list(calibres(doc_of(text)))
