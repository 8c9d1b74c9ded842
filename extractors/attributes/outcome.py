"""What became of munitions: fired, hit, missed, intercepted, failed; damage done or denied.

A predicate over munitions ("intercepted two of three", "17 rockets were fired", "the other nine fell short") carries
the number of the munitions in its argument; which argument that is depends on the word (`role` in the lexicon).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import Use
from extractors.attributes.weapon import WeaponValue
from extractors.casualties.denials import denial_of
from extractors.casualties.victims import is_passive
from extractors.columns import tokens
from extractors.context import status_of, words
from extractors.counting import quantities_in
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.munitions.counts import NOTHING, Told, may_stand_for, subset, told_of
from extractors.munitions.gaps import is_elsewhere, is_one_more
from extractors.munitions.roles import arguments, beside, patients
from extractors.munitions.whereabouts import tells_where_else
from extractors.munitions.words import listed_with, named_before, part_of, parted
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading, reading_of
from extractors.registry import lexicon_for
from extractors.tree import child_of, root_of
from models.vocabulary import Assertion, MentionLabel

AFTER = ("casualty", "quantity", "weapon")
_SKIPPED = frozenset({Assertion.HYPOTHETICAL, Assertion.PLANNED, Assertion.THREATENED})
_NEGATIVE = frozenset({"missed", "failed", "no_damage", "found_before_launch"})
_LAUNCHERS = frozenset({"launcher", "pad", "platform", "truck", "vehicle", "ramp", "site"})


@dataclass(frozen=True, slots=True)
class OutcomeValue:
    """A code of the outcome lexicon; ``weapon`` is the mention that it happened to, ``number`` how many of them."""

    outcome: str
    number: Number | None = None
    weapon: Mention | None = None
    negated: bool = False
    implied: bool = False  # the number is no more than the singular of "the rocket"
    nth: bool = False  # "a fourth": so many in all
    neutral: bool = False  # "came down": wherever that was
    stated: bool = True  # false for a hit of which nothing says that a munition did it
    told: Told = NOTHING
    argument: int = -1  # the token that stands for the munitions


def extract(doc: Doc) -> Iterator[Mention]:
    """Helper mentions (not shown): one for each predicate and argument."""
    reading = reading_of(doc)
    hits = lexicon_for("outcome").hits(doc)
    stopped = frozenset(_head(doc, h).i for h in hits if h.code == "intercepted")
    for hit in hits:
        head = _head(doc, hit)
        if hit.code == "damage" and denial_of(head) is not None:
            value = OutcomeValue("no_damage")
            yield reading.mention(MentionLabel.CUE, hit.first, hit.last, "outcome.no_damage", value=value, shown=False)
            continue
        if head.dep_ and hit.code != "found_before_launch" and not _could_not(head) and (
            status_of(head).assertion in _SKIPPED
        ):
            continue
        if (hit.code == "missed" and tells_where_else(reading, hit)) or _is_asked(head):
            continue
        if hit.code == "hit" and _was_forestalled(head, stopped):
            continue
        for value in _values(reading, hit, head):
            yield reading.mention(
                MentionLabel.CUE, hit.first, hit.last, f"outcome.{hit.code}", head=head.i, value=value, shown=False
            )


def _was_forestalled(verb: Token, stopped: frozenset[int]) -> bool:
    """ "was shot down before it reached the town" """
    clause = verb.head if verb.dep_ == "pcomp" else child_of(verb, "mark")
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return clause is not None and clause.lower_ == "before" and above.i in stopped


def _picks_out(verb: Token) -> bool:
    """ "what became of the drones that were not shot down": some of them, it is not told how many"""
    pronoun = child_of(verb, "nsubj", "nsubjpass")
    return verb.dep_ == "relcl" and pronoun is not None and pronoun.lower_ == "that" and pronoun.nbor(-1).text != ","


def _is_asked(verb: Token) -> bool:
    """ "where four others fell is still being checked" """
    asking = any(c.lower_ in ("where", "whether", "how") and c.dep_ in ("advmod", "mark") and c.i < verb.i
                 for c in verb.children)
    return asking and verb.dep_ in ("csubj", "csubjpass", "ccomp", "nsubj", "pcomp")


def _could_not(verb: Token) -> bool:
    """ "they could not be shot down" """
    return child_of(verb, "neg") is not None and any(c.dep_ == "aux" and c.lower_ == "could" for c in verb.children)


def _head(doc: Doc, hit: Hit) -> Token:
    span = tokens(doc)[hit.first : hit.last]
    return next((t for t in span if t.pos_ == "VERB"), doc[root_of(doc, hit.first, hit.last)])


def _values(reading: Reading, hit: Hit, head: Token) -> Iterator[OutcomeValue]:
    role = str(hit.entry.attrs["role"])
    code = hit.code
    denied = child_of(head, "neg") is not None or _failed(head)
    if denied and _picks_out(head):
        return
    negated = denied and code not in _NEGATIVE
    if role == "effect":
        if _is_of_no_thing(head):
            return
        ended = list(_destroyed(reading, head)) if head.lemma_ == "destroy" else []
        yield from ended or [OutcomeValue(code, negated=negated)]
        return
    neutral = bool(hit.entry.attrs.get("neutral"))
    stopped = list(_hit_themselves(reading, head)) if code == "hit" and not neutral else []
    if stopped:
        yield from (replace(value, negated=negated) for value in stopped)
        return
    told = [
        replace(value, negated=value.negated or (negated and value.outcome == code))
        for value in _of_arguments(reading, code, head, role, neutral)
    ]
    yield from told
    if told:
        yield from _of_list(reading, head, told)
        yield from _gapped(reading, head, told)
    elif not hit.entry.attrs.get("bound"):
        yield from _without_munition(reading, code, head, denied, neutral)


def _is_of_no_thing(word: Token) -> bool:
    """ "the truce collapsed", "damage to relations": what breaks is no thing that an attack hits"""
    below = (n for c in word.children if c.lower_ == "to" for n in c.children)
    hurt = (*(c for c in word.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}), *below)
    return any(t.lemma_ in words("no thing to hit") for t in hurt)


def _of_arguments(reading: Reading, code: str, head: Token, role: str, neutral: bool) -> list[OutcomeValue]:
    """What the argument tells, else the number beside the verb, else the munitions before "which"."""
    for told in (arguments(head, role), beside(head, role)):
        found = [value for argument in told for value in _of_argument(reading, code, argument, neutral)]
        if found:
            return found
    subject = child_of(head, "nsubj", "nsubjpass")
    if subject is None or subject.tag_ != "WDT" or code == "fired":
        return []
    return list(_of_argument(reading, code, subject, neutral))


def _destroyed(reading: Reading, verb: Token) -> Iterator[OutcomeValue]:
    """ "18 of these were destroyed": munitions, no damage"""
    for argument in patients(verb, is_passive(verb)):
        for value in _of_argument(reading, "destroyed", argument, neutral=False):
            if value.weapon is not None:
                yield value


def _hit_themselves(reading: Reading, verb: Token) -> Iterator[OutcomeValue]:
    """ "one of the drones was hit by air defences", "two were struck by Patriots": munitions that were stopped"""
    by = child_of(verb, "agent")
    doer = child_of(by, "pobj") if by is not None else child_of(verb, "nsubj")
    if doer is None or not any(t.lower_ in words("air_defence") for t in doer.subtree):
        return
    for argument in patients(verb, is_passive(verb)):
        yield from (v for v in _of_argument(reading, "intercepted", argument, neutral=False) if v.weapon is not None)


def _gapped(reading: Reading, head: Token, told: Sequence[OutcomeValue]) -> Iterator[OutcomeValue]:
    """The same for "and another two after dusk", "and two more at noon", "six over Kursk" behind the predicate."""
    named = next((v for v in told if v.weapon is not None and v.number is not None), None)
    if named is None or named.outcome == "fired":
        return
    for quantity in quantities_in(reading.doc, head.i + 1, reading.sentence_at(head.i).last):
        number = quantity.number
        harmed = reading.overlapping(number.first, number.last, [MentionLabel.CASUALTY])
        if quantity.use is Use.COUNT and reading.doc[number.core].pos_ == "NUM" and not harmed and (
            is_one_more(reading.doc, number) or is_elsewhere(reading.doc, head.i, number)
        ):
            yield replace(named, number=number, told=Told(number, further=True), argument=number.core)


def _of_list(reading: Reading, head: Token, told: Sequence[OutcomeValue]) -> Iterator[OutcomeValue]:
    """The same for munitions that stand in a list with one of the argument."""
    known = {v.weapon.first for v in told if v.weapon is not None}
    for value in told:
        named = value.weapon is not None and value.weapon.head == value.argument
        for other in listed_with(reading, value.weapon, head) if named and value.weapon is not None else ():
            if other.first not in known and isinstance(other.value, WeaponValue):
                known.add(other.first)
                number = other.value.number if value.outcome == "fired" else subset(reading.doc, other.value.number)
                yield replace(value, number=number, weapon=other, told=Told(number), argument=other.head)


def _of_argument(reading: Reading, code: str, argument: Token, neutral: bool) -> Iterator[OutcomeValue]:
    """What happened to the munitions of one argument, with how many of them."""
    weapon = _weapon_at(reading, argument)
    if weapon is None:
        weapon = named_before(reading, argument)
    told = told_of(argument, weapon)
    number = told.number
    if weapon is None and may_stand_for(argument) and told.any:
        weapon = parted(reading, argument, number)
    elif code == "fired" and weapon is not None and isinstance(weapon.value, WeaponValue) and weapon.head == argument.i:
        number = weapon.value.number or number  # "14 of 16 drones launched": the launch is of the 16
    elif code == "fired" and weapon is not None and argument.lower_ == "them" and not told.any:
        number = weapon.value.number if isinstance(weapon.value, WeaponValue) else None  # "put 14 on it and fired them"
    if number is None and weapon is not None and argument.lower_ == "it":
        number = Number(argument.i, argument.i + 1, argument.i, NumberKind.EXACT, 1, 1, 1)
    if told.nth is not None and code != "found_before_launch" and (weapon is not None or told.nth.core == argument.i):
        yield OutcomeValue("fired", told.nth, weapon, nth=True)
    elif weapon is None and (number is None or not may_stand_for(argument)):
        return
    none = number is not None and number.kind is NumberKind.NONE
    implied = number is not None and weapon is not None and (number.first, number.last) == (weapon.first, weapon.last)
    told = told if argument.lower_ == "them" else replace(told, number=number)
    yield OutcomeValue(code, number, weapon, none, implied, neutral=neutral, told=told, argument=argument.i)


def _without_munition(reading: Reading, code: str, head: Token, denied: bool, neutral: bool) -> Iterator[OutcomeValue]:
    """A predicate that names no munition in its argument."""
    part = part_of(reading, head) if code == "failed" else None
    if part is not None:
        yield OutcomeValue(code, part[1], part[0])
    elif code == "failed" and (device := _device(head)) is not None:
        yield OutcomeValue(code, Number(device.i, device.i + 1, device.i, NumberKind.EXACT, 1, 1, 1), implied=True)
    elif code == "destroyed" and _is_thing(head):
        yield OutcomeValue("damage", negated=denied)
    elif code == "hit" and denied and _is_miss(head):
        yield OutcomeValue("missed")
    elif code == "intercepted" and any(t.pos_ in ("NOUN", "PROPN") for t in patients(head, is_passive(head))):
        return  # "40 attackers were neutralised"
    else:
        stated = head.pos_ != "NOUN" and code in ("missed", "intercepted", "failed")
        yield OutcomeValue(code, negated=denied and code not in _NEGATIVE, neutral=neutral, stated=stated)


def _device(verb: Token) -> Token | None:
    """ "the device failed to detonate": the charge told before"""
    verb = verb.head if verb.dep_ == "xcomp" else verb
    subject = child_of(verb, "nsubj")
    return subject if subject is not None and subject.lower_ in words("charge told before") else None


def _is_miss(verb: Token) -> bool:
    """ "did not manage to hit the base"; not "did not hit anyone", nor "did not target" """
    direct = child_of(verb, "dobj")
    return verb.pos_ == "VERB" and verb.lemma_ != "target" and direct is not None and direct.pos_ in ("NOUN", "PROPN")


def _is_thing(verb: Token) -> bool:
    """Whether a verb of destruction has an object of its own, which is no munition: "destroyed a depot" """
    if verb.lemma_ != "destroy":
        return False
    return any(t.pos_ in ("NOUN", "PROPN") and t.lemma_ not in _LAUNCHERS for t in patients(verb, is_passive(verb)))


def _failed(head: Token) -> bool:
    """ "failed to intercept" """
    return (
        head.dep_ == "xcomp"
        and head.head.lemma_ in ("fail", "unable", "manage")
        and (head.head.lemma_ != "manage" or child_of(head.head, "neg") is not None)
    )


def _weapon_at(reading: Reading, token: Token) -> Mention | None:
    """The munition named by a token or by what it counts ("a salvo of rockets", "two of the drones")."""
    inside = (
        token.i,
        next(
            (
                g.i
                for c in token.children
                if c.dep_ == "prep" and c.lower_ == "of"
                for g in c.children
                if g.dep_ == "pobj"
            ),
            token.i,
        ),
    )
    for index in inside:
        for mention in reading.overlapping(index, index + 1, (MentionLabel.WEAPON,)):
            if isinstance(mention.value, WeaponValue) and not mention.value.implied and not mention.value.modifier:
                return mention
    return None
