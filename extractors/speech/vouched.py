"""News that the article opens with in its own words and to which a speaker is only added: "..., the mayor said"."""

from __future__ import annotations

from extractors.reading import Reading, Zone
from extractors.speech.content import contents
from extractors.speech.find import governing
from extractors.speech.verbs import Speech
from models.event import Attribution

_PLAIN = frozenset({"says"})
_BEFORE = frozenset({Zone.TITLE, Zone.DATELINE, Zone.FURNITURE})


def is_vouched(reading: Reading, speech: Speech) -> bool:
    """Whether a speaker stands behind the whole of the first sentence: a voucher of the news and no accuser."""
    here = reading.sentence_at(speech.head)
    if speech.code not in _PLAIN or any(s.zone not in _BEFORE for s in reading.sentences[:here.index]):
        return False
    ranges = contents(reading.doc, speech)
    return bool(ranges) and all(last <= speech.cue[0] for _, last in ranges)


def only_vouches(reading: Reading, item: Attribution) -> bool:
    """Whether an accusation is read from such a sentence alone."""
    where = reading.doc.char_span(*item.spans[-1], alignment_mode="expand") if item.spans else None
    speech = governing(reading.doc, where.start) if where is not None else None
    return speech is not None and is_vouched(reading, speech)
