"""Columns of an article's tokens as plain lists, read once: asking a Doc token by token is what takes the time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import cast

import numpy as np
from spacy.attrs import IDX, LEMMA, LOWER, POS  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc, Token


def texts(doc: Doc) -> list[str]:
    """The words as they are written."""
    if "texts" not in doc.user_data:
        doc.user_data["texts"] = [t.text for t in doc]
    return cast("list[str]", doc.user_data["texts"])


def tokens(doc: Doc) -> list[Token]:
    """The tokens themselves: a Doc makes a new one at each call, and a slice of it takes ten times a list's."""
    if "tokens" not in doc.user_data:
        doc.user_data["tokens"] = list(doc)
    return cast("list[Token]", doc.user_data["tokens"])


def starts(doc: Doc) -> list[int]:
    """Where each word begins, in characters."""
    if "starts of words" not in doc.user_data:
        doc.user_data["starts of words"] = doc.to_array(IDX).tolist()
    return cast("list[int]", doc.user_data["starts of words"])


def lowers(doc: Doc) -> list[str]:
    """The words in lower case, as `Token.lower_` gives them."""
    if "lowers" not in doc.user_data:
        ids, strings = doc.to_array(LOWER).tolist(), doc.vocab.strings
        known = {i: strings[i] for i in set(ids)}
        doc.user_data["lowers"] = [known[i] for i in ids]
    return cast("list[str]", doc.user_data["lowers"])


def places_of(doc: Doc, wanted: Collection[str]) -> list[int]:
    """Tokens that are one of some words in lower case, in text order."""
    found: dict[str, list[int]] | None = doc.user_data.get("places of words")
    if found is None:
        found = doc.user_data["places of words"] = {}
        for place, word in enumerate(lowers(doc)):
            found.setdefault(word, []).append(place)
    return sorted(place for word in found.keys() & wanted for place in found[word])


def lemmas(doc: Doc) -> list[str]:
    """Lemmas in lower case; ask only after the model pass."""
    if "lemmas" not in doc.user_data:
        ids, inverse = np.unique(doc.to_array(LEMMA), return_inverse=True)
        lower = [doc.vocab.strings[i].lower() for i in ids.tolist()]
        doc.user_data["lemmas"] = [lower[i] for i in inverse.tolist()]
    return cast("list[str]", doc.user_data["lemmas"])


def tagged(doc: Doc, *tags: str) -> Iterator[Token]:
    """Tokens with one of some coarse tags, in text order; ask only after the model pass."""
    found: dict[int, list[int]] | None = doc.user_data.get("places of tags")
    if found is None:
        found = doc.user_data["places of tags"] = {}
        for index, tag in enumerate(doc.to_array(POS).tolist()):
            found.setdefault(tag, []).append(index)
    places = (found.get(doc.vocab.strings[tag], ()) for tag in tags)
    for index in sorted(chain.from_iterable(places)):
        yield doc[index]
