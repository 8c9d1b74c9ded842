"""Which articles, and which sentences of them, are worth the neural model: decided on tokens alone."""

from __future__ import annotations

from extractors.reading import Reading
from extractors.registry import lexicon_for
from models.vocabulary import ExtractStatus

FULL = ExtractStatus.EXTRACTED
MIN_WORDS_FOR_LANGUAGE = 25
MIN_STOP_SHARE = 0.12  # English news has .35 to .5 stop words; other languages of Latin script under .08


def verdict(reading: Reading) -> ExtractStatus:
    """Whether an article is read: English (or unsaid and English by its stop words) and with a trigger word."""
    if not is_english(reading):
        return ExtractStatus.UNSUPPORTED_LANGUAGE
    if not lexicon_for("trigger").hits(reading.doc):
        return ExtractStatus.NO_ATTACK
    return ExtractStatus.EXTRACTED


def is_english(reading: Reading) -> bool:
    """By the article's stated language, checked against its words when there are enough of them."""
    words = [t for t in reading.doc if t.is_alpha]
    stated = (reading.article.language or "en").split("-")[0].casefold()
    if len(words) < MIN_WORDS_FOR_LANGUAGE:
        return stated == "en" and (not words or sum(t.is_ascii for t in words) * 2 >= len(words))
    return sum(t.is_stop for t in words) >= MIN_STOP_SHARE * len(words)


def chosen_sentences(reading: Reading, status: ExtractStatus, *, full: bool) -> list[int]:
    """Indices of the sentences that the model reads."""
    if status is not ExtractStatus.EXTRACTED and not full:
        return []
    return [s.index for s in reading.sentences]
