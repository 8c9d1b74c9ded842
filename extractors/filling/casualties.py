"""Casualties of one event: every telling in its scope, and the roll-up of killed and wounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from extractors.casualties.boasts import by_others_than_attackers
from extractors.casualties.harm import CasualtyValue
from extractors.casualties.shares import share_end
from extractors.casualties.told import Told
from extractors.casualties.toll_speakers import as_of, teller
from extractors.casualties.tolls import figure
from extractors.context import words as closed
from extractors.counting import quantities_in
from extractors.dates.other_days import is_earlier, is_what_it_followed, of_many
from extractors.draft import SHARED, Draft
from extractors.filling.day import first_day
from extractors.lexicon import expand
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from extractors.registry import lexicon_for
from extractors.tree import child_of
from models.event import Casualty, Count
from models.vocabulary import Effect, EventType, MentionLabel, Party, Salience

_BY_FIGHTERS = frozenset(
    {EventType.ROCKET_ATTACK, EventType.SUICIDE_BOMBING, EventType.BOMBING, EventType.GRENADE_ATTACK}
)
_REFLEXIVE = frozenset({"himself", "herself", "themselves"})


def fill(draft: Draft, reading: Reading) -> tuple[Casualty, ...]:
    """One casualty for each counted telling, parts and hints left out; ``cumulative`` ones are kept and marked."""
    found = []
    every = tellings(draft, reading)
    taken = figure(every, Effect.ABDUCTED, reading)
    for told in every:
        value, number, span = told.value, told.value.number, told.span(reading)
        again = value.effects == (Effect.ABDUCTED,) and taken is not None and span not in taken.spans
        if value.part or value.weak or number is None or (again and not value.cumulative):
            continue
        count = Count(number.low, number.best, number.high, reading.content[span[0] : span[1]], (span,))
        day, source = as_of(reading, told.mention, value.toll), teller(reading, told.mention)
        spans = (span, told.mention.span)
        found += [
            Casualty(effect, value.party, count, value.cumulative, day, source, spans, told.mention.rule)
            for effect in value.effects
        ]
    return tuple(found)


def roll_up(draft: Draft, reading: Reading, effect: Effect) -> Count | None:
    """The event's own count of one effect, never a cumulative toll; null where the text is silent."""
    told = by_others_than_attackers(tellings(draft, reading), effect, reading)
    found = figure(told, effect, reading)
    if found is None or draft.alone or not found.best:
        return found
    own = figure([t for t in told if t.zone is Zone.BODY], effect, reading) or figure(
        [t for t in told if t.zone is not Zone.TITLE], effect, reading)
    if own is None or not own.best:
        return found
    told_first = reading.once(("headline figures", effect), lambda: frozenset(_headline_figures(reading, effect)))
    wholes = {found.best, *told_first}
    return own if any(_is_share(draft, reading, effect, w - own.best) for w in wholes) else found


def _headline_figures(reading: Reading, effect: Effect) -> Iterator[int]:
    """The figures of one effect that title and lead tell."""
    for mention in reading.labelled(MentionLabel.CASUALTY):
        value = mention.value
        if isinstance(value, CasualtyValue) and value.effects == (effect,) and value.number is not None and (
                reading.sentence_at(mention.head).zone is not Zone.BODY):
            yield value.number.best or 0


def _is_share(draft: Draft, reading: Reading, effect: Effect, rest: int) -> bool:
    """Whether a headline's sum less an event's own figure is what is told of another event."""
    if rest <= 0:
        return False
    for mention in reading.labelled(MentionLabel.CASUALTY):
        value = mention.value
        if isinstance(value, CasualtyValue) and mention.head not in draft.rank and value.effects == (effect,):
            told = value.number is not None and value.number.best == rest and not value.cumulative
            if told and reading.sentence_at(mention.head).zone is not Zone.TITLE:
                return True
    return False


def tellings(draft: Draft, reading: Reading) -> list[Told]:
    """Casualty mentions in the scope of an event, in text order; found once for each event."""
    key = f"tellings {draft.frames[0].token} {draft.event_type}"
    found: list[Told] | None = reading.doc.user_data.get(key)
    if found is None:
        found = reading.doc.user_data[key] = _tellings(draft, reading)
    return found


def _tellings(draft: Draft, reading: Reading) -> list[Told]:
    """A lone event takes a denial from anywhere; harm of another day and of many attacks is none of its own."""
    found = [
        t for r, m in draft.mentions(reading, MentionLabel.CASUALTY) if (t := _told(draft, reading, r, m)) is not None
    ]
    if draft.alone and draft.salience is Salience.MAIN and not any(not t.value.weak for t in found):
        everywhere = (_told(draft, reading, SHARED, m) for m in reading.labelled(MentionLabel.CASUALTY))
        found += [t for t in everywhere if t is not None and t.value.zero]
    if any(t.rank < SHARED and not t.value.zero for t in found):  # a headline's "no casualties" is another event's
        found = [t for t in found if t.rank < SHARED or not t.value.zero]
    found = _of_its_day(draft, reading, [t for t in found if t.value.zero or t.sentence not in draft.joint])
    joint = _joint(found)
    own = (t for t in found if t.value.zero or not (t.value.joint or t.value.group in joint))
    return sorted(own, key=lambda t: t.mention.first)


