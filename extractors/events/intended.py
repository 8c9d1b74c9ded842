"""What an attack was meant for: "aimed at the palace", "the target was a convoy", "fired from a van at the embassy"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.casualties.coordinated import conjuncts
from extractors.columns import places_of
from extractors.context import status_of, words
from extractors.draft import Draft
from extractors.reading import Reading
from extractors.tree import child_of, children
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


def fired_on(draft: Draft, reading: Reading) -> Iterator[Token]:
    """What munitions were sent to, told in the phrase of what they were sent from or as a direction: "fired from a bus
    in the old town at the palace", "in the direction of the destroyer", or parsed as the bomb's: "a bomb on a camp".
    """
    for frame in draft.frames:
        verb = reading.doc[frame.token]
        if frame.patient is not None or verb.lemma_ not in words("sends off"):
            continue
        sent = (c for c in children(verb) if c.dep_ in ("dobj", "nsubjpass"))
        yield from (t for munition in sent for p in children(munition) for t in _aim_of(p))
        for preposition in (c for c in children(verb) if c.dep_ == "prep"):
            noun = child_of(preposition, "pobj")
            if noun is not None and noun.lower_ == "direction":
                yield from (t for of in children(noun) if of.lower_ == "of" for t in conjuncts(child_of(of, "pobj")))
            elif noun is not None and preposition.lower_ == "from":
                yield from (t for p in noun.subtree for t in _aim_of(p))


def _aim_of(preposition: Token) -> Iterator[Token]:
    if preposition.dep_ == "prep" and preposition.lower_ in words("aimed_past_origin"):
        yield from conjuncts(child_of(preposition, "pobj"))


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
