"""Whether frames tell of an attack, and not only of harm, of attacks at large or of the article's theme."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from extractors.attributes.date import DateValue, day_of_writing
from extractors.context import words
from extractors.draft import Frame
from extractors.events.anew import counts_people, has_toll_at_place
from extractors.events.cluster import Cluster
from extractors.events.many import OF_MANY
from extractors.events.salience import News
from extractors.places.nearness import local
from extractors.reading import Reading, Zone
from models.vocabulary import MentionLabel

MAX_DAYS = 7  # of a date that one attack can have
MONTH = 31  # days; what is counted since longer ago is many attacks
_TIMELESS = frozenset({"VBP", "VBZ", "VB"})


def without_series(reading: Reading, frames: Sequence[Frame], news: News) -> list[Frame]:
    """Frames without the uncounted plurals ("these attacks") of an article that announces one attack."""
    first = next((reading.doc[f.token] for f in frames if f.sentence in news.announcing and not f.generic), None)
    if first is None or first.tag_ not in {"NN", "NNP"}:
        return list(frames)
    return [f for f in frames if f.generic or f.event_type is not None or not _at_large_plural(reading.doc[f.token])
            or has_toll_at_place(reading, f)]



def without_charges(reading: Reading, frames: Sequence[Frame], news: News) -> list[Frame]:
    """Frames without what somebody is only charged with ("two counts of murder"), where title or lead tell more."""
    others = [f for f in frames if not _is_charge(reading, f)]
    told = (f for f in others if f.sentence in news.announcing and not (f.generic or f.background))
    return others if any(f.event_type is not None for f in told) else list(frames)


def _is_charge(reading: Reading, frame: Frame) -> bool:
    noun = reading.doc[frame.token]
    if noun.pos_ not in {"NOUN", "PROPN"} or frame.patient is not None or frame.generic:
        return False
    while noun.dep_ == "conj":
        noun = noun.head
    above = noun.head if noun.dep_ in {"compound", "amod"} else noun.head.head if noun.dep_ == "pobj" else noun
    return above.i != noun.i and above.lemma_.lower() in words("charge")


def _at_large_plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} and not any(c.dep_ == "nummod" for c in token.children)


def is_run(reading: Reading, cluster: Cluster) -> bool:
    """Whether undated attacks without number are what has been going on ("have been used in attacks on the port")."""
    solid = [f for f in cluster.frames if not f.generic]
    return cluster.days is None and bool(solid) and all(_goes_on(reading, f) for f in solid)


def _goes_on(reading: Reading, frame: Frame) -> bool:
    token = reading.doc[frame.token]
    first = next((s.index for s in reading.sentences if s.zone is Zone.LEAD), 0)
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    if verb is None or not _at_large_plural(token) or frame.sentence <= first:
        return False
    return any(c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ in _TIMELESS for c in verb.children)


def is_event(reading: Reading, cluster: Cluster, news: News) -> bool:
    """Whether the frames tell of one attack and not only of harm, of attacks at large or of the article's theme."""
    solid = [f for f in cluster.frames if not f.generic]
    if news.drops and not (cluster.days and cluster.old):  # the day of a match is the theme's own
        return any(f.event_type is not None and f.background
                   and reading.sentences[f.sentence].zone is not Zone.TITLE for f in solid)
    custom = bool(solid) and all(_is_custom(f) for f in solid)  # harm done in passing makes no news of a custom
    solid += [f for f in cluster.frames if f.generic and (f.instrument is not None or _is_killing(reading, f))]
    if not solid or (not cluster.announced and (custom or all(map(_is_custom, solid))) and not _is_dated(cluster)):
        return False
    anchored = _is_dated(cluster) or any(local(s) for s in cluster.spots)
    return anchored or any(not _at_large(reading, f) and (cluster.announced or _has_detail(reading, f)) for f in solid)


def _is_killing(reading: Reading, frame: Frame) -> bool:
    """Whether somebody is told to have killed, or a killing of so many or of somebody known is named: accidents kill,
    but nobody calls that "the killing of six priests"."""
    if not frame.trigger.text.casefold().startswith("kill"):
        return False
    word = reading.doc[frame.token]
    charged = word.tag_ == "VBG" and word.dep_ == "pcomp"  # "suspected of killing the senator"
    if frame.agent is not None or frame.patient is None or not (word.pos_ == "NOUN" or charged):
        return frame.agent is not None
    harm = reading.overlapping(frame.token, frame.token + 1, [MentionLabel.CASUALTY])
    return any(map(counts_people, harm)) or bool(reading.overlapping(*frame.patient, [MentionLabel.PERSON]))


