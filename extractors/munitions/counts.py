"""How many munitions an argument tells: a number, a share of those told before, what remains, one more."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import Use
from extractors.attributes.weapon import WeaponValue
from extractors.columns import lowers, tokens
from extractors.context import words
from extractors.counting import quantities_in
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind
from extractors.reading import reading_of
from extractors.registry import lexicon_for
from models.vocabulary import MentionLabel

MAX_GAP = 4
REACH = 16  # tokens that a number phrase may span before the word that it counts
_SHARE_REACH = 3
_PERCENT = frozenset({"%", "percent", "per", "cent"})
_OF_WHAT = frozenset({"which", "them", "these", "those"})


@dataclass(frozen=True, slots=True)
class Told:
    """What an argument says of how many; ``share`` is of those told before, ``rest`` those that no part has."""

    number: Number | None = None
    nth: Number | None = None  # "a fourth": so many in all
    share: float | None = None
    less: int = 0  # "all but two"
    rest: bool = False
    further: bool = False  # "another", "the third": besides those told before
    nested: bool = False  # "one of which": told with the others already

    @property
    def any(self) -> bool:
        """Whether it says how many in any way."""
        return self.number is not None or self.share is not None or self.rest


NOTHING = Told()


def told_of(token: Token, weapon: Mention | None) -> Told:
    """How many munitions an argument is about."""
    doc = token.doc
    further, nested = _is_further(token), _is_nested(token)
    nth = _nth(doc, token)
    if nth is not None and doc[nth.first - 1].lower_ == "a":
        return Told(replace(nth, low=1, best=1, high=1), nth, further=True, nested=nested)
    but = all_but(token)
    if but is not None:
        return Told(share=1.0, less=but, nested=nested)
    share = _share(doc, token)
    if share is not None:
        return Told(share=share, nested=nested)
    number = _number(doc, token, weapon)
    if number is None and (nth is not None or token.lower_ in words("further")):
        number = Number(token.i, token.i + 1, token.i, NumberKind.EXACT, 1, 1, 1)
    rest = number is None and token.lower_ in words("remainder")
    return Told(number, rest=rest, further=further or nth is not None, nested=nested)


def all_but(token: Token) -> int | None:
    """How many "all but two of them" leaves out, at any of its words or at the "which" behind them."""
    doc = token.doc
    for start in range(max(0, token.i - 4), token.i + 1):
        if lowers(doc)[start : start + 2] != ["all", "but"]:
            continue
        left = [q.number for q in quantities_in(doc, start + 2, start + 4) if q.use is Use.COUNT]
        if left and left[0].best and token.i <= left[0].last + 1:
            return left[0].best
    return None


def may_stand_for(token: Token) -> bool:
    """Whether a bare number or "the others" may stand for munitions named before; "half of the output" does not."""
    return not _of_other_things(token) and not _is_let_go(token) and (
        token.pos_ in ("NUM", "PRON", "DET")
        or token.lower_ in words("remainder")
        or token.lower_ in words("further")
        or token.lower_ in words("part")
        or token.tag_ == "CD"
    )


def _is_let_go(token: Token) -> bool:
    """Whether bare numbers of people leave a hospital: "a hundred were discharged", "ten were later released" """
    return token.dep_ == "nsubjpass" and token.head.lemma_.lower() in words("lets go")


def _of_other_things(token: Token) -> bool:
    """Whether a share is told to be one of something that is no munition."""
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if whole is not None and whole.lower_ == "whom":
        return True
    if whole is None or whole.pos_ not in ("NOUN", "PROPN"):
        return False
    arms = (MentionLabel.WEAPON, MentionLabel.TRIGGER)  # "a quarter of the barrage"
    return not reading_of(token.doc).overlapping(whole.left_edge.i, whole.i + 1, arms)


def _is_further(token: Token) -> bool:
    """ "another rocket", "the rest of the rockets", "two more" """
    phrase = tokens(token.doc)[token.left_edge.i : token.i + 1]
    before = [t for t in phrase if t.i + 1 == len(t.doc) or t.nbor().lower_ != "than"]  # "more than a dozen"
    after = any(c.lower_ == "more" and c.i == token.i + 1 for c in token.children)
    return after or any(t.lower_ in words("further") or t.lower_ in words("remainder") for t in before)


def _is_nested(token: Token) -> bool:
    """ "two of which", "one of them", "three rockets fell, one hitting a house" """
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return (inner is not None and inner.lower_ in _OF_WHAT) or (
        token.head.tag_ == "VBG" and token.head.dep_ in ("advcl", "acl")
    )


def _number(doc: Doc, token: Token, weapon: Mention | None) -> Number | None:
    """The argument's own number ("two of three"), else that of the munition that it names."""
    if token.lower_ in words("batches") and weapon is not None and isinstance(weapon.value, WeaponValue):
        every = weapon.value.number  # "three salvoes of four rockets": twelve
        if every is not None and every.first < token.i < every.last:
            return every
    near = quantities_in(doc, token.i - REACH, token.i + 1)
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
        return subset(doc, weapon.value.number)
    counted = [q.number for q in near if 0 <= token.i - q.number.last < MAX_GAP and q.use is Use.COUNT and (
        q.number.kind is not NumberKind.ARTICLE or q.number.first >= token.left_edge.i)]  # "a mayor said most of them"
    return counted[-1] if counted and weapon is not None and token.pos_ != "PRON" else None


def subset(doc: Doc, number: Number | None) -> Number | None:
    """ "two of three rockets", "eight out of ten": the two, not the three"""
    if number is None or number.first < 1 or doc[number.first - 1].lower_ not in ("of", "the", "all"):
        return number
    before = quantities_in(doc, number.first - REACH, number.first)
    ends = {q.number.last: q.number for q in before if q.use is Use.COUNT}
    near = (ends.get(number.first - back) for back in (1, 2, 3) if doc[number.first - back].lower_ in _OF)
    return next((n for n in near if n is not None), number)


_OF = frozenset({"of", "the", "out", "all"})


def _nth(doc: Doc, token: Token) -> Number | None:
    """ "a fourth came down in a field": one that came down, of four; "the third" is one too"""
    for quantity in quantities_in(doc, token.i - MAX_GAP, token.i + 1):
        number = quantity.number
        if quantity.use is Use.ORDINAL and number.first > 0 and doc[number.first - 1].lower_ in ("a", "the"):
            own = doc[number.first].head == token or number.first == token.i
            if own and (number.best or 0) > 1:
                return replace(number, kind=NumberKind.EXACT)
    return None


def _share(doc: Doc, token: Token) -> float | None:
    """ "half of them", "a quarter of the rockets", "some 70 per cent", "all" """
    if token.lower_ in words("whole"):
        return None if token.i and doc[token.i - 1].lower_ in words("not quite") else 1.0
    hit = lexicon_for("quantity").at(doc, token.i)
    if hit is not None and hit.entry.attrs["kind"] == "fraction":
        return float(hit.entry.attrs["value"])
    if token.lower_ in _PERCENT:
        for quantity in quantities_in(doc, token.i - _SHARE_REACH, token.i):
            if quantity.use is Use.MEASURE and quantity.number.best is not None:
                return quantity.number.best / 100
    return None
