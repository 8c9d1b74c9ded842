"""How well a date fits an event: the cheaper, the likelier its day."""

from __future__ import annotations

from datetime import timedelta

from spacy.tokens import Token

from extractors.attributes.date import CLOCK_REACH, DateValue, day_of_writing
from extractors.columns import tokens
from extractors.dates.dayacts import Act, act_of, is_told_of
from extractors.draft import Draft, Frame
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from extractors.speech.quotes import quoted
from extractors.tree import distance
from models.vocabulary import MentionLabel, Salience

RANK_COST = {0: 0.0, 1: 1.5, 2: 3.5, 3: 3.0}
COARSE_COST = {1: 0.0, 2: 0.4, 3: 0.8, 4: 1.6, 5: 3.0}
ACT_COST = {Act.SAYING: 1.4, Act.AFTER: 2.2, Act.COUNT: 2.2}
TODAY_COST = 0.3  # of "today", when somebody is buried or held, beside another day
ARC_COST, ORDER_COST, BOUND_COST, SPAN_COST, UNIT_COST = 0.25, 0.3, 3.0, 2.0, 1.3
MAX_ARCS, MAX_ORDER = 8, 5
LONG = 3  # precision of a week and more: "since April 2023" tells what goes on, and no day of an attack in it
OWNED_GAIN = 1.2  # of "a New Year's Day shooting": the attack is named by its day
POINTED_COST = 2.0  # of "yesterday's killing", which points to an attack told before or to another one
QUOTED_COST = 1.5  # of "today" in somebody's words: the day on which they were said
AWAY_COST, MAX_AWAY = 0.1, 8  # for each sentence between a date and the event's words
LONG_AGO = timedelta(days=300)  # the news is hardly ever so old
WHILE_AGO = timedelta(days=8)  # one of several main events is hardly ever so old
LONG_AGO_COST = 3.0
CLOCK_GAIN = 0.8
LEAD_GAIN = 0.5  # title and lead tell the day of the news
TOO_DEAR = 6.0  # a candidate that costs more is another thing's date
_NAMING = frozenset({"compound", "nmod", "nummod", "amod", "poss"})
_BOUNDS = frozenset({"since", "until", "till", "by", "before", "between"})


def cost_of(draft: Draft, reading: Reading, rank: int, mention: Mention) -> float:
    """What it costs to take a date for an event's; see the constants."""
    value = mention.value
    if not isinstance(value, DateValue) or value.resolved is None:
        return TOO_DEAR + 1
    cost = RANK_COST[rank] + COARSE_COST[value.resolved.precision] + _way(draft, reading, mention)
    day = reading.doc[mention.head]
    bound = (value.preposition in _BOUNDS and not value.is_range) or _is_since(reading, mention)
    if bound and not any(is_told_of(day, reading.doc[f.token]) for f in draft.frames):
        if value.preposition == "since" and value.resolved.precision >= LONG:
            return TOO_DEAR + 1
        cost += BOUND_COST
    if value.expression.kind in {"span", "unit"}:
        cost += SPAN_COST if value.expression.kind == "span" else UNIT_COST
    if value.expression.kind == "day" and quoted_at(reading, mention.head):
        cost += QUOTED_COST
    cost += LONG_AGO_COST if _is_long_ago(draft, reading, mention, value) else 0.0
    act = act_of(reading.doc[mention.head], frozenset(f.token for f in draft.frames))
    cost += ACT_COST[act] if act else 0.0
    if act is Act.AFTER and value.expression.kind == "day" and value.resolved.end == day_of_writing(reading):
        cost += TODAY_COST
    lead = act not in {Act.AFTER, Act.COUNT} and value.resolved.precision == 1 and _in_head(draft, reading, mention)
    return cost - (CLOCK_GAIN if has_clock(reading, mention) else 0.0) - (LEAD_GAIN if lead else 0.0)