def speaks_at_large(reading: Reading, cluster: Cluster) -> bool:
    """Whether all words for attacks speak of them as a kind, a custom or long ago, outside title and lead."""
    solid = [f for f in cluster.frames if not f.generic]
    if cluster.announced:
        return False
    if cluster.old and not any(is_manner(reading, f) for f in cluster.frames):
        return True
    return all(_at_large(reading, f) or _is_of_many(reading, f) for f in solid or cluster.frames)


def is_manner(reading: Reading, frame: Frame) -> bool:
    """Whether a word for a custom tells how one attack went, or how rare it is: "shooting sporadically", "the first
    assault for years"."""
    return _is_custom(frame) and not _is_of_many(reading, frame)


def _is_of_many(reading: Reading, frame: Frame) -> bool:
    """ "has been hit 20 times since", "regular attacks"; not how one went: "shooting sporadically" """
    return frame.why in OF_MANY or (_is_custom(frame) and reading.doc[frame.token].tag_ in {"NNS", "NNPS"})


def _at_large(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger speaks of attacks as a kind: a bare plural or mass noun, a verb in the simple present."""
    sentence = reading.sentences[frame.sentence]
    harm = reading.overlapping(sentence.first, sentence.last, [MentionLabel.CASUALTY])
    token = reading.doc[frame.token]
    if _is_spoken_of(token) or _is_counted_since(reading, frame):
        return True
    if sentence.zone is Zone.TITLE or any(m.head in frame.clause and counts_people(m) for m in harm):
        return False
    if token.pos_ in {"VERB", "AUX"}:
        past = token.dep_ == "conj" and token.head.tag_ == "VBD" and token.tag_ != "VBZ"  # "came and let off rockets"
        return token.tag_ in _TIMELESS and not past and not any(
            _is_past(token, c) or (c.dep_ == "nsubj" and _is_single(c)) for c in token.children)
    kinds = {c.dep_ for c in token.children}
    counted = "nummod" in kinds or (token.tag_ not in {"NNS", "NNPS"} and kinds & {"det", "poss", "compound", "amod"})
    return not counted or _befalls_a_kind(token)


def _is_spoken_of(token: Token) -> bool:
    """ "condemns attacks on hospitals": no so many, and nobody tells that they happened """
    return _at_large_plural(token) and token.dep_ == "dobj" and token.head.lemma_ in words("censuring") and not any(
        c.pos_ == "PROPN" or c.dep_ in {"det", "poss"} for c in token.children)


def _is_counted_since(reading: Reading, frame: Frame) -> bool:
    """ "has counted 373 attacks since 2011" """
    written = day_of_writing(reading)
    if reading.doc[frame.token].tag_ != "NNS" or written is None:
        return False
    sentence = reading.sentences[frame.sentence]
    days = (m.value for m in reading.overlapping(sentence.first, sentence.last, [MentionLabel.DATE])
            if m.head in frame.clause and isinstance(m.value, DateValue))
    return any(day.preposition == "since" and day.resolved is not None
               and (written - day.resolved.start).days > MONTH for day in days)


def _is_past(verb: Token, auxiliary: Token) -> bool:
    """ "had attacked", "began to shoot"; not "is used to attack" """
    return auxiliary.dep_ in {"aux", "auxpass"} and (auxiliary.tag_ != "TO" or verb.head.tag_ == "VBD")


def _befalls_a_kind(noun: Token) -> bool:
    """ "the murder of children", "the bombing of civilian areas": no so many, and none by name"""
    whom = [t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    return any(t.tag_ == "NNS" and not {c.dep_ for c in t.children} & {"det", "nummod", "poss", "relcl", "acl", "prep"}
               for t in whom)


def _is_single(noun: Token) -> bool:
    """Whether a noun speaks of one or so many ("a drone hits", "two rockets strike") and not of a kind."""
    kinds = {c.dep_ for c in noun.children}
    return "nummod" in kinds or (noun.tag_ in {"NN", "NNP"} and "det" in kinds)


def _is_custom(frame: Frame) -> bool:
    """Whether a frame tells of attacks as a custom or a run of many ("regularly", "a wave of")."""
    return frame.background and frame.why.startswith("habitual")


def _is_dated(cluster: Cluster) -> bool:
    """Whether an event has days of its own, and not months or years."""
    return cluster.days is not None and (cluster.days[1] - cluster.days[0]).days < MAX_DAYS



def _has_detail(reading: Reading, frame: Frame) -> bool:
    """Whether a frame says more than that there was an attack: who or what was hit, or with how many of what."""
    sentence = reading.sentences[frame.sentence]
    around = reading.overlapping(sentence.first, sentence.last, [MentionLabel.CASUALTY, MentionLabel.WEAPON])
    return frame.patient is not None or any(m.head in frame.clause for m in around)
