"""Short names that an article introduces itself: "the Counterterrorism Service (CTS)"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from extractors.attributes.actor import ActorValue
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
    doc = reading.doc
    ends: dict[int, Mention] = {}
    for mention in reading.labelled(MentionLabel.ACTOR):
        if isinstance(mention.value, ActorValue) and doc[mention.last - 1].text[:1].isupper():
            longest = ends.get(mention.last)
            if longest is None or mention.first < longest.first:
                ends[mention.last] = mention
    found = []
    for i in range(1, len(doc) - 2):
        short = doc[i + 1].text
        bracketed = doc[i].text == "(" and doc[i + 2].text == ")" and i in ends
        if bracketed and 2 <= len(short) <= MAX_SHORT and short[:2].isupper():
            found.append((short, ends[i]))
    return found
