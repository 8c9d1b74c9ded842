"""Casualties: effect, party and count, read from harm word, victim and number by structure.

Each mention is one group of victims of one harm word. `extractors.casualties.harm.CasualtyValue` tells what the roll-up
needs: whether the group is a part of another ("including two children"), more of the same ("three others"), one
person, a name, a cumulative toll, or no more than a hint ("was shot" until he dies).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from extractors.casualties.blows import blow_of
from extractors.casualties.companions import with_companions
from extractors.casualties.cumulative import is_cumulative
from extractors.casualties.denials import all_unhurt, denial_of
from extractors.casualties.figures import as_many
from extractors.casualties.harm import CasualtyValue, HarmContext, kind_of, person_above, whole_above
from extractors.casualties.harmed import group_of, one_named
from extractors.casualties.joined import counted_after, harm_between, is_anothers, joined
from extractors.casualties.nearby import beside
from extractors.casualties.victims import head_of, victims_of
from extractors.context import status_of, words
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading, reading_of
from extractors.registry import lexicon_for
from extractors.tree import child_of
from models.event import Norm
from models.vocabulary import Assertion, Effect, MentionLabel, Party

AFTER = ("quantity",)
MAX_SPAN = 30  # tokens from the first victim to the harm word that a quote may hold
_NEAR_BEFORE, _NEAR_AFTER = 12, 14  # tokens around a harm word where other words bear on its count
_BOTH = (Effect.KILLED, Effect.WOUNDED)
_LATER = frozenset({"later", "now", "since"})
_UP_TO = frozenset({"to", "at", "of", "is", "was", "as"})
_UNREAL = frozenset({Assertion.HYPOTHETICAL, Assertion.PLANNED, Assertion.THREATENED})


def extract(doc: Doc) -> Iterator[Mention]:
    """CASUALTY mentions in text order."""
    reading = reading_of(doc)
    hits = lexicon_for("casualty").hits(doc)
    context = HarmContext.of(doc, hits)
    joint = joined(doc, context.harm)
    firsts = [h.first for h in context.harm]
    running = -2  # the sentence of the last cumulative toll
    for hit in context.harm:
        if not _unreal(context, hit) and not _is_cause(context, hit):
            for value in _values(context, hit):
                reach = min(hit.first, value.group[1]) - MAX_SPAN, max(hit.last, value.group[1])
                near = context.harm[bisect_left(firsts, reach[0]):bisect_right(firsts, reach[1])]
                if not is_anothers(doc, near, hit, value):
                    effects = _BOTH if value.zero and hit in joint else value.effects  # "no dead or wounded"
                    here = reading.sentence_at(hit.first).index
                    goes_on = value.more or _in_perfect(head_of(doc, hit))  # "another 1,100", "950 have been hurt"
                    cumulative = value.cumulative or (goes_on and not value.zero and 0 <= here - running <= 1)
                    running = here if cumulative else running
                    yield _mention(reading, hit, replace(value, joint=hit in joint, effects=effects,
                                                         cumulative=cumulative))
    for hit in hits:
        if kind_of(hit) == "zero" and (whole := all_unhurt(doc, hit)) is not None:
            none = Number(whole.i, whole.i + 1, whole.i, NumberKind.NONE, 0, 0, 0)
            group = (min(whole.i, hit.first), max(whole.i + 1, hit.last))
            told = doc[group[0]:group[1]].text
            yield _mention(reading, hit, CasualtyValue(_BOTH, Party.UNKNOWN, none, told, group, zero=True))


def _in_perfect(harm: Token) -> bool:
    """ "have been wounded", without a time of its own"""
    return any(c.dep_ == "aux" and c.lower_ in ("have", "has") for c in harm.children)


def _is_cause(context: HarmContext, hit: Hit) -> bool:
    """ "succumbed to his wounds": what somebody died of is no further harm"""
    head = head_of(context.doc, hit)
    if hit.code != Effect.WOUNDED or head.pos_ == "VERB":
        return False
    link = head.head if head.dep_ == "pobj" else head
    if link.dep_ != "prep":
        return False
    return any(head_of(context.doc, h).i == link.head.i for h in context.harm if kind_of(h) == "intransitive")


def _mention(reading: Reading, hit: Hit, value: CasualtyValue) -> Mention:
    first, last = min(hit.first, value.group[0]), max(hit.last, value.group[1])
    if last - first > MAX_SPAN:
        first, last = value.group
    norm = _norm(value)
    return reading.mention(
        MentionLabel.CASUALTY, first, last, f"casualty.{kind_of(hit)}", head=head_of(reading.doc, hit).i,
        norm=norm, value=value, shown=norm is not None and not value.weak,
    )  # fmt: skip


def _norm(value: CasualtyValue) -> Norm | None:
    number = value.number
    if number is None:
        return None
    return {"low": number.low, "best": number.best, "high": number.high, "effect": str(value.effects[0])}


def _unreal(context: HarmContext, hit: Hit) -> bool:
    """Planned, threatened or supposed harm is none; negated harm is told as zero."""
    head = head_of(context.doc, hit)
    if not head.dep_ or kind_of(hit) == "hint":
        return False
    if any(c.dep_ == "aux" and c.tag_ == "MD" for c in head.children):
        return True  # "may have been killed"
    status = status_of(head)
    if status.assertion not in _UNREAL:
        return False
    near = range(hit.first - _NEAR_BEFORE, hit.last + _NEAR_AFTER)
    quantifiers = {context.doc[t].lower_ for t in near if context.marked(t, "more") or context.marked(t, "more_free")}
    return status.cue.casefold() not in quantifiers  # "a further 20 injured" is no further threat


def _values(context: HarmContext, hit: Hit) -> Iterator[CasualtyValue]:
    _doc, head = context.doc, head_of(context.doc, hit)
    effects = (Effect.KILLED, Effect.WOUNDED) if hit.code == "both" else (Effect(hit.code),)
    effects = (Effect.KILLED,) if _to_death(head) else effects
    weak = bool(hit.entry.attrs.get("weak"))
    if kind_of(hit) == "hint":
        yield CasualtyValue(effects, Party.UNKNOWN, None, "", (hit.first, hit.last), weak=True)
        return
    cumulative, counted = is_cumulative(context, hit), False
    for value in _groups(context, hit, effects):
        if _is_negated(head, value, hit) or (counted and value.number is None):
            continue  # "twelve children and teens": one number for both nouns
        counted = counted or (value.number is not None and value.number.kind is not NumberKind.ARTICLE)
        several = value.number is not None and (value.number.best or 2) > 1
        hint = weak and not value.zero and not (several and kind_of(hit) == "condition")
        toll = kind_of(hit) == "toll" or (several and _among(_doc, value))
        more = value.more or any(c.dep_ == "advmod" and context.marked(c.i, "more") for c in head.children)
        toll = toll or (more is False and _after_toll(context, value))
        cumulative = cumulative or (toll and _are_known(_doc, value))
        part = value.part or bool(hit.entry.attrs.get("share"))  # bodies found are the dead where no others are told
        reported = child_of(head, "dobj") is None
        yield replace(
            value, weak=hint, cumulative=cumulative, toll=toll, more=more, part=part, reported=reported,
            former=_is_former(context, hit), estimate=toll and _is_estimate(head), blow=blow_of(_doc, head),
            of_there=value.zero and _of_there(head),
        )  # fmt: skip


def _to_death(verb: Token) -> bool:
    """ "stabbed a tourist to death": the end of it stands behind the victim"""
    link = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    end = child_of(link, "pobj") if link is not None and verb.pos_ == "VERB" else None
    return end is not None and end.lower_ == "death"


def _is_former(context: HarmContext, hit: Hit) -> bool:
    """ "initial reports spoke of three dead; the ministry later said five had been killed" """
    first = max(reading_of(context.doc).sentence_at(hit.first).first, hit.first - _NEAR_BEFORE)
    stop = next((t for t in range(hit.first - 1, first, -1) if context.doc[t].text in (";", ":")), first)
    return any(context.marked(t, "former") for t in range(stop, hit.first))


def _of_there(head: Token) -> bool:
    """ "no one was hurt there" """
    return any(c.lower_ == "there" and c.dep_ == "advmod" and c.i > head.i for c in head.children)


def _after_toll(context: HarmContext, value: CasualtyValue) -> bool:
    """ "the toll had climbed to eight dead" """
    first = value.group[0]
    if value.number is None or (value.number.best or 0) < 2 or first < 1 or context.doc[first - 1].lower_ not in _UP_TO:
        return False
    return any(kind_of(h) == "toll" and first - _NEAR_BEFORE < h.last <= first for h in context.harm)


def _is_estimate(toll: Token) -> bool:
    """ "put the number of dead at nine": one voice's figure beside others'; "later put it at 12" is the latest"""
    putting = [t for t in toll.ancestors if t.pos_ == "VERB" and t.lemma_ in words("estimating")]
    return bool(putting) and not any(c.lower_ in _LATER for verb in putting for c in verb.children)


def _are_known(doc: Doc, value: CasualtyValue) -> bool:
    """ "they are two of the 31 murdered in the state": people counted before, in a count of more than one attack"""
    first = value.group[0]
    return _among(doc, value) and first > 2 and doc[first - 3].lower_ in ("they", "these", "those")


def _among(doc: Doc, value: CasualtyValue) -> bool:
    """ "she was among three fighters killed": the whole, told of one of them"""
    first = value.group[0]
    return first > 1 and doc[first - 1].lower_ == "among" and doc[first - 2].lemma_ == "be"


def _groups(context: HarmContext, hit: Hit, effects: tuple[Effect, ...]) -> list[CasualtyValue]:
    """Groups of the victims by structure; without a person or number among them, of the number that stands beside."""
    doc = context.doc
    if kind_of(hit) == "noun" and denial_of(head_of(doc, hit)) is not None:  # "no injuries to staff": whosever they are
        return _counted_groups(context, hit, effects, {head_of(doc, hit): False})
    if (same := as_many(doc, hit)) is not None:
        told = (same.first, same.last)
        return [CasualtyValue(effects, Party.UNKNOWN, same, doc[same.first:same.last].text, told)]
    numbers = beside(doc, hit)
    above = (whole_above(context, v) or person_above(context, v) for v in victims_of(doc, hit))
    heads = dict.fromkeys(above, False) if kind_of(hit) == "toll" else with_companions(context, hit, above)
    groups = _counted_groups(context, hit, effects, heads)
    anothers = any(harm_between(context.harm, hit, g) for g in groups) and counted_after(context.harm, hit, numbers)
    if hit.entry.attrs.get("persons"):  # "lost nine soldiers", no match and no leg
        return [g for g in groups if any(t in context.persons for t in range(*g.group))]
    if not anothers and any(g.number is not None and not g.part for g in groups):
        return groups
    return _counted_groups(context, hit, effects, dict.fromkeys(numbers, False)) or ([] if anothers else groups)


def _counted_groups(
    context: HarmContext, hit: Hit, effects: tuple[Effect, ...], heads: Mapping[Token, bool]
) -> list[CasualtyValue]:
    found = (
        one_named(context, head, effects) if named else group_of(context, hit, head, effects)
        for head, named in heads.items()
    )
    return [g for g in found if g is not None]


def _is_negated(head: Token, value: CasualtyValue, hit: Hit) -> bool:
    """ "the officer was not hurt" is silence; "no one was hurt" has its own zero, "did not survive" is a death."""
    negation = child_of(head, "neg")
    return not value.zero and negation is not None and not hit.first <= negation.i < hit.last
