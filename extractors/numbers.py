"""One grammar for numbers in words and figures: bounds, ranges, approximations, vague and negative quantities.

`find_numbers` reads token hits of the quantity lexicon; it needs no parse. A `Number` is the phrase with its
bounds ("at least three", "12 to 15", "more than a dozen", "none", "both"), not what is counted: that is
`extractors.attributes.quantity`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from spacy.tokens import Doc

from extractors.columns import texts
from extractors.lexicon import Hit

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,5})[-–—](\d{1,5})")
_ANY_FIGURE = re.compile(r"\d")
_HYPHENS = frozenset({"-", "–", "—"})
_TIMES = frozenset({"twice", "times"})  # "twice as many" is another number than the one before
_WORDY = frozenset({"unit", "ten", "scale"})


class NumberKind(StrEnum):
    """How a number is told."""

    EXACT = "exact"
    BOUND = "bound"
    RANGE = "range"
    VAGUE = "vague"
    NONE = "none"
    ARTICLE = "article"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens ``[first, last)`` with ``low <= best <= high``; ``core`` is the token that bears the figure."""

    first: int
    last: int
    core: int
    kind: NumberKind
    low: int | None
    best: int | None
    high: int | None
    decimal: float | None = None  # the figure when it is no whole number

    @property
    def value(self) -> int:
        """The one figure to reckon with."""
        return next(n for n in (self.best, self.low, self.high, 0) if n is not None)


@dataclass(frozen=True, slots=True)
class _Core:
    last: int
    token: int
    low: int | None
    best: int | None
    high: int | None
    kind: NumberKind = NumberKind.EXACT
    decimal: float | None = None


def find_numbers(doc: Doc, hits: Iterable[Hit]) -> list[Number]:
    """All numbers of a Doc in text order, without overlaps."""
    at = {h.first: h for h in hits}
    found: list[Number] = []
    token = 0
    words = texts(doc)
    while token < len(words):
        number = _same(doc, at.get(token), found) if token in at else None
        if number is None:
            number = _read(doc, at, token) if token in at or _may_be_figure(words[token]) else None
        if number is None:
            token += 1
        else:
            found.append(number)
            token = number.last
    return found


def _may_be_figure(word: str) -> bool:
    return not word.isalpha() and _ANY_FIGURE.search(word) is not None


def _same(doc: Doc, hit: Hit | None, found: Sequence[Number]) -> Number | None:
    """ "four were killed and as many injured": the number told before"""
    if hit is None or _kind(hit) != "same" or not found or found[-1].kind is NumberKind.ARTICLE:
        return None
    if hit.first > 0 and doc[hit.first - 1].lower_ in _TIMES:
        return None
    return replace(found[-1], first=hit.first, last=hit.last, core=hit.last - 1)


def _kind(hit: Hit | None) -> str:
    return str(hit.entry.attrs["kind"]) if hit else ""


def _figure(hit: Hit, key: str = "value") -> int | None:
    return cast("int | None", hit.entry.attrs.get(key))


def _read(doc: Doc, at: Mapping[int, Hit], first: int) -> Number | None:
    """A number phrase that starts here: bounds, core, range, afterthought."""
    bounds: list[str] = []
    token = first
    while _kind(hit := at.get(token)) == "bound" and hit:
        bounds.append(str(hit.entry.attrs["bound"]))
        token = hit.last
    core = _core(doc, at, token)
    if core is None:
        return None
    last, core = _range(doc, at, core, first)
    after = at.get(last)
    if _kind(after) == "after" and after:
        bounds.append(str(after.entry.attrs["bound"]))
        last = after.last
    link = doc[first].lower_ == "and"  # "and more than a dozen": one phrase of the lexicon, beside "and more"
    return _bounded(first + link, last, core, bounds)


def _bounded(first: int, last: int, core: _Core, bounds: list[str]) -> Number:
    low, best, high, kind = core.low, core.best, core.high, core.kind
    if kind in (NumberKind.EXACT, NumberKind.ARTICLE, NumberKind.RANGE) and bounds:
        kind = NumberKind.EXACT if kind is NumberKind.ARTICLE else kind
        if "low" in bounds:
            high, kind = None, NumberKind.BOUND
        elif "high" in bounds:
            low, best, kind = None, high, NumberKind.BOUND
        elif "approx" in bounds:
            low, high, kind = None, None, NumberKind.BOUND
    return Number(first, last, core.token, kind, low, best, high, core.decimal)


