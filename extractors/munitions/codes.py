"""Figures and codes before a munition's word: the calibre of "eight 122 rockets", the model of "two QX-7B missiles"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from extractors.attributes.quantity import quantities_of
from extractors.lexicon import Hit
from extractors.numbers import NumberKind
from extractors.registry import lexicon_for
from extractors.resolve import Munitions
from models.vocabulary import WeaponClass

_CLASSES = frozenset(map(str, WeaponClass))  # a lexicon has words that only stand beside a munition too
_MODELLED = frozenset({"rocket", "missile", "drone", "aerial_bomb"})  # classes whose models bear codes
_MODEL = re.compile(r"(?=[^a-z]*[A-Z])(?=.*\d)[A-Z0-9][A-Za-z0-9]{0,5}(?:[-‑/][A-Za-z0-9]{1,5}){0,2}")
_MEASURE = re.compile(r"\d+(?:[.,]\d+)?-?(?:mm|cm|km|kg|m|lb)\b.*|.*-(?:day|hour|year|tube|barrel)", re.IGNORECASE)
_PIECES = 5  # tokens that a tokenizer may cut a code into


def bare_calibres(doc: Doc, nouns: Iterable[tuple[int, int, str]], munitions: Munitions) -> Iterator[tuple[int, float]]:
    """(token, millimetres) of figures that can only be the calibre: between a count or an article and a noun.

    ``nouns`` are tokens ``[first, last)`` that name munitions of a class, or a helper of the lexicon.
    """
    numbers = {q.number.last: q.number for q in quantities_of(doc)}
    for first, last, code in nouns:
        figure = numbers.get(first)
        if figure is None or figure.last - figure.first != 1 or not doc[figure.first].text.isdigit():
            continue
        counted = numbers.get(figure.first)
        plural = doc[last - 1].lower_.endswith("s")
        if counted is None or (counted.kind is NumberKind.ARTICLE and plural) or counted.kind is NumberKind.NONE:
            continue
        if code in _CLASSES and munitions.family(code, float(figure.value)) is not None:
            yield figure.first, float(figure.value)


def calibres_of_names(doc: Doc, named: Iterable[tuple[int, float]]) -> Iterator[tuple[int, float]]:
    """(token, millimetres) of "a 122 Grad", given where munitions are named and of what calibre they are known to be"""
    for first, mm in named:
        if first > 0 and doc[first - 1].text == f"{mm:g}":
            yield first - 1, mm


def model_codes(doc: Doc, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Tokens ``[first, last)`` of codes of letters and figures right before a munition's word; no vehicles' codes."""
    platforms = {t for h in lexicon_for("platform").hits(doc) for t in range(h.first, h.last)}
    for hit in hits:
        if hit.code not in _MODELLED or hit.entry.attrs.get("implied"):
            continue
        first = hit.first
        while first > 0 and hit.first - first < _PIECES and (first == hit.first or not doc[first - 1].whitespace_):
            first -= 1
        text = doc[first:hit.first].text
        if _MODEL.fullmatch(text) and not _MEASURE.fullmatch(text) and platforms.isdisjoint(range(first, hit.first)):
            yield first, hit.first
