"""Which frames are one event.

A later frame joins the event that it does not contradict; a date of its own far from the news, a marker of the
past, another place or another kind of attack part it off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Token

from extractors.attributes.person import PersonValue
from extractors.attributes.trigger import TriggerValue
from extractors.context import cut, is_answered, is_cause, parting, words
from extractors.draft import SHARED, Draft, Frame
from extractors.events.answered import means_told
from extractors.events.cluster import Cluster, days_agree
from extractors.events.ellipsis import is_one_more, lent_to, parting_words
from extractors.events.frameplaces import frame_places
from extractors.events.gapped import tells_apart
from extractors.events.headlined import promote
from extractors.events.incident import above, days_before, harms_of, own_acts, remembered, shifted_days
from extractors.events.joining import home_of, host
from extractors.events.kinds import by_munition, is_fighting, voted
from extractors.events.parts import announce_counted, announce_scenes, parts_of
from extractors.events.preceding import earlier_part
from extractors.events.reactions import reacted_to
from extractors.events.salience import Days, News, frame_days, is_old, names_recent_day, news_of
from extractors.events.saying_days import day_said, is_of_the_last_day
from extractors.events.scenes import headed, scene_of
from extractors.events.scope import Rank, ranks_of
from extractors.events.sequels import announce_sequels
from extractors.events.sides import sides_of
from extractors.events.sites import sites_of, struck_in
from extractors.events.telling import (
    is_event,
    is_fresh,
    is_manner,
    is_run,
    points_back,
    speaks_at_large,
    without_series,
)
from extractors.events.toldframe import Told
from extractors.events.unlike import (
    are_foreign,
    coming_of,
    doers_of,
    is_behind_semicolon,
    known_actors,
    munitions_named,
    stopped,
)
from extractors.munitions.pointing import fits, recurring
from extractors.places.nearness import Spot, spots_of
from extractors.reading import Reading, Zone
from extractors.text.entries import entries_of, opens
from models.vocabulary import Assertion, EventType, MentionLabel, Salience, WeaponClass

SLACK = timedelta(days=5)  # by which a dated statement lies before the news where it tells of another attack
SLACK_BEFORE = timedelta(days=2)  # the same of "had said on Monday"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
MIN_NAME_PART = 2  # characters; "de", "al" and initials are in many names


def drafts_of(reading: Reading, frames: Sequence[Frame]) -> list[Draft]:
    """Events of an article, main ones first, in text order."""
    told = [f for f in frames if f.assertion is Assertion.ASSERTED]
    news = news_of(reading, told)
    told = without_series(reading, told, news)
    gathered = [part for c in _gather(reading, told, news) for part in parts_of(reading, c, news)]
    events = [c for c in gathered if is_event(reading, c, news)]
    at_large = [c for c in gathered if c not in events and speaks_at_large(reading, c)]
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
        told = _told(reading, frame, news, harms.get(frame.token), reacted.get(frame.token))
        told = _placed_in_time(reading, told, newest)
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
        home.add(told)
        home.scene = home.scene or headed(reading, reading.sentences[frame.sentence])
        home.munitions |= munitions_named(reading, frame.sentence)
        home.announced = home.announced or (told.announced and _is_act(told))
    return clusters


def _placed_in_time(reading: Reading, told: Told, newest: Days | None) -> Told:
    """A frame with what sets it apart from the days of the news: a day of its own, a statement made days before."""
    if newest is None:
        return told
    if told.days is None and (said := day_said(reading, told.frame)) is not None:
        day, before = said
        if day + (SLACK_BEFORE if before else SLACK) < newest[0]:
            told = replace(told, days=(day, day), old=True)
    if told.days is None or told.announced:
        return told
    return replace(told, away=told.days[1] < newest[0] or told.days[0] > newest[1])


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


def _told(reading: Reading, frame: Frame, news: News, harm: Frame | None, reacted: Days | None) -> Told:
    """A frame with its time and places; what is told of the ``harm`` that it did is told of it, and the days of what is
    ``reacted`` to are its own."""
    days = frame_days(reading, frame) or (frame_days(reading, harm) if harm else None) or reacted
    announced = frame.sentence in news.announcing or opens(reading, frame.sentence, numbered=news.listed)
    definite = points_back(reading, frame)
    undatable = news.day is None and days is not None and not announced and not definite
    fresh = announced and (  # "a wave of attacks on Tuesday"
        (days is not None and frame.why.startswith("habitual")) or is_of_the_last_day(reading, frame)
        or (news.theme == "mourning" and frame.why.startswith("remembered") and names_recent_day(reading, news)))
    recalled = frame.background or earlier_part(reading, reading.doc[frame.token]) is not None or (
        harm is not None and harm.background) or days_before(reading, frame) > 0
    past = (reacted is None and recalled) or _is_answered_harm(reading, frame)
    old = (past and not fresh) or is_old(days, news) or undatable
    return Told(frame, days, spots_of(frame_places(reading, frame)), old, definite, announced,
                reading.sentences[frame.sentence].zone is Zone.TITLE,
                _parting(reading, frame),
                _is_cut(reading, frame),
                entries_of(reading).get(frame.sentence), reading.doc[frame.token].lower_ in words("stopping"),
                _victims(reading, frame), sides_of(reading, frame), sites_of(reading, frame),
                () if definite else spots_of(scene_of(reading, frame)), _munitions(reading, frame),
                struck_in(reading, frame), is_cause(reading.doc[frame.token]),
                any(c.lower_ == "that" and c.dep_ == "det" for c in reading.doc[frame.token].children),
                not announced and is_fresh(reading, frame), coming_of(reading, frame), stopped(reading, frame),
                is_behind_semicolon(reading, frame), doers=doers_of(reading, frame),
                sufferers=known_actors(reading, frame.patient), own=tells_apart(reading, frame),
                around=_named_around(reading, frame), unknown=_unknown_towns(reading, frame))


def _is_cut(reading: Reading, frame: Frame) -> bool:
    """Whether an attack is told to be some time from the one beside it: before, remembered, or harm that it answers."""
    word = reading.doc[frame.token]
    return cut(word) or remembered(word) is not None or _is_answered_harm(reading, frame)


def _is_answered_harm(reading: Reading, frame: Frame) -> bool:
    """ "revenge for the killing of two men": counted harm that an attack answers"""
    harm = bool(reading.overlapping(frame.token, frame.token + 1, [MentionLabel.CASUALTY]))
    return harm and is_answered(reading.doc[frame.token])


def _munitions(reading: Reading, frame: Frame) -> frozenset[WeaponClass]:
    """The classes that the munitions of a frame can be of where they are told as known: "both rockets fell"."""
    return recurring(reading, *frame.instrument) if frame.instrument is not None else frozenset()


def _named_around(reading: Reading, frame: Frame) -> tuple[Spot, ...]:
    """The known places that a frame's sentence names, whatever they have to do with it."""
    sentence = reading.sentences[frame.sentence]
    held = reading.overlapping(sentence.first, sentence.last, [MentionLabel.PLACE, MentionLabel.FACILITY])
    return spots_of(m for m in held if m.norm is not None and m.norm.get("lat") is not None)


