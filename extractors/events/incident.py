"""Which triggers of a sentence tell of one incident: a word for harm and how it was done.

"Last week a soldier was killed when a mine went off": day and age are told of the one and hold for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import cast

from spacy.tokens import Token

from extractors.attributes.actor import ActorValue
from extractors.attributes.date import DateValue
from extractors.context import cues_of, cut, is_answered, is_cause, shifted, spans_before
from extractors.draft import Frame
from extractors.events.preceding import earlier_part
from extractors.events.salience import Days
from extractors.reading import Reading, Sentence
from extractors.text.entries import entries_of
from extractors.tree import clause_of
from models.vocabulary import MentionLabel

_WAYS = frozenset({"when", "after", "as", "while"})
_MEANS = frozenset({"in", "by", "during", "from", "when", "after"})
_WITHIN = frozenset({"pobj", "prep", "conj", "dobj", "obj", "nsubj", "nsubjpass", "compound", "appos"})
_DAYS = {"day": 1, "week": 7}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"acl", "relcl"})


def own_clause(reading: Reading, sentence: Sentence, trigger: Token) -> frozenset[int]:
    """Tokens of the clause of a trigger; an attack that another one answers has its own phrase and no more of it.

    In "fired rockets at a town in reprisal for an overnight strike on a village" the rockets are none of the strike's
    and the village none of the fire's.
    """
    known = reading.doc.user_data.setdefault("own clauses", {})
    key = trigger.i, sentence.index, len(reading.labelled(MentionLabel.TRIGGER))
    if key not in known:
        known[key] = _own_clause(reading, sentence, trigger)
    return cast("frozenset[int]", known[key])


def _own_clause(reading: Reading, sentence: Sentence, trigger: Token) -> frozenset[int]:
    clause = frozenset(t.i for t in clause_of(trigger))
    past = _told_apart(reading, trigger)
    if past is not None:
        return clause & past
    if _is_behind(trigger):
        return clause & frozenset(t.i for t in trigger.subtree)
    for mention in reading.overlapping(sentence.first, sentence.last, [MentionLabel.TRIGGER]):
        other = reading.doc[mention.head]
        if other.i in clause and (past := _told_apart(reading, other)) is not None:
            clause -= past
        elif other.i in clause and _is_behind(other) and not other.is_ancestor(trigger):
            clause -= frozenset(t.i for t in other.subtree)
    return clause


def _told_apart(reading: Reading, trigger: Token) -> frozenset[int] | None:
    """The tokens of what an attack is remembered by, or of what another attack came after; null for other attacks."""
    past = remembered(trigger)
    if past is not None:
        return frozenset(t.i for t in past.subtree)
    past = earlier_part(reading, trigger)
    return frozenset(range(past.left_edge.i, past.head.right_edge.i + 1)) if past is not None else None


def _is_behind(trigger: Token) -> bool:
    """Whether another attack came after it, in answer or not; "responded with air strikes" is the answer itself."""
    return is_cause(trigger) or (is_answered(trigger) and trigger.head.lower_ != "with")


def remembered(trigger: Token) -> Token | None:
    """The noun by which an attack is only remembered: "on the anniversary of the killing of X in a strike"."""
    marks = {i for i, cue in cues_of(trigger.doc).items() if cue.code == "remembered"}
    return next((t for t in trigger.ancestors if t.i in marks and t.pos_ == "NOUN"), None) if marks else None


def harms_of(reading: Reading, frames: Iterable[Frame]) -> Mapping[int, Frame]:
    """The word for harm that tells of the same incident, by the token of the trigger that tells how it was done."""
    frames = list(frames)
    harms = {f.token: f for f in frames if f.generic}
    found = {f.token: next((harms[i] for i in _done_by(reading.doc[f.token]) if i in harms), None)
             for f in frames if not f.generic}
    return {token: harm for token, harm in found.items() if harm is not None}


def _done_by(trigger: Token) -> Iterator[int]:
    """Tokens of the verbs whose way a trigger tells: "killed when ... hit", "killed in an ambush"."""
    if cut(trigger):
        return
    if trigger.dep_ == "advcl" and any(c.lower_ in _WAYS for c in trigger.children):
        yield trigger.head.i
    if trigger.dep_ == "pobj" and trigger.head.lower_ in _MEANS:
        yield trigger.head.head.i
    subject = trigger.head.head if trigger.head.dep_ == "conj" else trigger.head
    if trigger.dep_ in _CLAUSES and subject.dep_ in _SUBJECTS:  # "rockets that they launched wounded eight"
        yield subject.head.i


def above(reading: Reading, frame: Frame) -> Iterator[int]:
    """Tokens above a clause that tells more of a munition or an attack: "shot down drones launched by", "a strike on a
    village which killed seven"."""
    token = reading.doc[frame.token]
    if token.dep_ not in _CLAUSES or not (frame.generic or _is_munition(reading, token.head)):
        return
    node = token.head
    yield node.i
    while node.dep_ in _WITHIN and node.head.i != node.i:
        node = node.head
        yield node.i


