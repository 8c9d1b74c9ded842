"""Harm words side by side: one number for both ("30 killed and injured") or each its own ("one dead, two injured")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise
from operator import attrgetter

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import Use
from extractors.casualties.harm import CasualtyValue, kind_of
from extractors.counting import quantities_in
from extractors.lexicon import Hit

_LINKS = frozenset({"and", "or", "&", "/", "and/or"})
_FIRST = attrgetter("first")
_SHARING = frozenset({"verb", "state"})


def joined(doc: Doc, harm: Sequence[Hit]) -> list[Hit]:
    """Harm words of two effects that share their victims, "killed or wounded", so that a number is of neither."""
    found: list[Hit] = []
    for one, two in pairwise(harm):
        if one.code != two.code and {kind_of(one), kind_of(two)} <= _SHARING and _linked(doc, one, two):
            found += [one, two]
    return found


def _linked(doc: Doc, one: Hit, two: Hit) -> bool:
    if two.first - one.last != 1 or doc[one.last].lower_ not in _LINKS:
        return False
    counted_before = bool(_numbers(doc, one.first - 1, one.first))
    return not (counted_before and _numbers(doc, two.last, two.last + 1))  # "12 dead and injured five"


def _numbers(doc: Doc, first: int, last: int) -> bool:
    near = quantities_in(doc, max(0, first - 4), last)
    return any(q.use is Use.COUNT and q.number.last > first and q.number.first < last for q in near)


def is_anothers(doc: Doc, harm: Collection[Hit], hit: Hit, value: CasualtyValue) -> bool:
    """Whether a group stands at another harm word: the "one" of "one dead and two injured" is not injured."""
    last = value.group[1]
    if value.zero:
        return False
    if value.group[0] >= hit.last:  # "a dozen killed and about twenty wounded", "a toll of five dead"
        return any(other.first == last and other.code != hit.code and _is_state(doc, other) for other in harm)
    if last >= hit.first:
        return False
    if any(other.code != hit.code and other.first < last <= other.last for other in harm):
        return True  # "five martyrs and 11 wounded"
    return any(other.first == last and other.code != hit.code and hit.first - other.last > 1 for other in harm)


def _is_state(doc: Doc, other: Hit) -> bool:
    """Whether a harm word says what the counted are, "dead" or "wounded", not doing it to others."""
    following = doc[other.last].pos_ if other.last < len(doc) else ""
    said_of = kind_of(other) in _SHARING and doc[other.first].tag_ in ("JJ", "VBN", "VBD")
    return said_of and following not in ("NUM", "DET")


def harm_between(harm: Sequence[Hit], hit: Hit, value: CasualtyValue) -> bool:
    """Whether another effect's word stands between a group and a harm word: "six people dead and 75 others injured" """
    between = harm[bisect_left(harm, value.group[1], key=_FIRST):bisect_left(harm, hit.first, key=_FIRST)]
    return any(other.code != hit.code and other.last <= hit.first for other in between)


def counted_after(harm: Collection[Hit], hit: Hit, numbers: Sequence[Token]) -> bool:
    """Whether a number stands beside a harm word, after the word of another effect before it."""
    last = max((o.last for o in harm if o.code != hit.code and o.last <= hit.first), default=0)
    return any(last <= token.i < hit.first for token in numbers)