def _parting(reading: Reading, frame: Frame) -> str:
    """The marker that parts a frame from what was told before; a word that tells of an answer is one itself: "hit back
    with jets"."""
    answers = isinstance(frame.trigger.value, TriggerValue) and frame.trigger.value.verb == "with"
    found = parting(reading.doc[frame.token], parting_words(reading, frame))
    return found or ("apart" if answers or is_one_more(reading, frame) else "")


def _unknown_towns(reading: Reading, frame: Frame) -> frozenset[str]:
    """Towns in a trigger's clause that have no coordinates; none for harm and for what is named in title."""
    sentence = reading.sentences[frame.sentence]
    if frame.generic or sentence.zone is Zone.TITLE:
        return frozenset()
    held = reading.overlapping(sentence.first, sentence.last, [MentionLabel.PLACE])
    return frozenset(m.text.casefold() for m in held
                     if m.head in frame.clause and (m.norm is None or m.norm.get("lat") is None))


def _victims(reading: Reading, frame: Frame) -> frozenset[str]:
    """The parts of the names of the persons whom a frame befell; who was hurt may be another than who was killed."""
    hurt = frame.generic and not frame.trigger.text.casefold().startswith("kill")
    found = reading.overlapping(*frame.patient, [MentionLabel.PERSON]) if frame.patient and not hurt else []
    names = [m.value.name for m in found if isinstance(m.value, PersonValue) and m.value.name]
    return frozenset(part for name in names for part in name.casefold().split() if len(part) > MIN_NAME_PART)


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
