"""What became of munitions: fired, hit, missed, intercepted, failed; damage done or denied.

A predicate over munitions ("intercepted two of three", "17 rockets were fired", "the other nine fell short") carries
the number of the munitions in its argument; which argument that is depends on the word (`role` in the lexicon).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import Use
from extractors.attributes.weapon import WeaponValue
from extractors.context import status_of
from extractors.counting import quantities_in
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.munition_roles import arguments, patients
from extractors.munition_words import named_before, part_of
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading, reading_of
from extractors.registry import lexicon_for
from extractors.victims import child, is_passive
from models.vocabulary import Assertion, MentionLabel

AFTER = ("quantity", "weapon")
_SKIPPED = frozenset({Assertion.HYPOTHETICAL, Assertion.PLANNED, Assertion.THREATENED})
_NEGATIVE = frozenset({"missed", "failed", "no_damage", "found_before_launch"})
_OF_MUNITIONS = frozenset({"intercepted", "missed"})  # "it" and "they" before these are munitions
_LAUNCHERS = frozenset({"launcher", "pad", "platform", "truck", "vehicle", "ramp", "site"})
_MAX_NUMBER_GAP = 4
_NUMBER_REACH = 16  # tokens that a number phrase may span before the word that it counts


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


def extract(doc: Doc) -> Iterator[Mention]:
    """Helper mentions (not shown): one for each predicate and argument."""
    reading = reading_of(doc)
    for hit in lexicon_for("outcome").hits(doc):
        head = _head(doc, hit)
        if head.dep_ and hit.code != "found_before_launch" and not _could_not(head) and (
            status_of(head).assertion in _SKIPPED
        ):
            continue
        for value in _values(reading, hit, head):
            yield reading.mention(
                MentionLabel.CUE, hit.first, hit.last, f"outcome.{hit.code}", head=head.i, value=value, shown=False
            )


def _could_not(verb: Token) -> bool:
    """ "they could not be shot down" """
    return child(verb, "neg") is not None and any(c.dep_ == "aux" and c.lower_ == "could" for c in verb.children)


def _head(doc: Doc, hit: Hit) -> Token:
    span = doc[hit.first : hit.last]
    return next((t for t in span if t.pos_ == "VERB"), span.root)


def _values(reading: Reading, hit: Hit, head: Token) -> Iterator[OutcomeValue]:
    role = str(hit.entry.attrs["role"])
    code = hit.code
    denied = child(head, "neg") is not None or _failed(head)
    negated = denied and code not in _NEGATIVE
    if role == "effect":
        yield OutcomeValue(code, negated=negated)
        return
    neutral = bool(hit.entry.attrs.get("neutral"))
    told = [
        replace(value, negated=value.negated or (negated and value.outcome == code))
        for argument in arguments(head, role)
        for value in _of_argument(reading, code, argument, neutral)
    ]
    yield from told or _without_munition(reading, code, head, denied, neutral)


def _of_argument(reading: Reading, code: str, argument: Token, neutral: bool) -> Iterator[OutcomeValue]:
    """What happened to the munitions of one argument, with how many of them."""
    weapon = _weapon_at(reading, argument)
    if weapon is None and (neutral or code in _OF_MUNITIONS):
        weapon = named_before(reading, argument)
    number, nth = _number(reading, argument, weapon), _nth(reading.doc, argument)
    if code == "fired" and weapon is not None and isinstance(weapon.value, WeaponValue) and weapon.head == argument.i:
        number = weapon.value.number or number  # "14 of 16 drones launched": the launch is of the 16
    if number is None and weapon is not None and neutral and argument.lower_ == "it":
        number = Number(argument.i, argument.i + 1, argument.i, NumberKind.EXACT, 1, 1, 1)
    if nth is not None and (weapon is not None or nth.core == argument.i):
        yield OutcomeValue("fired", nth, weapon, nth=True)
        number = replace(nth, low=1, best=1, high=1)
    elif weapon is None and (number is None or not _may_stand_for(argument)):
        return
    none = number is not None and number.kind is NumberKind.NONE
    implied = number is not None and weapon is not None and (number.first, number.last) == (weapon.first, weapon.last)
    yield OutcomeValue(code, number, weapon, none, implied, neutral=neutral)


def _without_munition(reading: Reading, code: str, head: Token, denied: bool, neutral: bool) -> Iterator[OutcomeValue]:
    """A predicate that names no munition in its argument."""
    part = part_of(reading, head) if code == "failed" else None
    if part is not None:
        yield OutcomeValue(code, part[1], part[0])
    elif code == "destroyed" and _is_thing(head):
        yield OutcomeValue("damage", negated=denied)
    elif code == "hit" and denied and _is_miss(head):
        yield OutcomeValue("missed")
    else:
        stated = head.pos_ != "NOUN" and code in ("missed", "intercepted", "failed")
        yield OutcomeValue(code, negated=denied and code not in _NEGATIVE, neutral=neutral, stated=stated)


def _is_miss(verb: Token) -> bool:
    """ "did not manage to hit the base"; not "did not hit anyone", nor "did not target" """
    direct = child(verb, "dobj")
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
        and (head.head.lemma_ != "manage" or child(head.head, "neg") is not None)
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


def _number(reading: Reading, token: Token, weapon: Mention | None) -> Number | None:
    """How many: the argument's own number ("two of three"), else that of the munition that it names."""
    near = quantities_in(reading.doc, token.i - _NUMBER_REACH, token.i + 1)
    for quantity in near:
        number = quantity.number
        if (
            number.first <= token.i < number.last
            and quantity.use is Use.COUNT
            and number.kind is not NumberKind.ARTICLE
        ):
            return number
    if weapon is not None and isinstance(weapon.value, WeaponValue) and token.i in range(weapon.first, weapon.last):
        if weapon.value.number is None and weapon.value.definite and not weapon.value.plural:
            return Number(weapon.first, weapon.last, token.i, NumberKind.EXACT, 1, 1, 1)
        return _subset(reading.doc, weapon.value.number)
    counted = [q.number for q in near if 0 <= token.i - q.number.last < _MAX_NUMBER_GAP and q.use is Use.COUNT]
    return counted[-1] if counted and weapon is not None else None


def _nth(doc: Doc, token: Token) -> Number | None:
    """ "a fourth came down in a field": one that came down, of four"""
    for quantity in quantities_in(doc, token.i - _MAX_NUMBER_GAP, token.i + 1):
        number = quantity.number
        if quantity.use is Use.ORDINAL and number.first > 0 and doc[number.first - 1].lower_ == "a":
            own = doc[number.first].head == token or number.first == token.i
            if own and (number.best or 0) > 1:
                return replace(number, kind=NumberKind.EXACT)
    return None


def _subset(doc: Doc, number: Number | None) -> Number | None:
    """ "two of three rockets": the two, not the three"""
    if number is None or number.first < 1 or doc[number.first - 1].lower_ not in ("of", "the"):
        return number
    before = quantities_in(doc, number.first - _NUMBER_REACH, number.first)
    ends = {q.number.last: q.number for q in before if q.use is Use.COUNT}
    return ends.get(number.first - 1) or ends.get(number.first - 2) or number


def _may_stand_for(token: Token) -> bool:
    """Whether a bare number or "the others" may stand for munitions named before."""
    return token.pos_ in ("NUM", "PRON", "DET") or token.lower_ in ("others", "rest", "one", "others.")
