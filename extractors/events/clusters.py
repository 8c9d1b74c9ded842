"""Which frames are one event.

A later frame joins the event that it does not contradict; a date of its own far from the news, a marker of the
past, another place or another kind of attack part it off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extractors.context import words
from extractors.draft import SHARED, Draft, Frame
from extractors.events.answered import means_told
from extractors.events.blasts import is_accident
from extractors.events.cluster import Cluster, days_agree
from extractors.events.dating import dates
from extractors.events.ellipsis import lent_to
from extractors.events.framed import placed_in_time, told_frame
from extractors.events.harmed import is_of_others
from extractors.events.headlined import promote
from extractors.events.incident import above, harms_of, own_acts, remembered, shifted_days
from extractors.events.joining import home_of, host
from extractors.events.kinds import by_munition, is_fighting, voted
from extractors.events.parts import announce_counted, announce_scenes, parts_of
from extractors.events.reactions import reacted_to
from extractors.events.salience import Days, News, frame_days, news_of
from extractors.events.scenes import headed
from extractors.events.scope import Rank, ranks_of
from extractors.events.sequels import announce_sequels
from extractors.events.telling import (
    is_event,
    is_manner,
    is_run,
    speaks_at_large,
    without_charges,
    without_series,
)
from extractors.events.toldframe import Told
from extractors.events.unlike import are_foreign, coming_of, munitions_named
from extractors.munitions.pointing import fits
from extractors.reading import Reading
from models.vocabulary import Assertion, EventType, Salience

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def drafts_of(reading: Reading, frames: Sequence[Frame]) -> list[Draft]:
    """Events of an article, main ones first, in text order."""
    told = [f for f in frames if f.assertion is Assertion.ASSERTED]
    if is_accident(reading, told):
        return []
    news = news_of(reading, told)
    told = without_charges(reading, without_series(reading, told, news), news)
    gathered = [part for c in _gather(reading, told, news) for part in parts_of(reading, c, news)]
    events = [c for c in gathered if is_event(reading, c, news)]
    others = [c for c in gathered if c not in events]
    at_large = [c for c in others if speaks_at_large(reading, c) or is_of_others(reading, c, events)]
    clusters = announce_scenes(reading, events, news)
    announce_counted(reading, clusters, news)
    announce_sequels(reading, clusters)
    promote(reading, clusters, news)
    for cluster in clusters:
        cluster.main = cluster.main and not is_run(reading, cluster)
    told_of = [*clusters, *at_large]  # what is told of attacks at large is none of an event's
    ranks = ranks_of(reading, [c.frames for c in told_of], [c.main for c in told_of], len(clusters))
    for cluster, rank in zip(clusters, ranks[:len(clusters)], strict=True):
        rank.update(dict.fromkeys(_announced_together(reading, cluster, news), SHARED))
    alone = sum(c.main for c in clusters) == 1
    drafts = [_draft(reading, c, r, alone, news) for c, r in zip(clusters, ranks[:len(clusters)], strict=True)]
    if alone:  # of several main events none is spoken of outside its own sentences
        drafts = [replace(d, elsewhere=_elsewhere(reading, c, told_of, ranks)) if c.main else d
                  for c, d in zip(clusters, drafts, strict=True)]
    return sorted(drafts, key=lambda d: (d.salience is not Salience.MAIN, d.frames[0].token))


def _elsewhere(reading: Reading, own: Cluster, clusters: Sequence[Cluster], ranks: Sequence[Rank]) -> frozenset[int]:
    """Tokens that are told of other events or of attacks at large alone; words for how one went on ("firing
    sporadically") open no event apart."""
    ranked = list(zip(clusters, ranks, strict=True))
    here = next(r for c, r in ranked if c is own)
    others = [r for c, r in ranked if c is not own and not any(is_manner(reading, f) for f in c.frames)]
    return frozenset(t for r in others for t, rank in r.items() if rank < SHARED and t not in here)


def _announced_together(reading: Reading, cluster: Cluster, news: News) -> Iterator[int]:
    """Tokens of the sentences of title and lead that tell of a part and of others with it."""
    own = {f.sentence for f in cluster.frames if f.token not in cluster.joint}
    for number in {f.sentence for f in cluster.frames} & news.announcing - own:
        yield from range(reading.sentences[number].first, reading.sentences[number].last)


def _gather(reading: Reading, frames: Sequence[Frame], news: News) -> list[Cluster]:
    clusters: list[Cluster] = []
    homes: dict[int, Cluster] = {}
    owners: dict[int, Cluster] = {}  # by the token of a trigger
    frames = own_acts(reading, frames, news.announcing)
    harms = harms_of(reading, frames)
    ways = {h.token: t for t, h in harms.items()}
    newest = _days_of_news(reading, frames, news)
    kinds = frozenset(f.event_type for f in frames if f.sentence in news.announcing and not f.generic)
    reacted = reacted_to(reading, frames, news)
    for frame in sorted(frames, key=lambda f: (_told_late(reading, f, kinds), f.token)):
        told = told_frame(reading, frame, news, harms.get(frame.token), reacted.get(frame.token))
        told = placed_in_time(reading, told, newest)
        if told.days is None and frame.sentence in homes:
            told = replace(told, days=shifted_days(reading, frame, homes[frame.sentence].days))
        home = next((owners[i] for i in above(reading, frame) if i in owners), None)
        if frame.generic:
            home = home or _recalled(reading, frame, owners) or _doing(reading, frame, owners, ways) or host(
                homes, told)
        home = home or (_acted(reading, frame, owners) if told.parting == "apart" else None)
        firing = [c for c in clusters if fits(reading, c.frames, told.munitions)] or clusters
        home = home if home and days_agree(home, told) else home_of(firing, told)
        if home is None:
            home = Cluster(told.old, entry=told.entry)
            clusters.append(home)
        homes.setdefault(frame.sentence, home)
        owners[frame.token] = home
        home.old = home.old or (told.old and dates(home, told))
        home.add(told)
        home.scene = home.scene or headed(reading, reading.sentences[frame.sentence])
        home.munitions |= munitions_named(reading, frame.sentence)
        home.announced = home.announced or (told.announced and _is_act(told))
    return clusters


def _days_of_news(reading: Reading, frames: Sequence[Frame], news: News) -> Days | None:
    """The days of the first attack that title and lead date."""
    told = (frame_days(reading, f) for f in frames if f.sentence in news.announcing and not f.background)
    return next((days for days in told if days is not None), None)


def _told_late(reading: Reading, frame: Frame, news: frozenset[EventType | None]) -> bool:
    """Whether a trigger only tells what harm an attack did, which other words tell of; not where it was done by means
    of which the ``news`` is not."""
    described = reading.doc[frame.token].dep_ in {"acl", "relcl"} and not are_foreign(coming_of(reading, frame), news)
    return frame.generic and (frame.instrument is None or described)


def _is_act(told: Told) -> bool:
    """Whether a frame tells of an attack and not only of harm; in an entry of its own also by what did the harm."""
    apart = told.entry is not None and told.entry.mark == "town"
    armed = told.frame.event_type is not None and (apart or (bool(told.scene) and told.frame.instrument is not None))
    return armed or not told.frame.generic


def _acted(reading: Reading, frame: Frame, owners: Mapping[int, Cluster]) -> Cluster | None:
    """The event whose verb has an attack for its object: "delivered a strike"."""
    token = reading.doc[frame.token]
    return owners.get(token.head.i) if token.dep_ in {"dobj", "obj"} else None


def _recalled(reading: Reading, frame: Frame, owners: Mapping[int, Cluster]) -> Cluster | None:
    """The event that is remembered with the harm that it did: "the anniversary of the killing of X in a strike"."""
    past = remembered(reading.doc[frame.token])
    return next((owners[t.i] for t in past.subtree if t.i in owners), None) if past is not None else None


def _doing(reading: Reading, frame: Frame, owners: Mapping[int, Cluster], ways: Mapping[int, int]) -> Cluster | None:
    """The event whose word does the harm: "a strike that killed seven", "hurt in a blast", "killed when it hit"."""
    token = reading.doc[frame.token]
    means = (n for c in token.children if c.dep_ == "prep" and c.lower_ in words("way of harm") for n in c.children)
    told = (t.i for t in (*(_meant(c, owners) for c in token.children if c.dep_ == "nsubj"), *means))
    with_it = token.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in token.children)
    verb = token.head.i if with_it or (
        token.dep_ == "advcl" and token.tag_ == "VBG") else -1  # "and jets bombed X, killing two"
    return next((owners[i] for i in (*told, ways.get(frame.token, -1), verb) if i in owners), None)