def _of_its_day(draft: Draft, reading: Reading, found: Sequence[Told]) -> list[Told]:
    """Without what the text dates before a main event, and without the harm of attacks that are only counted."""
    if draft.salience is not Salience.MAIN or not found:
        return list(found)
    start = first_day(draft, reading)
    kept = [t for t in found if t.zone is Zone.TITLE or not of_many(reading, t.mention)]
    kept = [t for t in kept if t.zone is Zone.TITLE or not is_earlier(reading, t.mention, start)]
    tokens = frozenset(f.token for f in draft.frames)
    return [t for t in kept if not is_what_it_followed(reading.doc[t.mention.head], tokens)]


def _joint(found: Sequence[Told]) -> set[tuple[int, int]]:
    """Groups that are "killed and wounded" together: their number is of neither effect."""
    effects: dict[tuple[int, int], set[Effect]] = {}
    for told in found:
        if not told.value.zero and not told.value.weak and not told.single:
            effects.setdefault(told.value.group, set()).update(told.value.effects)
    return {group for group, both in effects.items() if {Effect.KILLED, Effect.WOUNDED} <= both}


def _told(draft: Draft, reading: Reading, rank: int, mention: Mention) -> Told | None:
    value = mention.value
    if not isinstance(value, CasualtyValue):
        return None
    sentence = reading.sentence_at(mention.head)
    if sentence.zone is Zone.FURNITURE or (draft.salience is Salience.BACKGROUND and rank > 1):
        return None
    himself = value.victim.lower() in _REFLEXIVE and draft.event_type is EventType.SUICIDE_BOMBING
    harm = reading.doc[mention.head]
    armed = value.armed and not _befell(reading, harm)
    if himself or _are_all(value, draft, reading) or (armed and (_is_agent(value, harm, draft, reading) or (
            draft.event_type in _BY_FIGHTERS and not _by_a_bomb(reading, harm)))):
        value = replace(value, party=Party.PERPETRATOR)
    return Told(mention, value, rank, sentence.index, sentence.zone)


def _befell(reading: Reading, harm: Token) -> bool:
    """ "a rocket attack hit a base and wounded six fighters": the attack did it to them"""
    node = harm
    while node.dep_ == "conj" and child_of(node, "nsubj") is None and node.head.pos_ == "VERB":
        node = node.head
    doer = child_of(node, "nsubj")
    return doer is not None and child_of(harm, "dobj") is not None and bool(
        reading.overlapping(doer.i, doer.i + 1, [MentionLabel.TRIGGER, MentionLabel.WEAPON]))


def _by_a_bomb(reading: Reading, harm: Token) -> bool:
    """ "three fighters were killed by a roadside bomb", "in a bombing": what befell them, and none of their doing"""
    verbs = [harm, *(c for c in harm.children if c.dep_ in ("advcl", "conj"))]  # "killed while another was hurt in"
    links = [c for verb in verbs for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ in ("by", "in")]
    nouns = (n for link in links for n in link.children if n.dep_ == "pobj")
    told = (m for n in nouns for m in reading.overlapping(n.i, n.i + 1, [MentionLabel.TRIGGER, MentionLabel.WEAPON]))
    return any(m.label is MentionLabel.WEAPON or getattr(m.value, "event_type", "") is EventType.BOMBING for m in told)


def _are_all(value: CasualtyValue, draft: Draft, reading: Reading) -> bool:
    """ "nine militants attacked the base ... all nine were shot dead" """
    first, number = reading.doc[value.group[0]], value.number
    if first.lower_ != "all" or number is None or not value.generic:
        return False
    agents = (f.agent for f in draft.frames if f.agent is not None and f.token < first.i)
    return any(q.number.best == number.best for agent in agents for q in quantities_in(reading.doc, *agent))


def _is_agent(value: CasualtyValue, harm: Token, draft: Draft, reading: Reading) -> bool:
    """Whether the dead are of those who attacked: "militants attacked ... eleven militants (or terrorists) died" """
    nouns = ("NOUN", "PROPN")
    first, last = value.group
    end = share_end(reading.doc, last)
    words = {t.lemma_.lower() for t in reading.doc[first:end] if t.pos_ in nouns}
    agents = [reading.doc[f.agent[0] : f.agent[1]] for f in draft.frames if f.agent]
    attackers = {t.lemma_.lower() for span in agents for t in span if t.pos_ in nouns}
    if not words.isdisjoint(attackers):
        return True
    if attackers.isdisjoint(armed_words()):
        return False
    named = end > last or not words.isdisjoint(closed("outlaw"))  # "two of the rebels", those who attacked
    return _by_others(harm, attackers) or (named and not _by(harm, attackers))


@cache
def armed_words() -> frozenset[str]:
    """Words for fighters and attackers, lower case."""
    entries = (e for e in lexicon_for("casualty").entries.values() if e.code in ("armed", "perpetrator"))
    return frozenset(phrase.casefold() for e in entries for term in e.terms for phrase in expand(term))


def _by(harm: Token, attackers: set[str]) -> bool:
    """Whether the attackers are told to kill: "gunmen killed two militants" """
    doer = child_of(harm, "nsubj")
    agent = child_of(harm, "agent")
    by = child_of(agent, "pobj") if agent is not None else None
    return any(t is not None and t.lemma_.lower() in attackers for t in (doer, by)) or harm.dep_ in ("advcl", "xcomp")


def _by_others(harm: Token, attackers: set[str]) -> bool:
    """ "militants attacked a camp; the army killed 40 terrorists": whether somebody else than the attackers kills"""
    node = harm
    while node.dep_ in ("conj", "advcl") and child_of(node, "nsubj") is None and node.head != node:
        node = node.head
    subject = child_of(node, "nsubj")
    return subject is not None and child_of(harm, "dobj") is not None and subject.lemma_.lower() not in attackers
