"""Names that the text itself tells to be places, though no gazetteer bears them.

"the village of X", "X village", "X, Y and Z villages", and what the model takes for a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.context import words as grammar
from extractors.dates.lexicon import values
from extractors.lexicon import Entry
from extractors.places.toponyms import Words, doubtful, terms, type_heads, type_word, words_of
from extractors.reading import Reading
from models.vocabulary import MentionLabel

MOST_TOKENS = 6
MOST_DESCRIBING = 4  # words from the article to the type word: "a small farming village"
_NAMED = frozenset({"settlement", "district", "camp", "base", "airport", "energy", "crossing", "building", "land"})
_OF = frozenset({"settlement", "district", "camp"})
_JOINTS = frozenset({"-", "–", "al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "abu", "bin", "of", "'", "’"})
_GOING_ON = frozenset({"in", "of", "near", "on", "outside", "some", "about", "north", "south", "east", "west", "close"})
_GROUPS = frozenset({"armed_group", "umbrella"})
_MUNITIONS = (MentionLabel.WEAPON,)
_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_NO_NAMES = frozenset({"ADJ", "NOUN", "VERB", "ADV", "ADP", "SCONJ"})
_PLURAL = frozenset({"villages", "towns", "neighborhoods", "neighbourhoods", "districts", "cities", "suburbs"})


@dataclass(frozen=True, slots=True)
class Unknown:
    """A place name without an entry; ``kind`` is its type word's code, ``name`` the name alone."""

    first: int
    last: int
    name: str
    kind: str | None
    facility: bool


def unknown_places(reading: Reading, words: Words, taken: set[int]) -> Iterator[Unknown]:
    """Unknown places outside the tokens that are already places."""
    used = set(taken)
    for found in (*_typed(words, used), *_opened(words, used), *_entities(reading)):
        span = range(found.first, found.last)
        if used.isdisjoint(span) and not _is_other(reading, found):
            used.update(span)
            yield found


def _typed(words: Words, used: set[int]) -> Iterator[Unknown]:
    heads = type_heads()
    for token, word in enumerate(words.lower):
        if word not in heads and word not in _PLURAL:
            continue
        if words.text[token] != word and not _is_titled(words, token):
            continue
        size, entry = type_word(words.lower[token : min(words.ends[token], token + 3)])
        if word in _PLURAL:
            yield from _listed(words, token, used)
        elif entry is not None and entry.code in _NAMED:
            first = _name_before(words, token, used)
            if first < token:
                yield _made(words, first, token, token + size, entry)
        if entry is not None and entry.code in _OF and _word(words, token + size) in _GOING_ON:
            last = _apposed(words, token)
            first = _name_before(words, last, used)
            if last < token and first < last:
                yield _made(words, first, last, last, entry)
        if entry is not None and entry.code in _OF and words.lower[token + size : token + size + 1] == ["of"]:
            last = _name_after(words, token + size + 1, used)
            if last > token + size + 1:
                yield _made(words, token + size + 1, last, last, entry)


def _opened(words: Words, used: set[int]) -> Iterator[Unknown]:
    """Names that their first word tells to be a place's: "Kafr X", "Wadi al-X"."""
    for token, word in enumerate(words.lower):
        if word not in terms("opening") or not words.text[token][0].isupper() or token in used:
            continue
        before = words.text[token - 1] if token > words.starts[token] else ""
        last = _name_after(words, token + 1, used)
        if last > token + 1 and not before[:1].isupper():
            name = " ".join(words.text[token:last]).replace(" - ", "-")
            yield Unknown(token, last, name, "settlement", False)


def _word(words: Words, token: int) -> str:
    return words.lower[token] if token < len(words.lower) else ""


def _apposed(words: Words, token: int) -> int:
    """Where the name before "X, a small village in Y" ends; the token itself where none is described."""
    first = token
    while first > max(words.starts[token], token - MOST_DESCRIBING) and words.text[first - 1].islower():
        first -= 1
        if words.lower[first] in {"a", "an"}:
            return first - 1 if words.lower[first - 1] == "," else token
    return token


def _is_titled(words: Words, token: int) -> bool:
    """ "Tell Ahmar Village": a settlement's type word written as part of its name, and not at a line's head"""
    entry = type_word([words.lower[token]])[1]
    return entry is not None and entry.code == "settlement" and token > words.starts[token]


def _made(words: Words, first: int, last: int, end: int, entry: Entry) -> Unknown:
    name = " ".join(words.text[first:last]).replace(" - ", "-")
    return Unknown(first, end, name, entry.code, entry.code not in {"settlement", "district", "land"})