def _meant(subject: Token, owners: Mapping[int, Cluster]) -> Token:
    """What a relative pronoun stands for: the last attack told before it in its sentence, however it is parsed."""
    if subject.tag_ != "WDT":
        return subject
    return next((t for t in reversed(subject.doc[subject.sent.start:subject.i]) if t.i in owners), subject)


def _draft(reading: Reading, cluster: Cluster, rank: dict[int, int], alone: bool, news: News) -> Draft:
    salience = Salience.MAIN if cluster.main else Salience.BACKGROUND
    frames = sorted(cluster.frames, key=lambda f: (f.token in cluster.joint, f.generic, f.event_type is None, f.token))
    own = [f for f in frames if f.token not in cluster.joint]
    kind = voted(means_told(reading, own if any(f.event_type for f in own) else frames), news)
    if kind is not EventType.SUICIDE_BOMBING:
        kind = by_munition(reading, rank, kind, frames)
    if kind is EventType.OTHER_ATTACK and is_fighting(frames):
        kind = EventType.ARMED_CLASH
    joint = frozenset(f.sentence for f in frames if f.token in cluster.joint) - {f.sentence for f in own}
    lent = lent_to(own, rank)
    rank.update(dict.fromkeys(lent, 1))
    return Draft(tuple(frames), kind, Assertion.ASSERTED, salience, rank, alone, cluster.scene, joint, lent)
