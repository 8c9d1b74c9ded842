"""Military aircraft, ships and vehicles: PLATFORM mentions with their kind; what they fire is WEAPON.

Words come from the lexicon with the adjectives and names before them ("two US Navy destroyers": "US Navy destroyers");
a ship's name is a prefix with capitalised words ("USS Mason").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.reading import reading_of
from extractors.registry import lexicon_for
from models.event import Norm
from models.vocabulary import MentionLabel

MAX_NAME = 3  # words of a ship's name
_QUALIFIES = frozenset({"compound", "amod", "nmod"})
_MAX_BEFORE = 3  # words before the noun


@dataclass(frozen=True, slots=True)
class PlatformValue:
    """``kind`` is aircraft, ship or vehicle; ``named`` tells a ship's own name."""

    kind: str
    named: bool = False


def extract(doc: Doc) -> Iterator[Mention]:
    """PLATFORM mentions in text order."""
    reading = reading_of(doc)
    for hit in lexicon_for("platform").hits(doc):
        if hit.code == "prefix":
            last = _name_end(doc, hit)
            value = PlatformValue("ship", named=True)
            first, rule = hit.first, "platform.name"
        else:
            first, last, value, rule = _start(doc, hit), hit.last, PlatformValue(hit.code), f"platform.{hit.code}"
        if last > hit.last or not value.named:
            norm: Norm = {"kind": value.kind}
            yield reading.mention(MentionLabel.PLATFORM, first, last, rule, head=last - 1, norm=norm, value=value)


def _name_end(doc: Doc, hit: Hit) -> int:
    """End of the capitalised words after "USS"; the prefix itself must be in capitals."""
    last = hit.last
    if not doc[hit.first].text.isupper():
        return last
    while last < len(doc) and last - hit.last < MAX_NAME and doc[last].text[:1].isupper() and doc[last].is_alpha:
        last += 1
    return last


def _start(doc: Doc, hit: Hit) -> int:
    """First of the words that qualify a platform's noun."""
    first = hit.first
    while first > 0 and hit.first - first < _MAX_BEFORE:
        before = doc[first - 1]
        if before.dep_ not in _QUALIFIES or not first <= before.head.i < hit.last or before.pos_ == "NUM":
            break
        first -= 1
    return first
