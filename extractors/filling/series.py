"""Series of an article: running totals and what is said of the attacks as a whole."""

from __future__ import annotations

from datetime import date

from extractors.attributes.attribution import AttributionValue
from extractors.attributes.series import SeriesValue, norm_start
from extractors.casualties.harm import CasualtyValue
from extractors.events.runs import LEAST
from extractors.filling.attributions import attributions_of
from extractors.reading import Reading, Zone
from models.event import Attribution, Count, Series
from models.vocabulary import MentionLabel


def read(reading: Reading) -> tuple[Series, ...]:
    """Each total once; attributions that speak of many attacks go to the first."""
    found: list[Series] = []
    for mention in reading.labelled(MentionLabel.CUE):
        value = mention.value
        if not isinstance(value, SeriesValue) or reading.sentence_at(mention.head).zone is Zone.FURNITURE:
            continue
        if any(s.count.best == value.number.best for s in found):
            continue
        attributions = _attributions(reading) if not found else ()
        found.append(_series(reading, value, attributions, mention.rule))
    return tuple(found) or _of_harm(reading)


def _of_harm(reading: Reading) -> tuple[Series, ...]:
    """The largest toll of many days, where no attacks are counted: "the number of dead rose to 180 since March"."""
    tolls = [
        (value.number.best or 0, mention, value.number)
        for mention in reading.labelled(MentionLabel.CASUALTY)
        if isinstance(value := mention.value, CasualtyValue) and value.toll and value.cumulative and value.number
    ]
    best, mention, number = max(tolls, key=lambda t: t[0], default=(0, None, None))
    if mention is None or number is None or best < LEAST:
        return ()
    words = reading.doc[number.first : number.last]
    count = Count(number.low, number.best, number.high, words.text, ((words.start_char, words.end_char),))
    return (Series(count, None, None, mention.text, (mention.span,), (), "series.toll"),)


def _series(reading: Reading, value: SeriesValue, attributions: tuple[Attribution, ...], rule: str) -> Series:
    number = value.number
    words = reading.doc[number.first : number.last]
    span = (words.start_char, words.end_char)
    phrase = reading.doc[value.phrase[0] : value.phrase[1]]
    start = norm_start(value.since.norm) if value.since is not None else None
    count = Count(number.low, number.best, number.high, words.text, (span,))
    since = date.fromisoformat(start[:10]) if start else None
    return Series(count, since, None, phrase.text, ((phrase.start_char, phrase.end_char),), attributions, rule)


def _attributions(reading: Reading) -> tuple[Attribution, ...]:
    """ "called out two groups for being behind most of the attacks" """
    return tuple(
        attribution
        for mention in reading.labelled(MentionLabel.CUE)
        if isinstance(mention.value, AttributionValue) and mention.value.series
        for attribution in attributions_of(reading, mention, mention.value)
    )
