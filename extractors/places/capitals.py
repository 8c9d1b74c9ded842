"""Capitals that are told by their country: "the Somali capital", "Mali's capital", "the capital of Chad"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.places.toponyms import Spot, Words
from extractors.reading import Reading
from extractors.resolve import ResolvedPlace

CAPITAL = "capital"
_NOUNS = frozenset({"NOUN", "PROPN"})


def capitals(reading: Reading, words: Words, at: Mapping[int, Spot], ends: Mapping[int, Spot]) -> Iterator[Spot]:
    """The phrases without article; ``at`` and ``ends`` hold the names of the gazetteer by first and last token."""
    for token, word in enumerate(words.lower):
        if word != CAPITAL or token == 0:
            continue
        last = token + 1 + (words.lower[token + 1 : token + 2] == ["city"])
        if last < len(words.lower) and reading.doc[last].pos_ in _NOUNS and words.text[last].islower():
            continue  # "Russian capital investment"
        spot = _before(reading, words, ends, token, last) or _behind(reading, words, at, token, last)
        if spot is not None:
            yield spot


def capital_of(reading: Reading, spot: Spot) -> ResolvedPlace | None:
    """The place that a phrase of `capitals` stands for: its name is the country's code."""
    return reading.resolvers.places.capital(spot.name)


def _before(reading: Reading, words: Words, ends: Mapping[int, Spot], token: int, last: int) -> Spot | None:
    country = reading.resolvers.places.demonym(words.text[token - 1])
    if country:
        return Spot(token - 1, last, country)
    owner = ends.get(token - 1) if words.text[token - 1] in {"'s", "\u2019s"} else None
    return _of(reading, owner, owner.first if owner else token, last)


def _behind(reading: Reading, words: Words, at: Mapping[int, Spot], token: int, last: int) -> Spot | None:
    owner = at.get(last + 1) if words.lower[last : last + 1] == ["of"] else None
    return _of(reading, owner, token, owner.last if owner else last)


def _of(reading: Reading, owner: Spot | None, first: int, last: int) -> Spot | None:
    """The phrase, where the name that it holds is a country's."""
    places = reading.resolvers.places.candidates(owner.name) if owner else []
    country = places[0].country if places and places[0].kind == "country" else None
    return Spot(first, last, country) if country else None
