"""NATIONALITY: nationality words and names of peoples, with the country where there is one."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extractors.mention import Mention
from extractors.reading import reading_of
from extractors.registry import lexicon_for
from models.event import Norm
from models.vocabulary import MentionLabel

MOST_WORDS = 2  # "South Korean", "Saudi Arabian"


def extract(doc: Doc) -> Iterator[Mention]:
    """Nationality words that are written with a capital."""
    reading = reading_of(doc)
    lexicon = lexicon_for("nationality")
    hits = lexicon.hits(doc)
    swallowed = {i for h in hits if h.code == "none" for i in range(h.first, h.last)}
    peoples = {h.first: h.last for h in hits if h.code == "people"}
    token = 0
    while token < len(doc):
        size, country = _size(doc, token) if token not in swallowed else (0, None)
        if not size and token in peoples and doc[token].text[0].isupper():
            size = peoples[token] - token
        if size:
            norm: Norm | None = {"country": country} if country else None
            yield reading.mention(MentionLabel.NATIONALITY, token, token + size, "nationality", norm=norm)
        token += size or 1


def _size(doc: Doc, token: int) -> tuple[int, str | None]:
    """(tokens, country) of the nationality words at a token; country null for a people without a state."""
    if not doc[token].text[0].isupper():
        return 0, None
    places = reading_of(doc).resolvers.places
    for size in range(MOST_WORDS, 0, -1):
        words = doc[token:token + size].text
        found = places.demonym(words.title() if words.isupper() else words)
        if found is not None:
            return size, found or None
    return 0, None