def _listed(words: Words, token: int, used: set[int]) -> Iterator[Unknown]:
    """Every name of "X, Y and Z villages"."""
    entry = type_word([words.lower[token]])[1]
    while entry is not None and token > words.starts[token - 1]:
        first = _name_before(words, token, used)
        if first == token:
            return
        yield _made(words, first, token, token, entry)
        token = first - 1
        if words.lower[token] not in {",", "and"}:
            return


def _name_before(words: Words, token: int, used: set[int]) -> int:
    """First token of the capitalised name that ends before a token; the token itself if there is none."""
    first = token
    while first > max(words.starts[token], token - MOST_TOKENS) and first - 1 not in used:
        text = words.text[first - 1]
        if not (text[0].isupper() or (words.lower[first - 1] in _JOINTS and first < token)):
            break
        first -= 1
    while first < token and not words.text[first][0].isalpha():
        first += 1
    if first == words.starts[token] and "at" in words.lower[first + 1:token]:
        first = words.lower.index("at", first, token)  # "Blast at Sufi shrine"
    if first < token and words.lower[first] in {"the", "a", "an", "of", "this", "in", "on", "at", "near"}:
        first += 1
    return first if any(w[0].isupper() for w in words.text[first:token]) else token


def _name_after(words: Words, token: int, used: set[int]) -> int:
    last = token
    while last < min(words.ends[token - 1], token + MOST_TOKENS) and last not in used:
        text = words.text[last]
        if not (text[0].isupper() or words.lower[last] in _JOINTS) or words.lower[last] in values("weekday"):
            break
        last += 1
    while last > token and not words.text[last - 1][0].isupper():
        last -= 1
    return last


def _surnames(reading: Reading) -> frozenset[str]:
    return reading.once("surnames", lambda: frozenset(
        name[-1] for m in reading.labelled(MentionLabel.PERSON)
        if len(name := str((m.norm or {}).get("name") or "").split()) > 1))


def _plain_words(reading: Reading) -> frozenset[str]:
    return reading.once("plain words", lambda: doubtful() | {w for w in words_of(reading).text if w.islower()})


def _entities(reading: Reading) -> Iterator[Unknown]:
    doc = reading.doc
    for entity in doc.ents:
        if entity.label_ not in _ENTITIES:
            continue
        first, last = entity.start, entity.end
        while first < last - 1 and (doc[first].lower_ in {"the", "a", "an"} or not doc[first].text[0].isalnum()):
            first += 1
        while last - 1 > first and (doc[last - 1].tag_ == "POS" or not doc[last - 1].text[0].isalnum()
                                    or doc[last - 1].lower_ in values("weekday")):  # "invaded Gwaska Saturday"
            last -= 1
        if doc[first].text[0].isupper():
            kind = "street" if doc[last - 1].lower_ in terms("street") else None
            yield Unknown(first, last, doc[first:last].text, kind, entity.label_ == "FAC")


def _is_hurt(reading: Reading, found: Unknown) -> bool:
    """Whether the words are the subject of what happens to people ("X and Y were injured"), and so a person."""
    token = reading.doc[found.first : found.last].root
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_.casefold() in terms("human")


def _is_other(reading: Reading, found: Unknown) -> bool:
    """Whether the words are the name of a person, an organisation, a people or a munition, or no name at all."""
    parts = found.name.split()
    if len(parts) == 1 and (parts[0].rstrip("s").isupper() or parts[0].casefold() in _plain_words(reading)):
        return True
    if found.name.casefold() in grammar("bare force"):
        return True  # "the Air Force base at X"
    if found.kind and len(parts) == 1 and reading.doc[found.first].pos_ in _NO_NAMES:
        return True
    if reading.overlapping(found.first, found.last, [MentionLabel.NATIONALITY]):
        return True
    if any((m.norm or {}).get("designation") for m in reading.overlapping(found.first, found.last, _MUNITIONS)):
        return True
    if found.kind is None and not found.facility and _is_hurt(reading, found):
        return True
    acts = reading.overlapping(found.first, found.last, [MentionLabel.TRIGGER])
    if not found.kind and any(m.first <= found.first and found.last <= m.last for m in acts):
        return True  # "Bombing in Moscow"
    actors = reading.overlapping(found.first, found.last, [MentionLabel.ACTOR])
    if any(m.first <= found.first and found.last <= m.last and (m.norm or {}).get("actor_id") for m in actors):
        return True
    if (owner := reading.resolvers.actors.find(found.name)) is not None and owner.kind in _GROUPS:
        return True  # "a Houthi camp"
    if any(reading.resolvers.places.demonym(w) is not None for w in found.name.split()):
        return True
    if found.kind is None and len(parts) == 1 and parts[0] in _surnames(reading):
        return True
    others = reading.overlapping(found.first, found.last, [MentionLabel.PERSON])
    named = [m for m in others if m.norm and m.norm.get("name")]
    return bool(named) and found.kind in (None, "street")
