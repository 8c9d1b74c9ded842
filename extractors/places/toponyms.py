"""Find gazetteer names in a tokenised article and what stands around them, before any model is asked.

A spot is the longest run of whole tokens that the gazetteer knows. Its surroundings are the words that tell what
it is: a type word ("province"), a point of the compass, a relation ("20 km west of"), a container ("X, Anbar").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.columns import lowers, texts
from extractors.lexicon import FOLDER, Entry, expand, read_entries
from extractors.reading import Reading
from extractors.resolve import Places

MOST_TOKENS = 11
_HYPHENS = frozenset("-–‐‑")
_PREFIXES = frozenset({"al", "el", "anti", "non", "pro"})  # what stands before the hyphen of a compound
_ARTICLES = frozenset({"Al", "El"})  # no "Ala." alone, but the head of a name: "Al-Nahr"
_STOPS = frozenset({",", ";", ":", "(", ")", '"', "“", "”", "?", "!"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens ``[first, last)`` of a name that the gazetteer knows."""

    first: int
    last: int
    name: str


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Entries of the place lexicon by code."""
    found: dict[str, tuple[Entry, ...]] = {}
    for file in ("place.toml", "place_evidence.toml"):
        for entry in read_entries(FOLDER / file).entry:
            found[entry.code] = (*found.get(entry.code, ()), entry)
    return found


@cache
def doubtful() -> frozenset[str]:
    """Names that are rarely meant as the place."""
    lines = (FOLDER.parent / "words" / "doubtful_places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


@cache
def terms(code: str) -> frozenset[str]:
    """All lower-case phrases of a code."""
    return frozenset(p.casefold() for e in entries()[code] for t in e.terms for p in expand(t))


TYPES = ("base", "camp", "airport", "energy", "crossing", "diplomatic", "building", "admin1", "district",
         "countryside", "settlement", "water", "land")
FACILITIES = frozenset({"base", "camp", "airport", "energy", "crossing", "diplomatic", "building"})


@cache
def _type_of() -> Mapping[str, Entry]:
    return {term: entry for code in reversed(TYPES) for entry in entries()[code] for term in terms(code)}


def type_word(words: Sequence[str]) -> tuple[int, Entry | None]:
    """(tokens, entry) of the longest type word at the head of lower-case words."""
    if not words or words[0] not in type_heads():
        return 0, None
    for size in range(min(3, len(words)), 0, -1):
        if entry := _type_of().get(" ".join(words[:size])):
            return size, entry
    return 0, None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article as plain lists: asking the Doc token by token is what would take the time."""

    text: list[str]
    lower: list[str]
    ends: list[int]  # for each token, the end of its sentence
    starts: list[int]

    @classmethod
    def of(cls, reading: Reading) -> Words:
        """Read them off once."""
        text = texts(reading.doc)
        starts, ends = [0] * len(text), [0] * len(text)
        for sentence in reading.sentences:
            for token in range(sentence.first, sentence.last):
                starts[token], ends[token] = sentence.first, sentence.last
        return cls(text, lowers(reading.doc), ends, starts)


def words_of(reading: Reading) -> Words:
    """The article's words, read off once."""
    cached: Words | None = reading.doc.user_data.get("words")
    if cached is None:
        cached = reading.doc.user_data["words"] = Words.of(reading)
    return cached


@cache
def type_heads() -> frozenset[str]:
    """First words of all type words."""
    return frozenset(term.split()[0] for term in _type_of())


def ends_in_type(name: str) -> bool:
    """Whether a name says itself what it is ("Madison County")."""
    parts = name.casefold().split()
    return len(parts) > 1 and type_word(parts[-1:])[1] is not None


def spots(words: Words, places: Places) -> Iterator[Spot]:
    """All spots of an article, longest first from the left, none across a sentence or line."""
    token = 0
    while token < len(words.text):
        size = _size_at(words, places, token) if _may_start(words, token) else 0
        if size and words.lower[token] == "the" and _size_at(words, places, token + 1) >= size - 1:
            size = 0  # "the Gulf of Aden" is not "the Gulf"
        if size:
            yield Spot(token, token + size, joined(words.text[token:token + size]))
        token += size or 1


def joined(words: Sequence[str]) -> str:
    """A name as it is written, from its tokens."""
    return re.sub(r" ?([-–‐‑]) ?", r"\1", " ".join(words))


def _may_start(words: Words, token: int) -> bool:
    text = words.text[token]
    following = words.text[token + 1] if token + 1 < len(words.text) else ""
    if text[0].isupper() or (not text.isascii() and text[0].isalpha()):
        return not (token > 1 and words.text[token - 1] in _HYPHENS and words.lower[token - 2] in _PREFIXES)
    return (following in _HYPHENS and text in terms("joint")) or (text == "the" and following[:1].isupper())


def _size_at(words: Words, places: Places, token: int) -> int:
    run = words.text[token:min(words.ends[token], token + MOST_TOKENS)]
    cut = next((n for n, w in enumerate(run) if w in _STOPS or w.isspace()), len(run))
    size = places.longest(run[:cut])
    while size and not _is_name(run[:size]):
        size = places.longest(run[:size - 1]) if size > 1 else 0
    return size


@cache
def _small_words() -> frozenset[str]:
    """What a name may hold without a capital: small words and type words."""
    return terms("joint") | _type_of().keys()


def _is_name(run: Sequence[str]) -> bool:
    names = [w for w in run if w[0].isalnum()]
    if not names or (len(run) == 1 and (run[0].lower() == "the" or run[0] in _ARTICLES)):
        return False
    tail = next((n for n in (3, 2) if len(names) > n and " ".join(names[-n:]) in _type_of()), 0)
    names = names[:len(names) - tail] + names[-1:] if tail else names  # "Belaya air base": a type of two words
    small = _small_words()
    if any(not (w[0].isupper() or not w.isascii() or w[0].isdigit() or w in small) for w in names):
        return False
    if names[-1] in _type_of():
        return len(names) > 1 and names[0][0].isupper()
    return any(w[0].isupper() or not w.isascii() for w in names)
