"""Calibres in every spelling: "122mm", "122-mm", "122 millimetre", "calibre 122", ".50 calibre", "7.62x39"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.attributes.quantity import quantities_of
from extractors.columns import texts
from extractors.lexicon import Hit
from extractors.registry import lexicon_for

MM_PER_INCH = 25.4
MM_PER_CM = 10
SMALLEST_MM, LARGEST_MM = 2.0, 1600.0
SHORTEST = 3  # characters of a token that prints a calibre without a unit behind it: ".50", "60-"
_HYPHENS = frozenset({"-", "‑", "–"})
_INCH = re.compile(r"\.(\d{2,3})")
_CARTRIDGE = re.compile(r"(\d{1,2}\.\d{1,2}|\d{1,2})[x×](\d{2,3})(mm)?", re.IGNORECASE)
_WAITING = re.compile(r"(\d{2,3})[-‑–]")
_FIGURE = re.compile(r"\d")
_OR = frozenset({"and", "or", "to"})
_GLUED = re.compile(r"(?:\d{1,2}[x×])?(\d{2,3}(?:\.\d{1,2})?)-?mm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Calibre:
    """Tokens ``[first, last)`` that print a calibre."""

    first: int
    last: int
    mm: float


def calibres(doc: Doc) -> Iterator[Calibre]:
    """All printed calibres in text order; a plain length in mm or cm is for the caller to tell apart."""
    hits = lexicon_for("quantity").hits(doc)
    at = {h.first: h for h in hits}
    numbers = {q.number.first: q.number for q in quantities_of(doc)}
    for token, word in enumerate(texts(doc)):
        number = numbers.get(token)
        if number is None and (len(word) < SHORTEST or word.isalpha() or not _FIGURE.search(word)):
            continue
        found = _token_calibre(doc, at, token) or _shared_unit(doc, at, token)
        if found is None and number is not None and number.last - number.first == 1:
            found = _number_calibre(doc, at, token, number.decimal or float(number.best or 0))
        if found is not None and SMALLEST_MM <= found.mm <= LARGEST_MM:
            yield found


def _code(hit: Hit | None) -> str:
    return hit.code if hit else ""


def _after(doc: Doc, at: dict[int, Hit], token: int) -> Hit | None:
    """The unit after a figure, across a hyphen."""
    if token < len(doc) and doc[token].text in _HYPHENS:
        token += 1
    return at.get(token)


def _trailing(doc: Doc, at: dict[int, Hit], last: int) -> int:
    """The end of "122mm", "122mm-calibre", "122 mm calibre"."""
    following = _after(doc, at, last)
    return following.last if following is not None and following.code == "calibre" else last


def _number_calibre(doc: Doc, at: dict[int, Hit], token: int, figure: float) -> Calibre | None:
    unit = _after(doc, at, token + 1)
    before = at.get(token - 1)
    if unit is not None and unit.code in ("millimetre", "centimetre"):
        scale = MM_PER_CM if unit.code == "centimetre" else 1
        first = before.first if before is not None and before.code == "calibre" else token  # "calibre 122 mm"
        return Calibre(first, _trailing(doc, at, unit.last), figure * scale)
    if unit is not None and unit.code == "calibre" and not _precedes_figure(doc, unit.last):
        return Calibre(token, unit.last, figure)
    if _code(before) == "calibre" and before is not None:
        return Calibre(before.first, token + 1, figure)
    return None


def _precedes_figure(doc: Doc, last: int) -> bool:
    """ "two calibre 107 rockets": the word belongs to the figure behind it"""
    return last < len(doc) and doc[last].text[:1].isdigit()


def _shared_unit(doc: Doc, at: dict[int, Hit], token: int) -> Calibre | None:
    """ "60- and 81-mm", "107- or 122-mm": a figure that waits for the next one's unit"""
    first = _WAITING.fullmatch(doc[token].text)
    if first is None or doc[token + 1 : token + 2].text.lower() not in _OR:
        return None
    second = token + 2
    unit = _after(doc, at, second + 1) if second < len(doc) and doc[second].text.isdigit() else None
    glued = second < len(doc) and _GLUED.fullmatch(doc[second].text) is not None
    return Calibre(token, token + 1, float(first[1])) if glued or _code(unit) == "millimetre" else None


def _token_calibre(doc: Doc, at: dict[int, Hit], token: int) -> Calibre | None:
    """Figures that the tokenizer keeps in one piece."""
    text = doc[token].text
    glued, cartridge, inch = _GLUED.fullmatch(text), _CARTRIDGE.fullmatch(text), _INCH.fullmatch(text)
    unit = _after(doc, at, token + 1)
    if glued:
        return Calibre(token, _trailing(doc, at, token + 1), float(glued[1]))
    if cartridge and (cartridge[3] or "." in cartridge[1] or _code(unit) == "millimetre"):
        last = unit.last if unit is not None and unit.code == "millimetre" else token + 1
        return Calibre(token, last, float(cartridge[1]))
    if inch and unit is not None and unit.code == "calibre":
        return Calibre(token, unit.last, round(float(f"0.{inch[1]}") * MM_PER_INCH, 2))
    return None
