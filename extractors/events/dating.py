"""Where a text tells later on which day that happened which title and lead announce without a day.

"The attack took place in the early hours of 20 July", "the clinic was hit on the night of 3 to 4 May", "the strike of
14 June": what is known by then gets its day, however long ago that is.
"""

from __future__ import annotations

from datetime import timedelta

from spacy.tokens import Token

from extractors.context import words
from extractors.draft import Frame
from extractors.events.cluster import Cluster
from extractors.events.kinds import agree
from extractors.events.toldframe import Told
from extractors.places.nearness import apart, exact
from extractors.reading import Reading
from extractors.tree import children
from models.vocabulary import MentionLabel

ONE_NIGHT = timedelta(days=1)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def told_to_happen(reading: Reading, frame: Frame) -> bool:
    """Whether a known attack is what its clause tells the time of: "the attack came at dawn", "the raid of 3 May"."""
    noun = reading.doc[frame.token]
    if noun.pos_ not in {"NOUN", "PROPN"} or not any(c.lower_ in words("definite") for c in children(noun)):
        return False
    if noun.dep_ in _SUBJECTS and noun.head.lemma_ in words("happening"):
        return True
    of = (n for c in children(noun) if c.lower_ == "of" for n in children(c) if n.dep_ == "pobj")
    return any(n.ent_type_ == "DATE" for n in of)


def whom(reading: Reading, frame: Frame) -> str:
    """The noun of what an attack befell."""
    if frame.generic or frame.patient is None:
        return ""
    noun = reading.doc[slice(*frame.patient)].root
    return noun.lemma_.lower() if noun.pos_ in {"NOUN", "PROPN"} else ""


def known(reading: Reading, frame: Frame) -> str:
    """The noun of what an attack befell where it is told as known, with no toll of its own: "the clinic was hit"."""
    if not whom(reading, frame) or frame.patient is None or is_told_again(reading.doc[frame.token]):
        return ""
    noun = reading.doc[slice(*frame.patient)].root
    definite = any(c.dep_ == "det" and c.lower_ in words("definite") for c in children(noun))
    return whom(reading, frame) if definite and not _has_toll(reading, frame) else ""


def _has_toll(reading: Reading, frame: Frame) -> bool:
    sentence = reading.sentences[frame.sentence]
    return bool(reading.overlapping(sentence.first, sentence.last, [MentionLabel.CASUALTY]))


def is_told_again(verb: Token) -> bool:
    """ "was also hit in January", "had been shelled before", "was last struck on 3 March": of another time"""
    below = children(verb)
    return any(c.lower_ in words("another time") and c.dep_ in {"advmod", "amod", "npadvmod"} for c in below) or any(
        c.lower_ == "had" and c.dep_ == "aux" for c in below)


def dates(cluster: Cluster, told: Told) -> bool:
    """Whether a frame gives its day to an announced attack that has none."""
    if cluster.days is not None or not cluster.announced or told.days is None or told.parting or told.cut:
        return False
    if told.days[1] - told.days[0] > ONE_NIGHT:
        return False
    munition = told.definite and told.frame.instrument is not None  # "the bomb fell on the tent on 12 December"
    if not (told.happened or munition or (told.known and told.known in cluster.whom)):
        return False
    away = bool(told.spots) and apart(told.spots, [s for s in cluster.spots if exact(s)])
    return agree(cluster.types, told.frame) and not away
