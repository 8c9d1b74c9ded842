"""Noun phrases that stand side by side: what is coordinated, a headline's list, the object that "leave" takes."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.tree import child_of, children

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_TWICE = frozenset({"nsubj", "nsubjpass", "dobj"})
_WHOLE = frozenset({"people", "persons", "victims", "others"})
_MISREAD = frozenset({"advcl", "conj", "acl", "amod"})


def conjuncts(token: Token | None) -> Iterator[Token]:
    """A noun phrase head and those coordinated with it, without the parts after "including"."""
    if token is None:
        return
    yield token
    for other in children(token):
        if other.dep_ == "conj" and other.pos_ in _NOMINAL:
            yield from conjuncts(other)
        if other.dep_ == "appos" and any(c.lower_ == "all" for c in children(other)):
            yield from (c for c in children(other) if c.dep_ == "conj")  # "three of the crew, all Poles, and a pilot"
    if (beside := _second(token)) is not None:
        yield from conjuncts(beside)


def _second(token: Token) -> Token | None:
    """ "a girl of six and her grandfather": the next of a list that the parser gives to the verb, in the same place"""
    if token.dep_ not in _TWICE:
        return None
    after = (c for c in children(token.head) if c.dep_ == token.dep_ and c.i > token.i and c.pos_ in _NOMINAL)
    return next((c for c in after if token.doc[c.left_edge.i - 1].lower_ == "and"), None)


def counted_beside(noun: Token | None) -> Iterator[Token]:
    """ "Three soldiers, two drivers killed": the first of a headline's list, to which the parser puts the second"""
    first = noun.head if noun is not None and noun.dep_ == "appos" else None
    if first is not None and noun is not None and first.lower_ not in _WHOLE and all(
            child_of(t, "nummod") is not None and t.tag_ == "NNS" for t in (first, noun)):
        yield first


def left_behind(harm: Token) -> list[Token]:
    """ "leaving four women and two children hurt", "left two officers and a guard dead": the object of "leave" where
    the parser takes the word for harm right behind it for a clause apart, an adjective or the last of the list"""
    if harm.dep_ not in _MISREAD or not harm.i:
        return []
    last = harm.nbor(-1)
    verb = next((t for t in (last.head, *last.ancestors) if t.pos_ == "VERB" and t != harm), None)
    left = child_of(verb, "dobj") if verb is not None and verb.lemma_ == "leave" else None
    if left is None or verb is None or not verb.i < left.i < harm.i:
        return []
    inside = {t.i for t in left.subtree}
    if any(t.i not in inside for t in harm.doc[left.i:harm.i]):
        return []
    return [last if t == harm else t for t in conjuncts(left)]
