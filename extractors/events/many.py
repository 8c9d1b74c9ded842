"""Triggers that tell of many attacks at once: of a running total."""

from __future__ import annotations

from datetime import timedelta

from spacy.tokens import Token

from extractors.attributes.date import DateValue, day_of_writing
from extractors.attributes.series import SeriesValue
from extractors.casualties.harm import CasualtyValue
from extractors.context import words
from extractors.draft import Frame
from extractors.numbers import NumberKind
from extractors.reading import Reading
from extractors.tree import children
from models.vocabulary import MentionLabel

_WITHIN = frozenset({"nummod", "quantmod", "compound", "amod", "nmod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "npadvmod", "advmod"})
_TOLD = frozenset({"det", "nummod", "poss", "relcl", "acl", "prep"})  # what makes a plural one that is known
LONG_AGO = timedelta(days=30)  # after which the outbreak of fighting is no news
SINCE = "habitual: since"  # why a frame is background: "1,700 raids since the war began"
COUNTED = "habitual: so many"  # the same: "came under fire 12 times in six weeks"
KIND = "habitual: as a kind"  # the same: "accused of shelling civilian areas"
OF_MANY = frozenset({SINCE, COUNTED, KIND})


def is_manner(reading: Reading, frame: Frame) -> bool:
    """ "arrived on motorcycles and started shooting sporadically": how one attack went, and no custom"""
    verb = reading.doc[frame.token]
    if frame.why.removeprefix("habitual: ") not in words("manner of firing") or verb.tag_ not in {"VBD", "VBG"}:
        return False
    above = verb.head if verb.dep_ in {"xcomp", "pcomp", "advcl"} else verb
    return not any(c.lemma_ == "have" and c.dep_ == "aux" for v in (verb, above) for c in children(v))


def is_of_a_kind(reading: Reading, frame: Frame) -> bool:
    """ "accused both sides of shelling civilian areas": a charge that names no attack, by its bare plural"""
    word = reading.doc[frame.token]
    if word.tag_ != "VBG" or word.dep_ != "pcomp" or word.head.lower_ not in {"of", "for"} or frame.patient is None:
        return False
    whom = reading.doc[slice(*frame.patient)].root
    return whom.tag_ == "NNS" and not {c.dep_ for c in children(whom)} & _TOLD


def is_number(reading: Reading, frame: Frame) -> bool:
    """ "Shootings fell by a tenth": a bare plural of which only the number is told"""
    word = reading.doc[frame.token]
    return word.tag_ == "NNS" and word.dep_ == "nsubj" and word.head.lemma_ in words("becoming more or fewer") and (
        not {c.dep_ for c in children(word)} & (_TOLD - {"prep"}))


def is_outbreak(reading: Reading, frame: Frame) -> bool:
    """ "Fighting between the army and the RSF began in April 2023": a war's beginning long ago, no attack in it"""
    noun, written = reading.doc[frame.token], day_of_writing(reading)
    if noun.dep_ != "nsubj" or noun.head.lemma_ not in words("breaking out") or written is None or not frame.generic:
        return False
    sentence = reading.sentences[frame.sentence]
    days = [m.value.resolved.end for m in reading.overlapping(sentence.first, sentence.last, [MentionLabel.DATE])
            if isinstance(m.value, DateValue) and m.value.resolved is not None]
    return bool(days) and max(days) < written - LONG_AGO


def is_counted(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger is what a total counts, or the verb of what it counts; not "the fourth attack since"."""
    if frame.generic and any(isinstance(m.value, CasualtyValue) and _is_total(m.value)
                             for m in reading.overlapping(frame.token, frame.token + 1, [MentionLabel.CASUALTY])):
        return True
    sentence = reading.sentences[frame.sentence]
    for mention in reading.overlapping(sentence.first, sentence.last, [MentionLabel.CUE]):
        value = mention.value
        if isinstance(value, SeriesValue) and value.number.kind is not NumberKind.ORDINAL:
            noun = _counted(reading.doc[value.number.core])
            if frame.token in {noun.i, noun.head.i if noun.dep_ in _ARGUMENTS else noun.i}:
                return True
    return False


def _is_total(harm: CasualtyValue) -> bool:
    """Whether harm is that of many attacks; "a widow who won damages last year was killed" is none, of one person."""
    one = harm.number is not None and harm.number.value == 1
    return harm.cumulative and not (harm.toll or one)


def _counted(number: Token) -> Token:
    """What a number counts: "60" of "at least 60 drones"."""
    while number.dep_ in _WITHIN and number.head.i > number.i:
        number = number.head
    return number
