"""What the own clause of a frame tells: its time and places, whom it befell, how it stands to what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.attributes.person import PersonValue
from extractors.attributes.trigger import TriggerValue
from extractors.context import cut, is_answered, is_cause, parting, words
from extractors.draft import Frame
from extractors.events.anew import deaths_in, is_fresh, is_known_again, is_new, points_back
from extractors.events.answering import is_way_of_answering
from extractors.events.dating import known, told_to_happen, whom
from extractors.events.ellipsis import is_one_more, parting_words
from extractors.events.frameplaces import frame_places
from extractors.events.gapped import tells_apart
from extractors.events.harmed import harmed_at
from extractors.events.incident import days_before, remembered
from extractors.events.preceding import earlier_part
from extractors.events.salience import Days, News, days_above, frame_days, is_old, names_recent_day
from extractors.events.saying_days import is_of_the_last_day, said_by
from extractors.events.scenes import scene_of
from extractors.events.scope import opens_apart
from extractors.events.sides import sides_of
from extractors.events.sites import sites_of, struck_in
from extractors.events.toldframe import Told
from extractors.events.unlike import coming_of, doers_of, is_behind_semicolon, known_actors, stopped
from extractors.mention import Mention
from extractors.munitions.pointing import recurring
from extractors.places.nearness import Spot, spots_of
from extractors.reading import Reading, Zone
from extractors.text.entries import entries_of, opens
from models.vocabulary import MentionLabel, WeaponClass

OPENING = 4  # tokens of "in a separate attack"
MIN_NAME_PART = 2  # characters; "de", "al" and initials are in many names


def told_frame(reading: Reading, frame: Frame, news: News, harm: Frame | None, reacted: Days | None) -> Told:
    """A frame with its time and places; what is told of the ``harm`` that it did is told of it, and the days of what is
    ``reacted`` to are its own."""
    days = frame_days(reading, frame) or (frame_days(reading, harm) if harm else None) or days_above(
        reading, frame) or reacted
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
    places = frame_places(reading, frame) or (frame_places(reading, harm) if harm else []) or _opened(reading, frame)
    return Told(frame, days, spots_of(places), old, definite, announced,
                reading.sentences[frame.sentence].zone is Zone.TITLE,
                _parting(reading, frame) or (_parting(reading, harm) if harm else ""),
                _is_cut(reading, frame),
                entries_of(reading).get(frame.sentence), reading.doc[frame.token].lower_ in words("stopping"),
                _victims(reading, frame), sides_of(reading, frame), sites_of(reading, frame),
                () if definite else spots_of(scene_of(reading, frame)), _munitions(reading, frame),
                struck_in(reading, frame), is_cause(reading.doc[frame.token]),
                any(c.lower_ == "that" and c.dep_ == "det" for c in reading.doc[frame.token].children),
                not announced and is_fresh(reading, frame), coming_of(reading, frame), stopped(reading, frame),
                is_behind_semicolon(reading, frame), doers=doers_of(reading, frame),
                sufferers=known_actors(reading, frame.patient), own=tells_apart(reading, frame),
                around=_named_around(reading, frame), unknown=_unknown_towns(reading, frame),
                aside=opens_apart(reading, reading.sentences[frame.sentence]),
                happened=told_to_happen(reading, frame), whom=whom(reading, frame),
                known=known(reading, frame), deaths=deaths_in(reading, frame), anew=is_new(reading, frame),
                called=not frame.generic and is_known_again(reading, frame),
                harmed_at=harmed_at(reading, frame))


def _opened(reading: Reading, frame: Frame) -> Sequence[Mention]:
    """The places of a sentence that opens with an attack: "In one attack, six were killed when a mine in X blew up"."""
    sentence = reading.sentences[frame.sentence]
    if frame.token - sentence.first > OPENING or not opens_apart(reading, sentence):
        return []
    return frame_places(reading, replace(frame, clause=frozenset(range(sentence.first, sentence.last))))


def placed_in_time(reading: Reading, told: Told, newest: Days | None) -> Told:
    """A frame with what sets it apart from the days of the news: a day of its own, a statement made days before."""
    if newest is None:
        return told
    if told.days is None and (said := said_by(reading, told.frame)) is not None and said[1] < newest[0]:
        told = replace(told, days=(said[0], said[0]), old=True)
    if told.days is None or told.announced:
        return told
    return replace(told, away=told.days[1] < newest[0] or told.days[0] > newest[1])


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
    answers = answers or (is_way_of_answering(reading.doc[frame.token]) and frame.patient is not None)
    found = parting(reading.doc[frame.token], parting_words(reading, frame))
    apart = answers or is_one_more(reading, frame) or opens_apart(reading, reading.sentences[frame.sentence])
    return found or ("apart" if apart else "")


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
