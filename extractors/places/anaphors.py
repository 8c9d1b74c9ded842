"""Words that stand for a place told before: "the base", "the town", and "here" for the town of the dateline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extractors.mention import Mention
from extractors.places.toponyms import FACILITIES, type_heads, type_word, words_of
from extractors.places.values import PlaceValue
from extractors.reading import Reading, Zone
from extractors.speech.quotes import quoted

_SETTLED = {
    "city": frozenset({"city", "capital", "town"}),
    "town": frozenset({"town", "city"}),
    "village": frozenset({"village"}),
    "capital": frozenset({"capital"}),
}
_DEFINITE = frozenset({"the", "this", "that"})
_CODES = frozenset({*FACILITIES, "settlement", "admin1", "district"})
_SAME = frozenset({"same"})  # "the same base"
_BARE = frozenset({"det"})


def anaphors(reading: Reading, told: Sequence[Mention]) -> Iterator[tuple[int, int, Mention]]:
    """(first token, last token, the mention that it stands for); ``told`` are the places named, in text order."""
    free = [m for m in told if reading.sentence_at(m.first).zone is not Zone.DATELINE]
    words, heads = words_of(reading).lower, type_heads()
    for index, word in enumerate(words):
        if word not in heads or index == 0 or words[index - 1] not in _DEFINITE | _SAME:
            continue
        token = reading.doc[index]
        if token.dep_ == "" or token.tag_ != "NN" or any(m.first <= token.i < m.last for m in told):
            continue
        first = None if _is_named(token) else _bare_definite(token)
        entry = type_word([token.lower_])[1] if first is not None else None
        if first is None or entry is None or entry.code not in _CODES:
            continue
        kinds = frozenset(entry.attrs.get("kinds", ()))
        antecedent = next((m for m in reversed(free) if m.last <= first and _fits(m, token.lower_, kinds)), None)
        if antecedent is not None:
            yield first, token.i + 1, antecedent
    yield from _here(reading, told, words)


def _here(reading: Reading, told: Sequence[Mention], words: Sequence[str]) -> Iterator[tuple[int, int, Mention]]:
    """ "the embassy here", outside quotations: where the report was written."""
    found = ((m, m.value) for m in told if isinstance(m.value, PlaceValue) and m.value.dateline)
    home, value = next(found, (None, None))
    if home is None or value is None or "here" not in words:
        return
    inside = reading.once("quoted", lambda: quoted(reading.doc))
    for index, word in enumerate(words):
        if word == "here" and not inside[index] and reading.doc[index].dep_ == "advmod":
            yield index, index + 1, replace(home, value=replace(value, dateline=False))


def _is_named(token: Token) -> bool:
    """ "the capital Stepanakert": the name follows"""
    return any(c.dep_ == "appos" and c.i == token.i + 1 and c.pos_ == "PROPN" for c in token.rights)


def _bare_definite(token: Token) -> int | None:
    """The determiner of a noun that has nothing else to say which one it is."""
    lefts, rights = [t for t in token.lefts if t.lower_ not in _SAME], list(token.rights)
    if len(lefts) != 1 or lefts[0].lower_ not in _DEFINITE or lefts[0].dep_ not in _BARE:
        return None
    named = any(
        r.dep_ == "prep" and r.lower_ in {"of", "in", "near"} and any(c.pos_ == "PROPN" for c in r.subtree)
        for r in rights
    )
    return None if named else lefts[0].i


def _fits(mention: Mention, noun: str, kinds: frozenset[str]) -> bool:
    value = mention.value
    if value is None or getattr(value, "in_name", False):
        return False
    if noun in mention.text.casefold().split():
        return True
    place = getattr(value, "place", None)
    return place is not None and place.kind in (_SETTLED.get(noun) or kinds)
