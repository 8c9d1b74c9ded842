"""Who tells a toll, and as of which day: "the ministry said", "as of Tuesday", "rose to 14 on Wednesday"."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from extractors.actors.voices import is_speaker
from extractors.attributes.date import DateValue
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.speech.find import governing
from extractors.speech.speakers import sources_of
from models.event import Source
from models.vocabulary import MentionLabel

_BY = frozenset({"by", "until"})


def teller(reading: Reading, harm: Mention) -> Source | None:
    """Whose words hold a telling of harm; null in the article's own voice."""
    speech = governing(reading.doc, harm.head)
    if speech is None:
        return None
    return next((s for s in sources_of(reading, speech) if is_speaker(reading, s)), None)


def as_of(reading: Reading, harm: Mention, toll: bool) -> date | None:
    """The day up to which a figure holds: "as of Tuesday", "by Friday", the day of a running toll's verb; else null."""
    sentence = reading.sentence_at(harm.head)
    for mention in reading.overlapping(sentence.first, sentence.last, (MentionLabel.DATE,)):
        value = mention.value
        if not isinstance(value, DateValue) or value.resolved is None or mention.first < 2:
            continue
        words = [t.lower_ for t in reading.doc[mention.first - 2 : mention.first]]
        up_to = words == ["as", "of"] or words[-1] in _BY
        if up_to or (toll and _rises(reading.doc[mention.head], reading.doc[harm.head])):
            return value.resolved.end
    return None


def _rises(day: Token, toll: Token) -> bool:
    """Whether a date modifies the verb of a toll: "the toll rose to 14 on Tuesday" """
    verb = next((t for t in day.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and verb in toll.ancestors
