"""The language of an article: what the page declares, unless its script says otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from pipeline.clean.facts import Facts
from pipeline.clean.jsonld import text_of
from pipeline.clean.words import words

# Unicode name prefix -> languages written so, the likeliest first. source: Unicode 15 scripts, CLDR language data.
_SCRIPTS = {
    "ARABIC": ("ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug"),
    "CYRILLIC": ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "uz", "az"),
    "HEBREW": ("he", "yi"),
    "GREEK": ("el",),
    "HANGUL": ("ko",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CJK": ("zh", "ja"),
    "THAI": ("th",),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "BENGALI": ("bn", "as"),
    "TAMIL": ("ta",),
    "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",),
    "ETHIOPIC": ("am", "ti"),
    "MYANMAR": ("my",),
}
_OWN_LETTERS = {"uk": "іїєґ", "fa": "پچژگ", "ur": "ٹڈڑں", "ps": "ټځډښ"}


def language_of(facts: Facts, text: str) -> str | None:
    """ISO 639-1 code; null when nothing is declared and the words do not tell."""
    declared = _declared(facts)
    script = _script(text)
    if script in _SCRIPTS:
        fitting = _SCRIPTS[script]
        return declared if declared in fitting else _by_letters(text, fitting)
    others = {code for codes in _SCRIPTS.values() for code in codes} - {"ku", "az", "uz", "sr", "kk", "mn"}
    if declared and not (script == "LATIN" and declared in others):
        return declared
    return "en" if _is_english(text) else None


def _declared(facts: Facts) -> str | None:
    root = facts.tree.getroottree().getroot()
    said = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        text_of(facts.article.get("inLanguage")),
        facts.first("og:locale", "content-language", "dc.language", "language"),
    )
    for text in said:
        match = re.match(r"([a-z]{2,3})(?:[-_]|$)", (text or "").strip().lower())
        if match:
            return {"iw": "he", "in": "id", "nb": "no", "nn": "no"}.get(match[1], match[1][:3])
    return None


def _script(text: str) -> str | None:
    """The script of most letters of the beginning of a text; kana outweigh Han since Japanese mixes both."""
    names = Counter(unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in text[:500] if c.isalpha())
    if names["HIRAGANA"] + names["KATAKANA"] > 0.1 * sum(names.values()) > 0:
        return "HIRAGANA"
    return names.most_common(1)[0][0] if names else None


def _by_letters(text: str, fitting: tuple[str, ...]) -> str:
    for code in fitting:
        if any(letter in text for letter in _OWN_LETTERS.get(code, "")):
            return code
    return fitting[0]


def _is_english(text: str) -> bool:
    tokens = re.findall(r"[a-z]+", text[:3000].lower())
    return len(tokens) >= 8 and sum(token in words().english for token in tokens) >= 0.12 * len(tokens)
