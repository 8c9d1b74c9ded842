"""Attacks that title and lead speak of beside what they report: those that a thing is known by, or of days before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from spacy.tokens import Token

from extractors.attributes.date import DateValue
from extractors.columns import tokens
from extractors.context import status_of, words
from extractors.events.cluster import Cluster
from extractors.events.harmless import harmless_of
from extractors.events.harmless import words as around
from extractors.events.many import SINCE
from extractors.events.salience import News, is_day_of_act
from extractors.places.nearness import local
from extractors.reading import Reading, Sentence, Zone
from extractors.speech.words import lemma_of
from models.vocabulary import Assertion, MentionLabel

FRESH = timedelta(days=1)  # before the day that the first sentence names: a night and its eve are told together
SOME_DAYS = timedelta(days=3)  # after which the search for the dead of an attack is no report of it
_OF_ATTACKS = (MentionLabel.CASUALTY, MentionLabel.TRIGGER, MentionLabel.WEAPON)
_KNOWN_BY = frozenset({"acl", "relcl", "compound", "pobj", "amod", "nmod", "poss", "advcl"})


def is_aside(reading: Reading, cluster: Cluster, clusters: Sequence[Cluster], news: News) -> bool:
    """Whether an announced attack is no news: a title only names by it what was hit, a denial is all that is told of
    it, or another act of a later day comes before it."""
    known = _is_known_by(reading, cluster, news) or _names_what_was_hit(reading, cluster, clusters, news)
    return known or _is_denied(reading, cluster) or _comes_second(reading, cluster, clusters, news) or (
        _is_set_behind(reading, cluster, clusters, news))


def _is_set_behind(reading: Reading, cluster: Cluster, clusters: Sequence[Cluster], news: News) -> bool:
    """Whether title and lead tell of something peaceful before they tell of the only attack, which has no day: "Grain
    ships sailed from the port on Monday. Drones had damaged a berth" """
    if cluster.days is not None or any(c.main and c is not cluster for c in clusters):
        return False
    first = min(f.sentence for f in cluster.frames)
    before = [reading.sentences[n] for n in news.announcing if n < first]
    zones = {s.zone is Zone.TITLE for s in before}
    return {True, False} == zones and all(_is_peaceful(reading, s) for s in before)


def _is_peaceful(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence names no attack, arms, harm, forces or anything that an attack leaves behind."""
    if reading.overlapping(sentence.first, sentence.last, _OF_ATTACKS):
        return False
    said = tokens(reading.doc)[sentence.first:sentence.last]
    return not any({t.lower_, t.lemma_.lower()} & (around("scene") | around("aftermath")) for t in said)


def _names_what_was_hit(reading: Reading, cluster: Cluster, clusters: Sequence[Cluster], news: News) -> bool:
    """ "Army chief visits base hit by drones", where the lead tells that this was long before; "Police foil attack"."""
    if not cluster.titled or cluster.days is not None or any(map(local, cluster.spots)):
        return False
    others = [c for c in clusters if c is not cluster and c.announced]
    if any(not c.old for c in others):
        return False
    known = all(_is_known_of(reading.doc[f.token]) for f in cluster.frames) or any(
        f.why == SINCE for c in others for f in c.frames)
    return (known and bool(others)) or _is_unreal(reading, cluster, news)


def _is_known_of(trigger: Token) -> bool:
    """Whether an attack only tells which thing is meant; a toll that rises is news of the attack itself."""
    return trigger.dep_ in _KNOWN_BY and not any(t.lemma_ in words("tally") for t in trigger.ancestors)


def _is_unreal(reading: Reading, cluster: Cluster, news: News) -> bool:
    """Whether the lead tells of what a title calls an attack as planned, denied or possible, or as something else."""
    held = (reading.sentences[n] for n in news.announcing if reading.sentences[n].zone is not Zone.TITLE)
    lead = [m for s in held if s.parsed for m in reading.overlapping(s.first, s.last, [MentionLabel.TRIGGER])]
    said = {lemma_of(reading.doc[f.token]) for f in cluster.frames}
    same = [m for m in lead if lemma_of(reading.doc[m.head]) in said]
    harmless = harmless_of(reading)
    return bool(same) and all(m.head in harmless or status_of(
        reading.doc[m.head]).assertion is not Assertion.ASSERTED for m in same)


def _is_known_by(reading: Reading, cluster: Cluster, news: News) -> bool:
    """ "The last of the bridges that were bombed in the war was opened": what was hit once, in the lead"""
    told = [f for f in cluster.frames if f.sentence in news.announcing]
    heads = [reading.doc[f.token] for f in told if reading.sentences[f.sentence].zone is not Zone.TITLE]
    old = cluster.days is not None and news.day is not None and cluster.days[1] + SOME_DAYS < news.day
    return bool(heads) and (old or len(told) == len(cluster.frames)) and all(
        _is_told_of_a_thing(reading, t, old=old) for t in heads)


def _is_told_of_a_thing(reading: Reading, trigger: Token, *, old: bool) -> bool:
    """Whether a trigger stands in a relative clause of a thing or of people of whom something later is told; ``old`` if
    its day lies some days back, so that the clause may name it."""
    clause = next((t for t in (trigger, *trigger.ancestors) if t.dep_ in {"relcl", "acl"}), None)
    if clause is None or (not old and any(clause.left_edge.i <= m.head <= clause.right_edge.i
                                          for m in reading.labelled(MentionLabel.DATE))):
        return False
    return any(t.lemma_ in words("after an attack") for t in clause.ancestors if t.pos_ == "VERB")


def _is_denied(reading: Reading, cluster: Cluster) -> bool:
    """ "Army denies shelling town", and nothing else that tells of an attack"""
    heads = [reading.doc[f.token] for f in cluster.frames]
    return cluster.titled and cluster.days is None and all(map(_under_denial, heads))


def _under_denial(trigger: Token) -> bool:
    return trigger.dep_ in {"xcomp", "dobj", "ccomp", "pcomp"} and trigger.head.lemma_ in words("denying")


def _comes_second(reading: Reading, cluster: Cluster, clusters: Sequence[Cluster], news: News) -> bool:
    """Whether title and first sentence tell of no attack, and the first sentence of a day after that of this one."""
    prose = [n for n in sorted(news.announcing) if reading.sentences[n].zone is not Zone.TITLE]
    first = {*(news.announcing - set(prose)), *prose[:1]}
    told = any(f.sentence in first for c in clusters for f in c.frames)
    if told or cluster.days is None or not prose or len(first) < 2:
        return False
    day = _day_of(reading, prose[0], news)
    return day is not None and cluster.days[1] + FRESH < day


def _day_of(reading: Reading, number: int, news: News) -> date | None:
    """The one day that a sentence names in its main clause."""
    sentence = reading.sentences[number]
    held = reading.overlapping(sentence.first, sentence.last, [MentionLabel.DATE])
    days = {m.value.days() for m in held if isinstance(m.value, DateValue) and is_day_of_act(m.value, news.day)}
    if len(days) != 1:
        return None
    (found,) = days
    return found[0] if found is not None and found[0] == found[1] else None
