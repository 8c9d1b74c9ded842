"""Columns of an article's tokens as plain lists, read once: asking a Doc token by token is what takes the time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np
from spacy.attrs import LEMMA, POS  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc, Token


def texts(doc: Doc) -> list[str]:
    """The words as they are written."""
    if "texts" not in doc.user_data:
        doc.user_data["texts"] = [t.text for t in doc]
    return cast("list[str]", doc.user_data["texts"])


def lemmas(doc: Doc) -> list[str]:
    """Lemmas in lower case; ask only after the model pass."""
    if "lemmas" not in doc.user_data:
        ids, inverse = np.unique(doc.to_array(LEMMA), return_inverse=True)
        lower = [doc.vocab.strings[i].lower() for i in ids.tolist()]
        doc.user_data["lemmas"] = [lower[i] for i in inverse.tolist()]
    return cast("list[str]", doc.user_data["lemmas"])


def tagged(doc: Doc, *tags: str) -> Iterator[Token]:
    """Tokens with one of some coarse tags, in text order; ask only after the model pass."""
    ids = np.array([doc.vocab.strings[tag] for tag in tags], dtype=np.uint64)
    for index in np.flatnonzero(np.isin(doc.to_array(POS), ids)).tolist():
        yield doc[index]