def _is_since(reading: Reading, mention: Mention) -> bool:
    """Whether a date tells when a longer time began: "the worst blow since the fighting broke out on Wednesday"."""
    before = tokens(reading.doc)[reading.sentence_at(mention.first).first:mention.first]
    begun = max((t.i for t in before if t.lower_ == "since" and t.dep_ in {"prep", "mark"}), default=None)
    return begun is not None and not any(t.text in {",", ";"} for t in before if t.i > begun)


def _is_long_ago(draft: Draft, reading: Reading, mention: Mention, value: DateValue) -> bool:
    """Whether the body gives a day of long ago to what title or lead announce, or to a main event that no word in its
    sentence tells of: it is that of an attack recalled."""
    written, heads = day_of_writing(reading), (Zone.TITLE, Zone.LEAD)
    if written is None or value.resolved is None:
        return False
    ago, sentence = written - value.resolved.end, reading.sentence_at(mention.head)
    if draft.salience is Salience.MAIN and not draft.frames_in(sentence.index):
        return ago >= (LONG_AGO if draft.alone else WHILE_AGO)
    announced = any(reading.sentences[f.sentence].zone in heads and not f.background for f in draft.frames)
    return ago >= LONG_AGO and announced and sentence.zone not in heads


def _in_head(draft: Draft, reading: Reading, mention: Mention) -> bool:
    return draft.salience is Salience.MAIN and reading.sentence_at(mention.head).zone in (Zone.TITLE, Zone.LEAD)


def _way(draft: Draft, reading: Reading, mention: Mention) -> float:
    """The way from a date to the nearest word of the event: arcs in a sentence, else sentences."""
    sentence, token = reading.sentence_at(mention.head).index, reading.doc[mention.head]
    told = draft.frames_in(sentence)
    here = [(order, f) for order, f in told if not f.background] or told  # "since the fighting broke out on Wednesday"
    if not here:
        return AWAY_COST * min(MAX_AWAY, min(abs(f.sentence - sentence) for f in draft.frames))
    order, frame = min(here, key=lambda one: distance(token, reading.doc[one[1].token]))
    arcs = ARC_COST * min(MAX_ARCS, distance(token, reading.doc[frame.token]))
    pointed = POINTED_COST if _points_back(mention, token, frame) else 0.0
    return arcs + ORDER_COST * min(MAX_ORDER, order) + pointed - (OWNED_GAIN if _names(mention, token, frame) else 0.0)


def _points_back(mention: Mention, day: Token, frame: Frame) -> bool:
    """Whether a date owns a word for harm and not for an attack ("yesterday's killing", not "a New Year's Day one")."""
    owns = any(t.tag_ == "POS" for t in tokens(day.doc)[mention.last - 1:mention.last + 1])
    return frame.generic and owns and day.dep_ == "poss" and day.head.i == frame.token


def _names(mention: Mention, day: Token, frame: Frame) -> bool:
    """Whether a date is a part of the name of an attack ("a 2014 murder", "the July 7 bombings"); "overnight" is not"""
    value = mention.value
    calendar = isinstance(value, DateValue) and value.expression.kind != "day" and day.i != frame.token
    node = day
    while calendar and node.dep_ in _NAMING and node.i < frame.token:
        node = node.head
    return node.i == frame.token


def has_clock(reading: Reading, mention: Mention) -> bool:
    """Whether a time of day stands right beside a date ("around 9 p.m. Monday")."""
    near = reading.overlapping(mention.first - CLOCK_REACH, mention.last + CLOCK_REACH, [MentionLabel.DATE])
    return any(isinstance(m.value, DateValue) and m.value.expression.kind == "clock" for m in near)


def quoted_at(reading: Reading, token: int) -> bool:
    """Whether a token stands inside quotation marks."""
    mask: bytearray = reading.once("quoted tokens", lambda: quoted(reading.doc))
    return bool(mask[token])
