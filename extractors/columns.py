"""Columns of an article's tokens as plain lists, read once: asking a Doc token by token is what takes the time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain
from typing import cast

from spacy.attrs import IDX, LEMMA, LOWER, ORTH, POS, SHAPE  # type: ignore[import-not-found]  # no stub
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc, Token

MOST_WORDS = 50_000  # that are remembered, 5 MB; then the memory starts anew


def texts(doc: Doc) -> list[str]:
    """The words as they are written."""
    found: list[str] | None = doc.user_data.get("texts")
    if found is None:
        found = doc.user_data["texts"] = _strings(doc, ORTH)
    return found


def tokens(doc: Doc) -> list[Token]:
    """The tokens themselves: a Doc makes a new one at each call, and a slice of it takes ten times a list's."""
    found: list[Token] | None = doc.user_data.get("tokens")
    if found is None:
        found = doc.user_data["tokens"] = list(doc)
    return found


def starts(doc: Doc) -> list[int]:
    """Where each word begins, in characters."""
    found: list[int] | None = doc.user_data.get("starts of words")
    if found is None:
        found = doc.user_data["starts of words"] = doc.to_array(IDX).tolist()
    return found


def lowers(doc: Doc) -> list[str]:
    """The words in lower case, as `Token.lower_` gives them."""
    found: list[str] | None = doc.user_data.get("lowers")
    if found is None:
        found = doc.user_data["lowers"] = _strings(doc, LOWER)
    return found


class _Words(dict[int, str]):
    """Words by their numbers: spaCy makes a new string at each look."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        word = self[number] = self._strings[number]
        return word


@lru_cache(maxsize=4)
def _words(strings: StringStore) -> _Words:
    return _Words(strings)


def _strings(doc: Doc, attribute: int) -> list[str]:
    """An attribute of all tokens in words; a word is looked up once and then remembered."""
    known = _words(doc.vocab.strings)
    if len(known) > MOST_WORDS:
        known.clear()
    return list(map(known.__getitem__, doc.to_array(attribute).tolist()))


def distinct(doc: Doc) -> frozenset[str]:
    """The words as they are written, each once."""
    found: frozenset[str] | None = doc.user_data.get("distinct words")
    if found is None:
        found = doc.user_data["distinct words"] = frozenset(texts(doc))
    return found


def places_of(doc: Doc, wanted: Collection[str]) -> list[int]:
    """Tokens that are one of some words in lower case, in text order."""
    return places_of_ids(doc, ids_of(frozenset(wanted)))


@lru_cache(maxsize=4096)
def ids_of(words: frozenset[str]) -> frozenset[int]:
    """Words by the numbers that spaCy has for them, the same in every vocabulary."""
    return frozenset(get_string_id(word) for word in words)


def lower_ids(doc: Doc) -> frozenset[int]:
    """The words in lower case by their numbers."""
    found: frozenset[int] | None = doc.user_data.get("lower ids")
    if found is None:
        found = doc.user_data["lower ids"] = frozenset(doc.to_array(LOWER).tolist())
    return found


def places_of_ids(doc: Doc, wanted: frozenset[int]) -> list[int]:
    """Tokens that are one of some words, these by their numbers, in text order."""
    present = lower_ids(doc) & wanted
    if not present:
        return []
    return _places(doc, LOWER, present)


def places_of_shapes(doc: Doc, wanted: frozenset[int]) -> list[int]:
    """Tokens of one of some shapes, these by their numbers, in text order."""
    return _places(doc, SHAPE, wanted)


def _places(doc: Doc, attribute: int, wanted: Collection[int]) -> list[int]:
    """Tokens with one of some values of an attribute, in text order."""
    key = "places by attribute", attribute
    kept = cast("dict[tuple[str, int], dict[int, list[int]]]", doc.user_data)
    found = kept.get(key)
    if found is None:
        found = kept[key] = defaultdict(list)
        for place, value in enumerate(doc.to_array(attribute).tolist()):
            found[value].append(place)
    return sorted(place for value in wanted for place in found.get(value, ()))


def lemmas(doc: Doc) -> list[str]:
    """Lemmas in lower case; ask only after the model pass."""
    found: list[str] | None = doc.user_data.get("lemmas")
    if found is None:
        found = doc.user_data["lemmas"] = list(map(str.lower, _strings(doc, LEMMA)))
    return found


def tagged(doc: Doc, *tags: str) -> Iterator[Token]:
    """Tokens with one of some coarse tags, in text order; ask only after the model pass."""
    found: dict[int, list[int]] | None = doc.user_data.get("places of tags")
    if found is None:
        found = doc.user_data["places of tags"] = {}
        for index, tag in enumerate(doc.to_array(POS).tolist()):
            found.setdefault(tag, []).append(index)
    places, words = (found.get(doc.vocab.strings[tag], ()) for tag in tags), tokens(doc)
    for index in sorted(chain.from_iterable(places)):
        yield words[index]
