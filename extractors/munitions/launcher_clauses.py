"""What is told of a launcher in clauses around its own: "which was destroyed", "among the weapons destroyed"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.tree import child_of

_PHRASE = frozenset({"pobj", "prep", "compound", "appos", "acl"})


def tells_of(verb: Token, head: Token) -> bool:
    """Whether a verb tells what became of a launcher by a relative, temporal or partitive clause."""
    return _relates(verb, head) or _is_among(verb, head) or _is_after(verb, head) or _is_behind_phrase(verb, head)


def _is_behind_phrase(verb: Token, head: Token) -> bool:
    """ "a launcher welded onto a flatbed, found this morning": a participle behind the whole phrase"""
    apart = verb.i > 0 and verb.nbor(-1).text == ","
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl") and apart and head.is_ancestor(verb)


def _relates(verb: Token, head: Token) -> bool:
    """ "a launcher in the vicinity of the village, which was destroyed" """
    subject = child_of(verb, "nsubjpass") or child_of(verb, "dobj")
    if verb.dep_ != "relcl" or subject is None or subject.tag_ != "WDT" or head.i > verb.i:
        return False
    node = verb.head
    while node.dep_ in _PHRASE and node != head and node.head != node:
        node = node.head
    return node == head


def _is_among(verb: Token, head: Token) -> bool:
    """ "two launchers were among the weapons destroyed" """
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "pobj" or noun.head.lower_ != "among":
        return False
    return head.dep_ in ("nsubj", "nsubjpass") and head.head == noun.head.head


def _is_after(verb: Token, head: Token) -> bool:
    """ "a truck is seen after being set on fire" """
    passive = child_of(verb, "auxpass") is not None and child_of(verb, "nsubj", "nsubjpass") is None
    if verb.dep_ != "pcomp" or not passive:
        return False
    main = verb.head.head
    return head.dep_ == "nsubjpass" and head.head == main
