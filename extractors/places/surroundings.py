"""What stands around a name in a text: a type word, a point of the compass, a relation, a container."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.lexicon import Entry
from extractors.places.toponyms import FACILITIES, Spot, Words, entries, joined, terms, type_word
from extractors.resolve import Places

_DISTANCE = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|a few|several|some \d+)\s*-?\s*"
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|nautical miles?|nm|m|met(?:er|re)s?)\b\)?(?:\s*\([^)]{1,25}\))?"
    r"(?:\s+(?:or so|away))?(?:\s+(?:to the\s+)?(?:due\s+)?(?:north|south|east|west)[- ]?(?:east|west)?(?:ern)?)?"
    r"\s*(?:of|from|off|outside|away from|inside|inland from)\s+$",
    re.I,
)
_METRES = {"k": 1000.0, "mi": 1609.0, "n": 1852.0, "m": 1.0}
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
            "ten": 10}
_SHARED = frozenset({"admin1", "district", *FACILITIES})  # kinds of places that a list has one word for
_SINGULAR = frozenset({"barracks", "headquarters", "heights", "straits", "hills", "mountains", "islands"})
_LEADING = frozenset({"lake", "mount", "camp", "fort", "village", "kibbutz"})
_FILLERS = frozenset({"the", "city", "cities", "town", "towns", "village", "villages", "province", "port", "coast",
                      "coastal"})
_DISTANCE_ENDS = frozenset({"of", "from", "off", "outside", "inside"})
MOST_DESCRIBING = 6  # tokens from the article to the type word of an apposition
RELATIONS = ("outskirts", "offshore", "side", "near", "between", "source")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a spot; ``first`` and ``last`` bound the whole phrase.

    ``kind`` is the lexicon code of the type word, if any, ``kinds`` what it allows; ``inside`` the names of the
    containers; ``relation`` the words of a relation with its code and radius in metres.
    """

    first: int
    last: int
    kind: str | None
    kinds: frozenset[str]
    inside: tuple[str, ...]
    direction: bool
    relation: str | None
    relation_code: str | None
    radius_m: int
    held: bool = False  # a container follows behind a comma ("X, Anbar")
    wide: bool = False  # the land around it ("X countryside")
    owner: bool = False  # it only says whose something is ("the U.S. base")
    lies_in: str | None = None  # the container of "X, a hamlet in Y"


def surroundings(
    words: Words, spot: Spot, at: Mapping[int, Spot], ends: Mapping[int, Spot], places: Places
) -> Surroundings:
    """What stands around a spot; ``at`` and ``ends`` hold the spots by first and by last token."""
    start, end = words.starts[spot.first], words.ends[spot.first]
    shared = spot.first - 1 > start and words.lower[spot.first - 1] in {"and", "&"}
    size, entry = _type_after(words, spot.last, end, shared=shared)
    last = spot.last + size
    first, before = _before(words, spot, start)
    entry = entry or before or _listed(words, spot, end)
    head = first
    while head > start and words.lower[head - 1] in terms("direction"):
        head -= 1
    direction = head < first
    relation = _relation(words, _before_owner(words, head, start, ends, places), start)
    kinds = frozenset(entry.attrs.get("kinds", ())) if entry else frozenset()
    behind = tuple(_inside_after(words, last, at, end))
    inside = (*behind, *_inside_before(words, spot, first, ends, places))
    return Surroundings(
        head if direction and first == spot.first else spot.first,
        last,
        entry.code if entry else None,
        kinds,
        inside,
        direction,
        *relation,
        held=bool(behind) and words.text[last] == ",",
        wide=entry is not None and entry.code == "countryside",
        lies_in=behind[0] if behind and _described(words, last + 1, end) > last + 1 else None,
    )


def _type_after(words: Words, last: int, end: int, *, shared: bool) -> tuple[int, Entry | None]:
    """(tokens, entry) of the type word behind a name: "X province", "X's railway station"; shared by "X and Y"."""
    owned = last < end and words.text[last] in {"'s", "’s"}
    for skip in (1, 2) if owned else (0,):
        size, entry = type_word(words.lower[last + skip : min(end, last + skip + 3)])
        if entry is None or (owned and entry.code not in FACILITIES):
            continue
        word = words.lower[last + skip + size - 1]
        if word.endswith("s") and word not in _SINGULAR and not (shared and entry.code in FACILITIES):
            return 0, None  # "Texas counties" are no county named Texas, "Basra and Erbil airports" are two
        return skip + size, entry
    return 0, None