def _core(doc: Doc, at: Mapping[int, Hit], token: int) -> _Core | None:
    """The figure itself, without bounds."""
    if token >= len(doc):
        return None
    hit = at.get(token)
    kind = _kind(hit)
    if hit is None or kind in _WORDY or kind == "article":
        return _amount(doc, at, token)
    value = _figure(hit)
    if kind == "none":
        return _Core(hit.last, token, 0, 0, 0, NumberKind.NONE)
    if kind == "ordinal":
        return _Core(hit.last, token, value, value, value, NumberKind.ORDINAL)
    if kind == "vague" and _kind(at.get(hit.last)) in ("unit", "ten") and doc[hit.last - 1].lower_ == "of":
        return _core(doc, at, hit.last)  # "a group of five"
    if kind in ("set", "vague"):
        whole = NumberKind.EXACT if kind == "set" else NumberKind.VAGUE
        return _Core(hit.last, token, _figure(hit, "low"), _figure(hit, "best"), _figure(hit, "high"), whole)
    return None


def _amount(doc: Doc, at: Mapping[int, Hit], token: int) -> _Core | None:
    """Figures or words with scales: "12", "3,000", "1.5 million", "two dozen", "a hundred and ten"."""
    text = doc[token].text
    if nth := _ORDINAL.fullmatch(text):
        return _Core(token + 1, token, int(nth[1]), int(nth[1]), int(nth[1]), NumberKind.ORDINAL)
    span = _SPAN.fullmatch(text)
    if span:
        low, high = int(span[1]), int(span[2])
        return _span_core(token + 1, token, low, high)
    hit = at.get(token)
    if _FIGURE.fullmatch(text):
        value, last, exact = float(text.replace(",", "")), token + 1, NumberKind.EXACT
    elif hit is not None:
        value, last, exact = float(_figure(hit) or 0), hit.last, NumberKind.EXACT
        if _kind(hit) == "article":
            exact = NumberKind.ARTICLE
        elif _kind(hit) == "scale":
            return None
        elif _kind(hit) == "ten":
            value, last = _unit_after(doc, at, value, last)
    else:
        return None
    return _scaled(doc, at, token, value, last, exact)


def _unit_after(doc: Doc, at: Mapping[int, Hit], value: float, last: int) -> tuple[float, int]:
    """ "twenty-four", "twenty four" """
    follow = last + 1 if last < len(doc) and doc[last].text in _HYPHENS else last
    hit = at.get(follow)
    if _kind(hit) == "unit" and hit and 0 < (_figure(hit) or 0) < 10:
        return value + (_figure(hit) or 0), hit.last
    return value, last


def _scaled(doc: Doc, at: Mapping[int, Hit], token: int, value: float, last: int, kind: NumberKind) -> _Core | None:
    total = 0.0
    core = last - 1 if kind is not NumberKind.ARTICLE else token
    while _kind(hit := at.get(last)) == "scale" and hit:
        core, last, kind = hit.first, hit.last, NumberKind.EXACT
        value *= _figure(hit) or 1
        rest = _rest(doc, at, last)
        if rest is None:
            continue
        total, value, last = total + value, rest[0], rest[1]
    value += total
    if value != int(value):
        return _Core(last, core, None, None, None, kind, value)
    return _Core(last, core, int(value), int(value), int(value), kind)


def _rest(doc: Doc, at: Mapping[int, Hit], last: int) -> tuple[float, int] | None:
    """What follows a scale: "(and) twenty-three" of "a hundred and twenty-three"."""
    follow = last + 1 if last < len(doc) and doc[last].lower_ == "and" else last
    hit = at.get(follow)
    kind = _kind(hit)
    if hit is None or kind not in ("unit", "ten"):
        return None
    value, end = float(_figure(hit) or 0), hit.last
    return _unit_after(doc, at, value, end) if kind == "ten" else (value, end)


def _range(doc: Doc, at: Mapping[int, Hit], core: _Core, first: int) -> tuple[int, _Core]:
    """ "three to five", "12 or 13", "20-30", "between 4 and 6": the second figure must be larger."""
    if core.kind is not NumberKind.EXACT or core.best is None:
        return core.last, core
    link = core.last
    between = first > 0 and doc[first - 1].lower_ == "between"
    while _kind(at.get(link)) == "range" or (between and doc[link : link + 1].text == "and" and link == core.last):
        link = at[link].last if link in at else link + 1
    if link == core.last or link - core.last > 3:
        return core.last, core
    other = _core(doc, at, link) if not _opens_text(doc, core, link) else None
    if other is None or other.kind is not NumberKind.EXACT or other.best is None or other.best <= core.best:
        return core.last, core
    return other.last, _span_core(other.last, core.token, core.best, other.best)


def _opens_text(doc: Doc, core: _Core, link: int) -> bool:
    """ "KIRKUK, March 4 - Ten rockets": a capital behind a dash between spaces opens the text"""
    if doc[core.last].text not in _HYPHENS or link >= len(doc):
        return False
    return doc[link].text[:1].isupper() and not doc[core.token].is_title


def _span_core(last: int, token: int, low: int, high: int) -> _Core:
    if low >= high:
        return _Core(last, token, low, low, low)
    best = (low + high) // 2
    return _Core(last, token, low, best, high, NumberKind.RANGE)
