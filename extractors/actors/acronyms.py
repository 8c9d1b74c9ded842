"""Short names that an article introduces itself: "the Counterterrorism Service (CTS)"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from extractors.attributes.actor import ActorValue
from extractors.columns import texts
from extractors.mention import Mention
from extractors.reading import Reading
from models.vocabulary import MentionLabel

MAX_SHORT = 8


def introduced(reading: Reading) -> Mapping[str, Mention]:
    """The actor mention that each bracketed short name stands behind; computed once."""
    cached = reading.doc.user_data.get("introduced")
    if cached is None:
        cached = dict(_pairs(reading))
        reading.doc.user_data["introduced"] = cached
    return cast("Mapping[str, Mention]", cached)


def _pairs(reading: Reading) -> list[tuple[str, Mention]]:
    words = texts(reading.doc)
    ends: dict[int, Mention] = {}
    for mention in reading.labelled(MentionLabel.ACTOR):
        if isinstance(mention.value, ActorValue) and words[mention.last - 1][:1].isupper():
            longest = ends.get(mention.last)
            if longest is None or mention.first < longest.first:
                ends[mention.last] = mention
    found = []
    for i in sorted(ends):
        if not 0 < i < len(words) - 2:
            continue
        short = words[i + 1]
        if words[i] == "(" and words[i + 2] == ")" and 2 <= len(short) <= MAX_SHORT and short[:2].isupper():
            found.append((short, ends[i]))
    return found
