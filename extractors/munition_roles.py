"""Which words stand in the munition's place of a predicate: what was fired, what struck, what was intercepted."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.victims import child, conjuncts, is_passive


def arguments(head: Token, role: str) -> Iterator[Token]:
    """Tokens in the munition's place: what was fired, or what struck."""
    passive = is_passive(head)
    if head.dep_ == "amod" and head.head.pos_ in ("NOUN", "PROPN"):
        yield from conjuncts(head.head)  # "unfired rockets"
        return
    if role == "patient":
        yield from patients(head, passive)
        return
    if head.pos_ == "NOUN":
        yield from _of(head)
        return
    agent = next((g for c in head.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    if passive and agent is not None:
        yield from conjuncts(agent)
    elif not passive or child(head, "nsubj") is not None:
        yield from _subject(head)
    yield from _with(head)


def _of(noun: Token) -> Iterator[Token]:
    """ "the interception of two drones", "the impact of three shells" """
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    yield from conjuncts(child(of, "pobj") if of is not None else None)


def patients(head: Token, passive: bool) -> Iterator[Token]:
    """What a verb or noun acts on: its object, its passive subject, its "of"."""
    if head.pos_ == "NOUN":
        yield from _of(head)
        return
    direct = child(head, "dobj") or next((c for c in head.children if c.dep_ == "npadvmod" and c.pos_ == "NUM"), None)
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


def beside(head: Token, role: str) -> Iterator[Token]:
    """The number right before a verb where the parser has missed that it is its subject: "and two hit homes" """
    if head.pos_ == "NOUN" or (role == "patient" and not is_passive(head)):
        return
    index = head.i - 1
    while index >= 0 and head.doc[index].pos_ in ("AUX", "ADV", "PART"):
        index -= 1
    if index >= 0 and head.doc[index].tag_ == "CD":
        yield head.doc[index]