def _is_munition(reading: Reading, noun: Token) -> bool:
    return bool(reading.overlapping(noun.i, noun.i + 1, [MentionLabel.WEAPON]))


def own_act(reading: Reading, frame: Frame, solid: frozenset[int]) -> Frame:
    """A word for harm as one for an attack where its clause stands some time from another: "a day after a rocket killed
    two" tells of an attack and not of the harm that the other one did, nor of what a ``solid`` word did."""
    told = solid & {c.i for c in reading.doc[frame.token].children if c.dep_ in _SUBJECTS}
    known = not told and (frame.instrument is not None or frame.agent is not None)
    word = reading.doc[frame.token]
    answered = is_answered(word) and bool(reading.overlapping(word.i, word.i + 1, [MentionLabel.CASUALTY]))
    before = word.pos_ == "VERB" and earlier_part(reading, word) is not None
    return replace(frame, generic=False) if frame.generic and known and (cut(word) or answered or before) else frame


def own_acts(reading: Reading, frames: Sequence[Frame], announcing: frozenset[int]) -> list[Frame]:
    """Frames with the words for harm that tell of an attack by themselves: a day from another one (`own_act`), or in
    title and lead by a munition that no trigger tells of ("a mortar shell killed a shepherd")."""
    told = frozenset(f.token for f in frames if not f.generic)
    frames = [own_act(reading, f, told) for f in frames]
    solid = {f.sentence for f in frames if not f.generic}
    frames = [replace(f, generic=False) if f.sentence not in solid and _is_killing(reading, f) else f for f in frames]
    kinds = {f.event_type for f in frames if not f.generic}
    entries = entries_of(reading)
    return [replace(f, generic=False) if f.generic and f.sentence in announcing and f.sentence not in entries
            and f.event_type not in kinds and not (None in kinds and f.sentence in solid) and _strikes(reading, f)
            else f for f in frames]


def _is_killing(reading: Reading, frame: Frame) -> bool:
    """Whether fighters kill, in a sentence that has no other word for an attack: "the rebels killed three farmers"."""
    if not frame.generic or frame.agent is None or not frame.trigger.text.casefold().startswith("kill"):
        return False
    doer, verb = reading.doc[slice(*frame.agent)].root, reading.doc[frame.token]
    fighters = any(m.head == doer.i and isinstance(m.value, ActorValue) and m.value.kind == "armed_group"
                   for m in reading.overlapping(doer.i, doer.i + 1, [MentionLabel.ACTOR]))
    return fighters and doer.dep_ == "nsubj" and doer.head.i == verb.i and frame.patient is not None


def _strikes(reading: Reading, frame: Frame) -> bool:
    """Whether a munition does the harm and is told anew, as subject or agent of its verb and not as "the", or whoever
    bears it does."""
    if frame.instrument is None or frame.event_type is None:
        return False
    if frame.agent is not None and frame.agent[0] < frame.instrument[0] and frame.instrument[1] <= frame.agent[1]:
        doer = reading.doc[slice(*frame.agent)].root  # "a student with a rifle under his coat killed nine"
        return doer.dep_ == "nsubj" and doer.head.i == frame.token
    munition = reading.doc[slice(*frame.instrument)].root
    doer = munition.head if munition.dep_ == "pobj" and munition.head.dep_ == "agent" else munition
    anew = not any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "one"} for c in munition.children)
    return anew and doer.dep_ in {"nsubj", "agent"} and doer.head.i == frame.token


def shifted_days(reading: Reading, frame: Frame, days: Days | None) -> Days | None:
    """The days of a clause that is told some hours or days from another one, from the days of that one."""
    if days is None or shifted(reading.doc[frame.token]):
        return days if shifted(reading.doc[frame.token]) else None
    back = timedelta(days=days_before(reading, frame))
    return (days[0] - back, days[1] - back) if back else None


def days_before(reading: Reading, frame: Frame) -> int:
    """By how many days a clause lies before the one that it hangs on ("a day after ..."); 0 where that is not told."""
    for unit in spans_before(reading.doc[frame.token]):
        for mention in reading.overlapping(unit.i, unit.i + 1, [MentionLabel.DATE]):
            if isinstance(mention.value, DateValue) and mention.value.bound:
                told = mention.value.expression
                return (told.offset or 0) * _DAYS.get(told.unit or "", 0)
    return 0
