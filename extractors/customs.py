"""Verbs and nouns by which an attack is denied or counted with many others; the word classes are the caller's."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Collection, Iterator

from spacy.tokens import Token

from extractors.tree import children

MANY = 1000  # attacks, told of no single day
YEAR = 4  # digits
_TIMES = frozenset({"DATE", "TIME"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def is_denied(verb: Token, denying: Collection[str], indefinite: Collection[str]) -> bool:
    """ "denied that a missile had hit": the act itself, not that the one who denies it did it"""
    doer = next((c for c in children(verb) if c.dep_ in _SUBJECTS), None)
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in denying or doer is None:
        return False
    return any(c.lower_ in indefinite for c in children(doer)) or (
        doer.tag_ == "NNS" and not any(c.dep_ in {"poss", "det"} for c in children(doer)))


def is_over(act: Token, ending: Collection[str], times: Collection[str]) -> bool:
    """ "the truce that ended eleven days of rocket fire": what went on until something else put an end to it"""
    below = act.dep_ in {"relcl", "ccomp"} and act.head.dep_ == "pobj"  # "of shelling that killed 38"
    node = act.head if below else act
    while node.dep_ == "conj":
        node = node.head
    if node.dep_ != "pobj" or node.head.lower_ != "of" or node.head.head.lemma_ not in times:
        return False
    span = node.head.head
    behind = span.dep_ == "pobj" and span.head.lower_ in {"after", "following"}  # "held after five days of shelling"
    return behind or (span.dep_ == "dobj" and span.head.lemma_ in ending)


def is_of_youth(act: Token) -> bool:
    """ "was 19 when rockets hit the base": what somebody's age dates"""
    if not any(c.lower_ == "when" for c in children(act)) or act.dep_ not in {"advcl", "relcl"}:
        return False
    age = act.head if act.head.pos_ == "NUM" or act.head.lower_ == "old" else next(
        (c for c in children(act.head) if c.dep_ in {"attr", "acomp"} and c.i < act.i), None)
    was = age.head if age is not None and age.dep_ in {"attr", "acomp"} else act.head
    return age is not None and (age.pos_ == "NUM" or age.lower_ == "old") and was.lower_ in {"was", "were"}


def since_long(act: Token, times: Collection[str]) -> Token | None:
    """The word of "has shot down 12,000 rockets since 2011", "1,700 raids since the war began": what was done time and
    again; ``times`` are words for what began long ago."""
    counted = act.tag_ == "NNS" and any(c.dep_ == "nummod" for c in children(act))
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in children(act))
    if counted and any(_thousands(c) for c in children(act)):
        return act  # "9,000 air raids"
    if not (counted or perfect):
        return None
    if perfect and _is_of_a_kind(act):
        return act
    for since, time in _beginnings(act):
        named = act.doc[time.left_edge.i:time.right_edge.i + 1]
        if any(t.lower_ in times or (t.text.isdigit() and len(t) == YEAR) for t in named) or _is_month(time):
            return since
    return None


def _thousands(number: Token) -> bool:
    figure = number.text.replace(",", "")
    return number.dep_ == "nummod" and figure.isdigit() and int(figure) >= MANY


def _is_of_a_kind(verb: Token) -> bool:
    """ "the missiles that Russia has fired at Ukraine": all of a kind, on no day"""
    known = verb.head.tag_ == "NNS" and any(c.lower_ == "the" for c in children(verb.head))
    return verb.dep_ == "relcl" and known and not any(n.ent_type_ in _TIMES for c in children(verb) for n in (
        c, *children(c)))


def _beginnings(act: Token) -> Iterator[tuple[Token, Token]]:
    """Each "since" that hangs on a word or on a phrase behind it, with the noun or clause behind it."""
    below = (c for p in children(act) if p.dep_ in {"prep", "agent"} for t in p.subtree for c in children(t)
             if c.lower_ == "since" and c.i > act.i)
    for child in (*children(act), *below):
        if child.dep_ == "prep" and child.lower_ == "since":
            yield from ((child, n) for n in children(child) if n.dep_ in {"pobj", "pcomp"})
        elif child.dep_ == "advcl":
            yield from ((mark, child) for mark in children(child) if mark.dep_ == "mark" and mark.lower_ == "since")


def _is_month(time: Token) -> bool:
    return time.text in month_name and not any(c.pos_ == "NUM" for c in children(time))
