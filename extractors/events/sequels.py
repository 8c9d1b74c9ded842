"""Attacks beyond the first that are news too: told as what came after it, or at a place that the title names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from extractors.columns import tokens
from extractors.context import words
from extractors.draft import Frame
from extractors.events.answering import is_way_of_answering
from extractors.events.cluster import Cluster, strikes_back
from extractors.places.nearness import local, spots_of
from extractors.reading import Reading, Zone
from extractors.tree import children
from models.vocabulary import MentionLabel

DAY = timedelta(days=1)
HEAD_TOKENS = 7  # of a sentence, among which "Two days afterwards", "Less than an hour after that" stand
_PLACES = (MentionLabel.PLACE, MentionLabel.FACILITY)


def announce_sequels(reading: Reading, clusters: Sequence[Cluster]) -> None:
    """Take for announced, in place, what follows upon the announced attacks or stands in the title beside them."""
    first = [c for c in clusters if c.announced and not c.old]
    recalled = {f.sentence for c in clusters if c.old for f in c.frames} - {f.sentence for c in first for f in c.frames}
    for cluster in clusters:
        if first and not (cluster.announced or cluster.old):
            of_past = {f.sentence - 1 for f in cluster.frames[:1]} <= recalled
            cluster.announced = _comes_after(reading, cluster, first, of_past=of_past) or _is_in_title(
                reading, cluster, first)


def _comes_after(reading: Reading, cluster: Cluster, first: Sequence[Cluster], *, of_past: bool) -> bool:
    """Whether an attack follows upon the news; ``of_past`` if it stands behind one that is only recalled: "In July ...
    Weeks later, bombs went off in the capital"."""
    told = [f for f in cluster.frames if not f.background and not f.generic]
    if not told or _is_pluperfect(reading, told[0]):
        return False
    last = max((c.days[1] for c in first if c.days is not None), default=None)
    answer = _is_told_answer(reading, told[0]) or is_way_of_answering(reading.doc[told[0].token])
    if answer and (cluster.days is None or last is None or last - cluster.days[0] <= DAY):
        return True
    if cluster.days is not None and last is not None and cluster.days[0] != last:
        return cluster.days[0] > last
    later = _opens_later(reading, told[0]) and not of_past
    return later or _opens_beside(reading, told[0]) or (_is_reply(reading, told[0]) and any(
        strikes_back(c, cluster.sides, cluster.spots) for c in first))


def _opens_beside(reading: Reading, frame: Frame) -> bool:
    """Whether a sentence opens with what puts it beside the news, or as the answer to it: "At the same time, ...",
    "In addition, ...", "In response, artillery shelled X"."""
    sentence = reading.sentences[frame.sentence]
    head = tokens(reading.doc)[sentence.first:min(sentence.first + HEAD_TOKENS, frame.token)]
    if any(t.lower_ in words("beside the news") for t in head[:1]):
        return True
    link = head[1:] if head and head[0].lower_ in words("opening preposition") else []
    end = next((n for n, t in enumerate(link) if t.text == "," or t.pos_ == "VERB"), len(link))
    return any(t.lower_ in words("beside the news") or t.lemma_ in words("answering") for t in link[:end])


def _opens_later(reading: Reading, frame: Frame) -> bool:
    """Whether a sentence opens with how long after what was told before it happened: "Shortly afterwards, ..." """
    sentence = reading.sentences[frame.sentence]
    head = reading.doc[sentence.first:min(sentence.first + HEAD_TOKENS, frame.token)]
    return any(t.lower_ in words("afterwards") or (t.lower_ == "after" and t.nbor().lower_ in words("bare_after"))
               for t in head)


def _is_told_answer(reading: Reading, frame: Frame) -> bool:
    """Whether the sentence before opens with the answer: "The answer was not long in coming. Artillery ..." """
    before = reading.sentences[max(frame.sentence - 1, 0)]
    head = tokens(reading.doc)[before.first:before.first + 2]
    return before.paragraph == reading.sentences[frame.sentence].paragraph and before.index != frame.sentence and (
        len(head) > 1 and head[0].lower_ == "the" and head[1].lower_ in words("answering"))


def _is_reply(reading: Reading, frame: Frame) -> bool:
    """Whether a sentence or the one before it speaks of an answer: "The answer came within hours. Howitzers ..." """
    here = reading.sentences[frame.sentence]
    before = reading.sentences[max(frame.sentence - 1, 0)]
    first = before.first if before.paragraph == here.paragraph else here.first
    told = tokens(reading.doc)[first:here.last]  # the sentence before may be unread, without lemmas
    return any(not {t.lemma_, t.lower_}.isdisjoint(words("answering")) for t in told)


def _is_pluperfect(reading: Reading, frame: Frame) -> bool:
    return any(c.lower_ == "had" and c.dep_ == "aux" for c in children(reading.doc[frame.token]))


def _is_in_title(reading: Reading, cluster: Cluster, first: Sequence[Cluster]) -> bool:
    """Whether the title names a place of this event that is none of the announced ones'."""
    titles = [s for s in reading.sentences if s.zone is Zone.TITLE]
    named = spots_of(m for s in titles for m in reading.overlapping(s.first, s.last, _PLACES)
                     if m.norm and m.norm.get("lat") is not None)
    others = {s for c in first for s in c.spots}
    return any(local(s) and s in cluster.spots and s not in others for s in named)
