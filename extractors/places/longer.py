"""Names that are only a part of a longer one, which the gazetteer lacks: a village's, a hotel's."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Doc, Token

from extractors.columns import tokens
from extractors.places.toponyms import Spot, terms, type_word, words_of
from extractors.reading import Reading

_NATURE = frozenset({"water", "land"})


def capital(token: Token) -> bool:
    """Whether a token is a word with a capital."""
    return token.text[0].isupper() and token.is_alpha


def goes_on(doc: Doc, spot: Spot) -> bool:
    """Whether a spot is only the head of a longer name that the gazetteer lacks ("Wadi al-X")."""
    rest = [t.text for t in tokens(doc)[spot.last : spot.last + 3]]
    return (
        len(rest) == 3 and rest[0] in {"al", "el", "Al", "ad", "as", "ar"} and rest[1] == "-" and rest[2][0].isupper()
    )


def ends_told_name(doc: Doc, spot: Spot) -> bool:
    """Whether a spot closes a longer name that is told to be a place's: "the town of Wadi Khalil" """
    before = tokens(doc)[max(0, spot.first - 3) : spot.first]
    if len(before) < 3 or before[1].lower_ != "of" or not capital(before[2]):
        return False
    return before[2].lower_ not in terms("direction") and type_word([before[0].lower_])[1] is not None


def houses(reading: Reading) -> Set[str]:
    """First words of houses called after a landscape that is no place ("Crystal" of the "Crystal Bay Hotel")."""
    return reading.once("houses", lambda: _houses(reading))


def _houses(reading: Reading) -> Set[str]:
    words, found = words_of(reading), set()
    for token, word in enumerate(words.lower):
        if word not in terms("lodging") or token < 2 or token - 2 < words.starts[token]:
            continue
        name, nature = words.text[token - 2 : token]
        entry = type_word([nature.lower()])[1]
        named = name[0].isupper() and nature[0].isupper() and entry is not None and entry.code in _NATURE
        if named and not reading.resolvers.places.candidates(f"{name} {nature}"):
            found.add(name)
    return frozenset(found)
