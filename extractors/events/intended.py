"""What an attack was meant for: "aimed at the palace", "intended for the embassy", "the target was a convoy"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.casualties.victims import conjuncts
from extractors.columns import places_of
from extractors.context import status_of, words
from extractors.draft import Draft
from extractors.reading import Reading
from extractors.tree import child_of
from models.vocabulary import Assertion, Salience

_REACH = 2  # ranks up to this are the event's own sentences and those that go on with it
_SUBJECTS = ("nsubj", "nsubjpass")


def intended(draft: Draft, reading: Reading) -> Iterator[Token]:
    """Heads of the phrases that name what was aimed at, in text order."""
    last = _REACH if draft.alone and draft.salience is Salience.MAIN else _REACH - 1
    asked = words("meant_for") | words("aim") | words("ramming")
    for token in (reading.doc[i] for i in places_of(reading.doc, asked) if draft.rank.get(i, _REACH + 1) <= last):
        if not token.dep_:
            continue
        if token.lower_ in words("meant_for"):
            yield from _aimed_at(token)
        elif token.lower_ in words("aim"):
            yield from _target_was(token)
        else:
            yield from _objects(token, "ramming_into")


def _aimed_at(verb: Token) -> Iterator[Token]:
    """ "rockets meant for the palace": the noun behind the verb's preposition; none where that is denied"""
    if child_of(verb, "neg") is None and status_of(verb).assertion is Assertion.ASSERTED:
        yield from _objects(verb, "aimed_at")


def _objects(verb: Token, prepositions: str) -> Iterator[Token]:
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in words(prepositions):
            yield from conjuncts(child_of(preposition, "pobj"))


def _target_was(noun: Token) -> Iterator[Token]:
    """ "the target was a convoy", "a convoy was the intended target" """
    verb = noun.head
    if verb.lemma_ != "be" or child_of(verb, "neg") is not None or status_of(verb).assertion is not Assertion.ASSERTED:
        return
    sides = ["attr"] if noun.dep_ in _SUBJECTS else _SUBJECTS if noun.dep_ == "attr" else ()
    other = child_of(verb, *sides)
    if other is not None and other != noun:
        yield from conjuncts(other)
