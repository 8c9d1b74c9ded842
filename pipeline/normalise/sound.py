"""One key for the transliterations of a name: "Abu Raseen" and "Abu Rasin", "Kafr Lata" and "Kafrlata".

Vowels of Arabic, Persian and Pashto names are written by ear; the key keeps consonants and three vowels. It is looked
up only for names that the gazetteer lacks, and only within the countries that the text speaks of.
"""

from __future__ import annotations

import re

PREFIX = "~"  # no folded name begins with it
COUNTRIES = frozenset(
    ["IQ", "SY", "YE", "LB", "IL", "PS", "JO", "SA", "IR", "AF", "PK", "LY", "SD", "SO", "EG", "DZ", "TN", "MA", "BH"]
)
SHORTEST = 4  # letters of a key below which too many names share it
_WORDS = {
    "tel": "tal", "tell": "tal", "tall": "tal", "abou": "abu", "der": "dir", "dayr": "dir", "kafar": "kafr",
    "kufr": "kafr", "kfar": "kafr", "um": "umm", "om": "umm", "jebel": "jabal", "jabel": "jabal", "jeb": "jubb",
    "jub": "jubb", "cheikh": "shikh", "al": "",
}  # fmt: skip
_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        ("eh$|a$", "ah"), ("ou|oo", "u"), ("ee|ei|ey|ai|ay|iy", "i"), ("ch", "sh"), ("gh", "g"),
        ("q|ck", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("o", "u"), ("e|y", "i"),
        ("(.)\\1+", r"\1"), ("ah$", "a"), ("ia$", "a"),
    )
)  # fmt: skip


def sound(folded: str) -> str:
    """The key of a folded name, empty where too little of it remains."""
    key = "".join(_heard(_WORDS.get(word, word)) for word in folded.split())
    return PREFIX + key if len(key) >= SHORTEST and key.isascii() else ""


def _heard(word: str) -> str:
    for pattern, by in _RULES:
        word = pattern.sub(by, word)
    return word