def _before(words: Words, spot: Spot, start: int) -> tuple[int, Entry | None]:
    """(first token of "the city of X", its type word's entry); the spot's own first token if there is none."""
    first = spot.first
    if first - 2 >= start and words.lower[first - 1] == "of":
        for size in (2, 1):
            found, entry = type_word(words.lower[max(start, first - 1 - size) : first - 1])
            if entry is not None and found == size:
                return first - 1 - size, entry
    if first - 1 >= start and words.lower[first - 1] in _LEADING:
        return first, type_word([words.lower[first - 1]])[1]
    return first, None


def _listed(words: Words, spot: Spot, end: int) -> Entry | None:
    """The plural type word behind a list: "Douglas, Lancaster and Sarpy counties"."""
    if words.lower[spot.last : spot.last + 1] not in ([","], ["and"], ["&"]) and words.lower[spot.first - 1] not in {
        ",",
        "and",
    }:
        return None
    for token in range(spot.last, min(end, spot.last + 8)):
        size, entry = type_word(words.lower[token : min(end, token + 2)])
        if entry is not None and words.lower[token + size - 1].endswith("s"):
            return entry if entry.code in _SHARED else None
        if not (words.text[token][0].isupper() or words.lower[token] in {",", "and", "or", "&"}):
            return None
    return None


def _inside_after(words: Words, last: int, at: Mapping[int, Spot], end: int) -> Iterator[str]:
    while last < end:
        token = last
        if words.text[token] in {",", "("} and token + 1 < end:
            token = _described(words, token + 1, end)
        if words.lower[token] in {"in", "of"} and token + 1 < end:
            token += 1
        while token < end and (words.lower[token] == "the" or words.lower[token] in terms("direction")):
            token += 1
        size, _ = type_word(words.lower[token : min(end, token + 3)])
        if size and words.lower[token + size : token + size + 1] == ["of"]:
            token += size + 1  # "in the municipality of X"
        outer = at.get(token)
        if outer is None or token == last:
            return
        yield outer.name
        last = outer.last
        if last < end and words.text[last] in {"'s", "’s"} and last + 1 in at:
            yield at[last + 1].name
            last = at[last + 1].last
        last += type_word(words.lower[last : last + 2])[0]
        if last < end and words.text[last] not in {",", "(", "in"}:
            return


def _described(words: Words, token: int, end: int) -> int:
    """Where "in" stands in "X, a small hamlet in Y"; the token itself where nothing is described."""
    if words.lower[token] not in {"a", "an"}:
        return token
    for index in range(token + 1, min(end, token + MOST_DESCRIBING)):
        if words.text[index] != words.lower[index]:
            return token
        size, _ = type_word(words.lower[index : min(end, index + 3)])
        if size and words.lower[index + size : index + size + 1] in (["in"], ["of"]):
            return index + size
    return token


def _inside_before(words: Words, spot: Spot, first: int, ends: Mapping[int, Spot], places: Places) -> Iterator[str]:
    token = first - 1
    while token >= 0 and words.lower[token] in terms("direction"):
        token -= 1
    if token < 0:
        return
    if words.text[token] in {"'s", "’s"} and token in ends:
        yield ends[token].name
    elif first < spot.first and token + 1 in ends:
        yield ends[token + 1].name
    code = places.demonym(words.text[token])
    if code and (name := places.country_name(code)):
        yield name


def _before_owner(words: Words, first: int, start: int, ends: Mapping[int, Spot], places: Places) -> int:
    """Where the phrase starts with what names its country: "Yemen's Hodeidah", "the Yemeni port of Hodeidah"."""
    if first - 1 > start and words.text[first - 1] in {"'s", "’s"} and first - 1 in ends:
        return ends[first - 1].first
    if first - 1 >= start and places.demonym(words.text[first - 1]):
        return first - 1
    return first


def _relation(words: Words, first: int, start: int) -> tuple[str | None, str | None, int]:
    """(words, code, metres) of the relation before a phrase."""
    while first - 1 > start and words.lower[first - 1] in _FILLERS:
        first -= 1
    if first - 1 >= start and words.lower[first - 1] in _DISTANCE_ENDS:
        before = joined(words.text[max(start, first - 14) : first]) + " "
        if match := _DISTANCE.search(before):
            return match.group().strip(), "distance", _metres(match)
    for size in range(min(5, first - start), 0, -1):
        phrase = " ".join(words.lower[first - size : first])
        for code in RELATIONS:
            if phrase in terms(code):
                return phrase, code, int(entries()[code][0].attrs.get("radius_m", 0))
    return None, None, 0


def _metres(match: re.Match[str]) -> int:
    number, unit = match.group("n").casefold(), match.group("unit").casefold()
    digits = re.sub(r"[^\d.]", "", number.replace(",", "."))
    value = float(digits) if digits.strip(".") else float(_NUMBERS.get(number, 3))
    scale = next(v for k, v in _METRES.items() if unit.startswith(k))
    return int(value * (1.0 if unit == "m" or unit.startswith("met") else scale))
