"""NATIONALITY: nationality words and names of peoples, with the country where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc

from extractors.mention import Mention
from extractors.places.toponyms import words_of
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
    words, demonym = words_of(reading).text, reading.resolvers.places.demonym
    token = 0
    while token < len(words):
        capital = words[token][0].isupper() and token not in swallowed
        size, country = _size(words, token, demonym) if capital else (0, None)
        if capital and not size and token in peoples:
            size = peoples[token] - token
        if size:
            norm: Norm | None = {"country": country} if country else None
            yield reading.mention(MentionLabel.NATIONALITY, token, token + size, "nationality", norm=norm)
        token += size or 1


def _size(words: Sequence[str], token: int, demonym: Callable[[str], str | None]) -> tuple[int, str | None]:
    """(tokens, country) of the nationality words at a token; country null for a people without a state."""
    for size in range(MOST_WORDS, 0, -1):
        name = " ".join(words[token : token + size])
        found = demonym(name.title() if name.isupper() else name)
        if found is not None:
            return size, found or None
    return 0, None
