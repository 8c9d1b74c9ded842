"""Names of ships, which may be names of places too: "the tanker Marlin Luanda", "MV Star Athens"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.lexicon import Hit
from extractors.reading import Reading, Zone
from extractors.registry import lexicon_for

MAX_NAME = 3  # words of a ship's name
_KINDS = frozenset({"ship", "prefix"})
_NUMERALS = frozenset({"I", "II", "III", "IV", "V", "VI"})


def of_ships(reading: Reading) -> frozenset[int]:
    """Tokens that are part of a ship's name: behind a word for a ship, and where a longer name is told again."""
    return reading.once("ship names", lambda: frozenset(_tokens(reading)))


def _tokens(reading: Reading) -> Iterator[int]:
    doc, names = reading.doc, set()
    for hit in (*lexicon_for("platform").hits(doc), *lexicon_for("target").hits(doc)):
        last = _name_end(reading, hit) if hit.code in _KINDS else hit.last
        yield from range(hit.last, last)
        if last - hit.last > 1:
            names.add(tuple(t.text for t in doc[hit.last:last]))
    for name in names:
        starts = (t.i for t in doc if t.text == name[0])
        yield from (i for s in starts if tuple(t.text for t in doc[s:s + len(name)]) == name
                    for i in range(s, s + len(name)))


def _name_end(reading: Reading, hit: Hit) -> int:
    """End of the name behind "tanker" or "MV"; none in titles, whose words may all be in capitals, nor before "'s"."""
    doc, last = reading.doc, hit.last
    if hit.code == "prefix" and not doc[hit.first].text.isupper():
        return last
    if hit.code == "ship" and (reading.sentence_at(hit.first).zone is Zone.TITLE or doc[hit.last - 1].tag_ != "NN"):
        return last
    while last < len(doc) and last - hit.last < MAX_NAME:
        token = doc[last]
        if not (token.tag_ == "NNP" and token.is_alpha and token.text[:1].isupper()) and token.text not in _NUMERALS:
            break
        last += 1
    return hit.last if doc[last:last + 1].text in ("'s", "’s", "-") else last
