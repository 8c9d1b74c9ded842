"""Harm told blow by blow: "the first bomb killed 15 people and the second eight" make 23."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from extractors.casualties.shares import ordinal_of
from extractors.casualties.told import Claim
from extractors.columns import tokens
from extractors.context import words
from extractors.tree import child_of

_REACH = 6  # tokens from "the second" to its verb
_ON = frozenset({"advcl", "xcomp", "conj"})


def blow_of(doc: Doc, harm: Token) -> int | None:
    """Which of several blows does a harm: 2 for "a second bomb killed", "the other killed"; null without a number."""
    if (alone := _elliptic(harm)) is not None:
        return ordinal_of(doc, (alone, alone + 1))
    if harm.pos_ != "VERB" or child_of(harm, "dobj") is None:
        return None
    node = harm
    while (blow := child_of(node, "nsubj", "nsubjpass") or _misread(node)) is None and node.dep_ in _ON:
        node = node.head
    if blow is None or blow.dep_ == "nsubjpass":
        return None
    first = blow.left_edge.i
    if {t.lower_ for t in doc[first : blow.i + 1]} & words("second of two"):
        return 2
    return ordinal_of(doc, (first, blow.i + 1))


def _elliptic(verb: Token) -> int | None:
    """ "the first killed 15 and the second, minutes later, killed eight": an ordinal without its noun"""
    for token in reversed(tokens(verb.doc)[max(verb.sent.start + 1, verb.i - _REACH) : verb.i]):
        if token.pos_ in ("VERB", "AUX"):
            return None
        bare = token.i + 1 == verb.i or token.nbor().text == ","
        if bare and token.nbor(-1).lower_ in ("the", "a") and ordinal_of(verb.doc, (token.i, token.i + 1)):
            return int(token.i)
    return None


def _misread(verb: Token) -> Token | None:
    """ "a bomb killed five and another, minutes later, killed two": a subject read as joined to the verb before"""
    if verb.dep_ != "conj":
        return None
    between = verb.doc[verb.head.i + 1 : verb.i]
    return next((t for t in between if t.dep_ == "conj" and t.head == verb.head and t.pos_ != "VERB"), None)


def summed(claims: Sequence[Claim]) -> Claim | None:
    """What a first blow and those after it did together; null where a claim of all tells as much or more."""
    blows: dict[int, Claim] = {}
    for claim in claims:
        if (blow := claim.told[0].value.blow) is not None and claim.best:
            blows.setdefault(blow, claim)
    if len(blows) < 2 or 1 not in blows:
        return None
    parts = tuple(blows[blow] for blow in sorted(blows))
    total = sum(c.best or 0 for c in parts)
    if any((c.best or 0) >= total or (c.best and c.of_all and c.told[0].value.toll) for c in claims):
        return None
    low = None if any(c.low is None for c in parts) else sum(c.low or 0 for c in parts)
    high = None if any(c.high is None for c in parts) else sum(c.high or 0 for c in parts)
    return Claim(tuple(t for c in parts for t in c.told), low, total, high)
