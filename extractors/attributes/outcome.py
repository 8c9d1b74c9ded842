"""What became of munitions: fired, hit, missed, intercepted, failed; damage done or denied.

A predicate over munitions ("intercepted two of three", "17 rockets were fired", "the other nine fell short") carries
the number of the munitions in its argument; which argument that is depends on the word (`role` in the lexicon).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import Use
from extractors.attributes.weapon import WeaponValue
from extractors.context import status_of
from extractors.counting import quantities_in
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading, reading_of
from extractors.registry import lexicon_for
from extractors.victims import child, conjuncts, is_passive
from models.vocabulary import Assertion, MentionLabel

AFTER = ("quantity", "weapon")
_SKIPPED = frozenset({Assertion.HYPOTHETICAL, Assertion.PLANNED, Assertion.THREATENED})
_MAX_NUMBER_GAP = 4
_NUMBER_REACH = 16  # tokens that a number phrase may span before the word that it counts


@dataclass(frozen=True, slots=True)
class OutcomeValue:
    """A code of the outcome lexicon; ``weapon`` is the mention that it happened to, ``number`` how many of them."""

    outcome: str
    number: Number | None = None
    weapon: Mention | None = None
    negated: bool = False
    stated: bool = True  # false for a hit of which nothing says that a munition did it


def extract(doc: Doc) -> Iterator[Mention]:
    """Helper mentions (not shown): one for each predicate and argument."""
    reading = reading_of(doc)
    for hit in lexicon_for("outcome").hits(doc):
        head = _head(doc, hit)
        if head.dep_ and hit.code != "found_before_launch" and status_of(head).assertion in _SKIPPED:
            continue
        for value in _values(reading, hit, head):
            yield reading.mention(
                MentionLabel.CUE, hit.first, hit.last, f"outcome.{hit.code}", head=head.i, value=value, shown=False
            )


def _head(doc: Doc, hit: Hit) -> Token:
    span = doc[hit.first : hit.last]
    return next((t for t in span if t.pos_ == "VERB"), span.root)


def _values(reading: Reading, hit: Hit, head: Token) -> Iterator[OutcomeValue]:
    role = str(hit.entry.attrs["role"])
    code = hit.code
    denied = child(head, "neg") is not None or _failed(head)
    negated = denied and hit.code not in (
        "missed",
        "failed",
        "no_damage",
        "found_before_launch",
    )
    if role == "effect":
        yield OutcomeValue(code, negated=negated)
        return
    found = False
    for argument in _arguments(head, role):
        weapon = _weapon_at(reading, argument)
        number = _number(reading, argument, weapon)
        if weapon is None and number is None:
            continue
        if weapon is None and not _may_stand_for(argument):
            continue
        found = True
        yield OutcomeValue(code, number, weapon, negated or (number is not None and number.kind is NumberKind.NONE))
    if not found:
        yield OutcomeValue(
            code, negated=negated, stated=head.pos_ != "NOUN" and code in ("missed", "intercepted", "failed")
        )


def _failed(head: Token) -> bool:
    """ "failed to intercept" """
    return (
        head.dep_ == "xcomp"
        and head.head.lemma_ in ("fail", "unable", "manage")
        and (head.head.lemma_ != "manage" or child(head.head, "neg") is not None)
    )


def _arguments(head: Token, role: str) -> Iterator[Token]:
    """Tokens in the munition's place: what was fired, or what struck."""
    passive = is_passive(head)
    if role == "patient":
        yield from _patients(head, passive)
        return
    agent = next((g for c in head.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    if passive and agent is not None:
        yield from conjuncts(agent)
    elif not passive or child(head, "nsubj") is not None:
        yield from _subject(head)
    yield from _with(head)


def _patients(head: Token, passive: bool) -> Iterator[Token]:
    if head.pos_ == "NOUN":
        of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        yield from conjuncts(child(of, "pobj") if of is not None else None)
        return
    direct = child(head, "dobj")
    if direct is not None and child(head, "nsubjpass") is None:
        yield from conjuncts(direct)
    elif passive:
        yield from _subject(head)
    yield from _with(head)


def _subject(head: Token) -> Iterator[Token]:
    subject = child(head, "nsubjpass", "nsubj")
    if subject is not None and subject.lower_ in ("that", "which", "who"):
        subject = head.head
    if subject is None and head.dep_ in ("acl", "relcl"):
        subject = head.head
    if subject is None and head.dep_ in ("conj", "xcomp", "advcl") and head.head.pos_ in ("VERB", "AUX"):
        yield from _subject(head.head)
        return
    yield from conjuncts(subject)


def _with(head: Token) -> Iterator[Token]:
    """ "was fired upon with 17 rockets" """
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("with", "using", "by"):
            yield from conjuncts(child(preposition, "pobj"))


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
