"""Extents of noun phrases in mentions: determiner, modifiers and head, an of-phrase on demand.

One policy for all labels: a phrase starts at its determiner or first modifier and ends at its head; numerals,
predeterminers, relative clauses and appositions stay outside.
"""

from __future__ import annotations

from spacy.tokens import Token

_LEFT = frozenset({"det", "amod", "compound", "poss", "nmod", "case", "punct", "npadvmod", "advmod"})
_NAMING = frozenset({"compound", "nmod", "npadvmod"})
_TIMES = frozenset({"DATE", "TIME"})
_SKIPPED = frozenset({"all", "both", "half", "some", "any", "no", "such", "many", "other"})


def phrase_of(head: Token, *, of: bool = False) -> tuple[int, int]:
    """Token range of the noun phrase of a head."""
    first = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _LEFT or _is_when(child) or (child.right_edge.i + 1 != first and child.dep_ != "punct"):
            break
        first = child.left_edge.i
    doc = head.doc
    while first < head.i and (doc[first].is_punct or doc[first].lower_ in _SKIPPED or doc[first].dep_ == "advmod"):
        first += 1
    last = head.i + 1
    if of:
        last = max([last, *(c.right_edge.i + 1 for c in head.rights if _is_of(c, last))])
    return first, last


def _is_when(child: Token) -> bool:
    """Whether a modifier is when it was, which the parser took into the phrase: "on Monday night militants fired"."""
    return child.dep_ in _NAMING and child.ent_type_ in _TIMES


def _is_of(child: Token, last: int) -> bool:
    """Whether a child is a short of-phrase right behind the head."""
    return child.lower_ == "of" and child.i == last and not any(t.pos_ == "VERB" for t in child.subtree)


def determined(head: Token, first: int) -> int:
    """First token with the determiner of a name, where it touches."""
    before = head.doc[first - 1] if first else None
    return first - 1 if before is not None and before.dep_ == "det" and before.lower_ == "the" else first
