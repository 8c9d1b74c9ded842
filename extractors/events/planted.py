"""What a charge lay in wait for: who passed when it went off, what it was fixed to; not what it was hidden in."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.casualties.coordinated import conjuncts
from extractors.columns import places_of
from extractors.context import words
from extractors.draft import Draft
from extractors.reading import Reading
from extractors.tree import child_of, children

_NEAR = 2  # ranks below this are the event's own sentences
_BY = frozenset({"by", "past", "through", "over", "along", "across"})
_WHEN = frozenset({"when", "as", "while"})


def lain_for(draft: Draft, reading: Reading) -> Iterator[Token]:
    """Heads of the phrases for what a charge or an ambush was meant for, in text order."""
    asked = words("passing by") | words("attaching")
    for verb in (reading.doc[i] for i in places_of(reading.doc, asked) if draft.rank.get(i, _NEAR) < _NEAR):
        if verb.lower_ in words("attaching"):
            yield from _held(verb)
        elif verb.lower_ not in words("going") or any(c.lower_ in _BY for c in children(verb)):
            yield from _passers(verb)


def holds_charge(noun: Token) -> bool:
    """Whether charges are hidden in or on a thing: "planted on a motorbike", "beside the road" """
    return noun.lower_ in words("holding a charge")


def _passers(verb: Token) -> Iterator[Token]:
    """ "went off as a convoy passed", which may be read as "as a convoy"; nothing of "as he passed" """
    timed = any(c.lower_ in _WHEN and c.i < verb.i for c in children(verb))
    above = verb.head
    misread = verb.dep_ in ("acl", "relcl") and above.dep_ == "pobj" and above.head.lower_ == "as"
    first = child_of(verb, "nsubj") if timed else above if misread else None
    yield from (noun for noun in conjuncts(first) if noun.pos_ in ("NOUN", "PROPN"))


def _held(verb: Token) -> Iterator[Token]:
    """ "a bomb fixed to a minister's car", "they attached a charge under the bus" """
    for preposition in children(verb):
        if preposition.dep_ == "prep" and preposition.lower_ in ("to", "under", "beneath", "underneath"):
            yield from (t for t in conjuncts(child_of(preposition, "pobj")) if not holds_charge(t))
