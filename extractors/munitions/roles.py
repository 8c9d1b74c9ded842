"""Which words stand in the munition's place of a predicate: what was fired, what struck, what was intercepted."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import Use
from extractors.casualties.coordinated import conjuncts
from extractors.casualties.victims import is_passive
from extractors.context import words
from extractors.counting import quantities_in
from extractors.tree import child_of

_REACH = 9  # words of "which the Ukrainian air force said it" between a number and its verb


def arguments(head: Token, role: str) -> Iterator[Token]:
    """Tokens in the munition's place: what was fired, or what struck."""
    passive = is_passive(head)
    if head.dep_ == "amod" and head.head.pos_ in ("NOUN", "PROPN"):
        yield from conjuncts(head.head)  # "unfired rockets"
        return
    if head.dep_ in ("attr", "acomp") and head.head.pos_ in ("AUX", "VERB"):
        yield from _subject(head.head)  # "four of them were duds"
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
    elif not passive or child_of(head, "nsubj") is not None:
        yield from _subject(head)
    yield from _with(head)


def _of(noun: Token) -> Iterator[Token]:
    """ "the interception of two drones", "the impact of three shells" """
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    yield from conjuncts(child_of(of, "pobj") if of is not None else None)


def patients(head: Token, passive: bool) -> Iterator[Token]:
    """What a verb or noun acts on: its object, its passive subject, its "of"."""
    if head.pos_ == "NOUN":
        yield from _of(head)
        return
    measured = next((c for c in head.children if c.dep_ == "npadvmod" and c.pos_ == "NUM"), None)
    direct = child_of(head, "dobj") or _roughly(head) or measured or (None if passive else _of_which(head))
    if direct is not None and child_of(head, "nsubjpass") is None:
        yield from conjuncts(direct)
    elif passive:
        yield from _subject(head)
    yield from _with(head)


def _of_which(verb: Token) -> Token | None:
    """ "launched 67 drones, 58 of which it managed to shoot down": the number that opens the clause, read off the order
    of words, as it is parsed in many ways"""
    doc = verb.doc
    for at in range(verb.i - 1, max(verb.sent.start + 1, verb.i - _REACH), -1):
        if doc[at].lower_ == "which":
            return doc[at - 2] if doc[at - 1].lower_ == "of" and doc[at - 2].tag_ == "CD" else None
        if doc[at].pos_ == "VERB" and doc[at].lemma_ != "manage":
            return None
    return None


def _roughly(verb: Token) -> Token | None:
    """ "fired around ten rockets": a bound that the parser takes for a preposition"""
    for preposition in verb.children:
        noun = child_of(preposition, "pobj") if preposition.dep_ == "prep" else None
        if noun is not None and preposition.lower_ in words("roughly") and preposition.nbor().tag_ == "CD":
            return noun
    return None


def _subject(head: Token) -> Iterator[Token]:
    subject = child_of(head, "nsubjpass", "nsubj")
    if subject is not None and subject.lower_ in ("that", "which", "who"):
        subject = head.head
    if subject is None and head.dep_ in ("acl", "relcl"):
        subject = head.head
    if subject is None:
        subject = _of_reduced_relative(head)
    if subject is None and head.dep_ == "conj":
        subject = _number_between(head) or _behind_semicolon(head)
    if subject is None and head.dep_ in ("conj", "xcomp", "advcl") and head.head.pos_ in ("VERB", "AUX"):
        yield from _subject(head.head)
        return
    yield from conjuncts(subject)


def _behind_semicolon(verb: Token) -> Token | None:
    """The noun right before the auxiliary of a clause behind a semicolon, which the parser joins to what stands before:
    "attacked with 40 drones; 38 drones and five missiles were destroyed"."""
    aux = next((c for c in verb.children if c.dep_ in ("auxpass", "aux")), None)
    if aux is None or not aux.i or not any(t.text == ";" for t in verb.doc[verb.head.i:aux.i]):
        return None
    noun = verb.doc[aux.i - 1]
    while noun.dep_ == "conj" and not any(t.text == ";" for t in verb.doc[noun.head.i:noun.i]):
        noun = noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN", "NUM") else None


def _number_between(verb: Token) -> Token | None:
    """The bare number that the parser joins to the verb before: "two were shot down and four, with warheads, hit" """
    return next((c for c in verb.head.children if c.dep_ == "conj" and c.tag_ == "CD" and c.i < verb.i), None)


def _of_reduced_relative(verb: Token) -> Token | None:
    """The noun of "two rockets fired from the hills on Monday struck": the parser takes "fired" for the main verb."""
    if verb.tag_ not in ("VBD", "VBN") or verb.dep_ in ("acl", "relcl", "xcomp", "amod"):
        return None
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i + 1:
            return None
        if token.tag_ in ("VBN", "VBD") and token.i > 0 and token.lower_ in words("sent_off"):
            noun = verb.doc[token.i - 1]
            return noun if noun.tag_ in ("NNS", "NN", "NNPS") else None
    return None


def _with(head: Token) -> Iterator[Token]:
    """ "was fired upon with 17 rockets" """
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("with", "using", "by"):
            yield from conjuncts(child_of(preposition, "pobj"))


def beside(head: Token, role: str) -> Iterator[Token]:
    """The number right before a verb where the parser has missed that it is its subject: "and two hit homes" """
    noun = head.pos_ == "NOUN" and head.dep_ != "attr"
    if noun or (role == "patient" and not is_passive(head)):
        return
    index = (head.head.i if head.dep_ in ("attr", "acomp") else head.i) - 1
    while index >= 0 and head.doc[index].pos_ in ("AUX", "ADV", "PART"):
        index -= 1
    if index >= 0 and (head.doc[index].tag_ == "CD" or head.doc[index].dep_ == "npadvmod" or _is_nth(head.doc, index)):
        yield head.doc[index]


def _is_nth(doc: Doc, index: int) -> bool:
    """ "and a third | failed to explode" """
    near = quantities_in(doc, index, index + 1)
    return doc[index - 1].lower_ == "a" and any(q.use is Use.ORDINAL and q.number.last == index + 1 for q in near)
