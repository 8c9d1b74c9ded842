"""Names by their consonants, so that a spelling that no list has ("Hay'at Tahreer ash-Cham") finds its group.

All vowels count as one and double letters as single; q, c and k, ch and sh, kh and k, gh and g, dh and d, th and t are
one; articles, also before sun letters, spaces, a final h and the t of the feminine ending fall away. Written from the
romanisation tables of the UN group of experts on geographical names and from the habits of French and Turkish papers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LEAST = 5  # consonants: shorter names sound like too many other words
_ARTICLE = re.compile(r"^(?:al|el|ul|an|as|ash|ach|at|ad|ar|az|adh|ath|un|us|ush|ud|ur|uz)[-‐‑–]?$")
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile("['’‘`´ʻʼʾʿ]")
_LETTERS = (("ch", "š"), ("sh", "š"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
            ("dj", "j"), ("q", "k"), ("c", "k"))
_DOUBLED = re.compile(r"([^\W\d])\1+")
_VOWELS = re.compile("[aeiouy]+")
_ENDING = re.compile("(?<=..0)(?:t|h)$|h$")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The key of one word, "0" for vowels; "" for an article or a word without Latin letters."""
    text = _APOSTROPHES.sub("", word)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    text = text.casefold()
    if _ARTICLE.match(text) or not text.isascii():
        return ""
    return "".join(_key(part) for part in _WORD.findall(text) if not _ARTICLE.match(part))


def _key(text: str) -> str:
    for letters, one in _LETTERS:
        text = text.replace(letters, one)
    text = _VOWELS.sub("0", _DOUBLED.sub(r"\1", text))
    return _ENDING.sub("", _DOUBLED.sub(r"\1", text))


def joined(left: str, right: str) -> str:
    """Two keys as one; vowels that meet are one."""
    return left + right[1:] if left.endswith("0") and right.startswith("0") else left + right


def sound_of(name: str) -> str:
    """The key of a whole name: its words joined, so that "Hizb Allah" is "Hezbollah"."""
    key = ""
    for word in name.replace("-", " ").split():
        key = joined(key, sound(word))
    return key


def is_telling(key: str) -> bool:
    """Whether a key has consonants enough to tell one name from others."""
    return len(key.replace("0", "")) >= LEAST
