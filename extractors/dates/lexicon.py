"""The words of `data/lexicons/date.toml` by what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from extractors.lexicon import FOLDER, read_entries

_WORD = re.compile(r"\w+")
_NEEDS = re.compile(r"\(\?#([^)]*)\)")
FIGURE = "#"  # stands among a text's words for any figure
_NEEDED = ("month", "weekday", "feast", "holiday", "known", "hour", "day")  # where a pattern names two, the first


@cache
def values(code: str) -> Mapping[str, int | str]:
    """Value by term of a code of the lexicon."""
    entry = next(e for e in read_entries(FOLDER / "date.toml").entry if e.code == code)
    return dict(zip(entry.terms, entry.attrs["value"], strict=True))


@cache
def sayings() -> frozenset[str]:
    """Lemmas of verbs whose time and place are the speaker's and not the event's."""
    return terms("saying")


@cache
def followings() -> frozenset[str]:
    """Lemmas of verbs for what follows an attack, on a day of its own."""
    return terms("following")


@cache
def courts() -> frozenset[str]:
    """Nouns and adjectives of courts and custody: a day beside them is not the attack's."""
    return terms("court")


@cache
def stamps() -> frozenset[str]:
    """Words before the day on which a page was put up."""
    return terms("stamp")


@cache
def terms(code: str) -> frozenset[str]:
    """Terms of a code of the lexicon."""
    return frozenset(t for e in read_entries(FOLDER / "date.toml").entry if e.code == code for t in e.terms)


@cache
def any_of(code: str) -> str:
    """Pattern of any term of a code of the lexicon."""
    return spaced(values(code))


def spaced(words: Iterable[str]) -> str:
    """Pattern of any of some terms, the longest first, however they are spaced and quoted."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(t).replace(r"\ ", r"\s+").replace("'", "['’]") for t in longest)


def words_in(text: str) -> frozenset[str]:
    """Lower-case words of a text, without points and apostrophes, and the sign for figures if it has any."""
    words = _WORD.findall(text.lower())
    return frozenset([*words, FIGURE] if any(map(str.isdigit, text)) else words)


def needed_by(pattern: str) -> frozenset[str]:
    """Words of which a match has one: those that the pattern's comment names, else one of each term of its code."""
    if note := _NEEDS.match(pattern):
        return frozenset(note[1].split())
    code = next((code for code in _NEEDED if any_of(code) in pattern), None)
    return frozenset(max(_WORD.findall(term.lower()), key=len) for term in values(code)) if code else frozenset()
