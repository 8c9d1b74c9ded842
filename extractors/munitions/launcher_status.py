"""What became of a launcher (found, seized, destroyed, abandoned) and through whom."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from extractors.lexicon import Hit
from extractors.munitions.launcher_clauses import tells_of
from extractors.munitions.launcher_phrase import apposed_to, phrase_start
from extractors.reading import Reading
from extractors.tree import child_of
from models.vocabulary import LauncherStatus

LOAD_REACH = 8  # tokens behind a launcher in which its load is told
MOST_STEPS = 9  # arcs between a launcher and the verb that tells what became of it
_STATUS_ORDER = (LauncherStatus.SEIZED, LauncherStatus.DESTROYED, LauncherStatus.ABANDONED, LauncherStatus.FOUND)


def status_of(
    reading: Reading, hit: Hit, cues: Sequence[Hit], unfired: Sequence[Hit] = ()
) -> tuple[LauncherStatus | None, tuple[int, int] | None]:
    """What became of it: the strongest status word whose object or subject it is, or that stands next to it."""
    sentence = reading.sentence_at(hit.first)
    head = apposed_to(reading, hit) or reading.doc[hit.first : hit.last].root
    found: dict[LauncherStatus, tuple[int, int] | None] = {}
    wreck: Token | None = None
    for cue in cues:
        if not sentence.first <= cue.first < sentence.last:
            continue
        verb = reading.doc[cue.first : cue.last].root
        if cue.code == LauncherStatus.DESTROYED and _is_means(verb, head):
            continue
        if not (governs(verb, head) or _fronts(reading, hit, verb) or tells_of(verb, head)):
            continue
        if cue.entry.attrs.get("wreck"):
            wreck = verb
        else:
            found.setdefault(LauncherStatus(cue.code), _agent(verb))
    best = next((s for s in _STATUS_ORDER if s in found), None)
    if best is None and wreck is None and _is_loaded(reading, hit, unfired):
        return LauncherStatus.FOUND, None
    if best is None and wreck is not None:
        found_so = any(c.code == LauncherStatus.FOUND and c.first <= wreck.head.i < c.last for c in cues)
        return (LauncherStatus.FOUND, _agent(wreck.head)) if found_so else (LauncherStatus.DESTROYED, None)
    return (best, found[best]) if best is not None else (None, None)


def _is_means(verb: Token, head: Token) -> bool:
    """ "struck the city with HIMARS": what it was done with"""
    return head.dep_ == "pobj" and head.head.lower_ in ("with", "using") and head.head.head == verb


def _is_loaded(reading: Reading, hit: Hit, unfired: Sequence[Hit]) -> bool:
    """ "a four-tube launcher with two rounds still in it": seen afterwards, whoever saw it"""
    after = reading.doc[hit.last:min(hit.last + LOAD_REACH, reading.sentence_at(hit.first).last)]
    held = len(after) > 0 and after[0].lower_ in ("with", "holding")
    return held and any(after.start <= c.first < after.end for c in unfired)


def _fronts(reading: Reading, hit: Hit, verb: Token) -> bool:
    """ "The launcher, a frame welded onto a truck, was found": a subject that its apposition cuts from the verb"""
    first = reading.sentence_at(hit.first).first
    named = apposed_to(reading, hit)
    opens = phrase_start(reading, hit) == first or (named is not None and named.i <= first + 1)
    passive = verb.dep_ == "ROOT" and child_of(verb, "auxpass") is not None
    return opens and passive and child_of(verb, "nsubjpass", "nsubj") is None and hit.last <= verb.i


def governs(verb: Token, head: Token) -> bool:
    """Whether a launcher is what a verb acts on, through prepositions and conjuncts."""
    node = head
    for _ in range(MOST_STEPS):
        if node != head and _ends_phrase(node):
            break
        if node.dep_ == "prep" and node.lower_ in ("from", "by", "using"):
            return False
        if node.head == verb:
            late = node.dep_ == "npadvmod" and node.i > verb.i and child_of(verb, "dobj") is None
            bare = ("abandoned", "burned", "found", "discovered")
            return late or node.dep_ not in ("nsubj", "npadvmod") or verb.lower_ in bare
        if node.dep_ in ("acl", "relcl") and node == verb:
            return True
        if node.head == node:
            break
        node = node.head
    return verb.head == head and verb.dep_ in ("acl", "relcl", "amod")


def _ends_phrase(node: Token) -> bool:
    """Whether a word is a verb of its own, and no participle of the launcher's phrase ("the vehicle used to fire")."""
    if node.dep_ == "conj" and node.pos_ in ("VERB", "AUX") and child_of(node, "nsubj", "nsubjpass") is not None:
        return True  # "was targeted by rockets, and tubes were found"
    participle = node.tag_ == "VBN" and node.dep_ == "ccomp" and child_of(node, "aux", "auxpass") is None
    return node.pos_ in ("VERB", "AUX") and node.dep_ not in ("xcomp", "acl", "relcl", "conj") and not participle


def _agent(verb: Token) -> tuple[int, int] | None:
    passive = child_of(verb, "auxpass", "nsubjpass") is not None
    subject = child_of(verb, "nsubj") if not passive else None
    by = child_of(verb, "agent")
    if subject is None and verb.dep_ == "conj" and not passive:
        subject = child_of(verb.head, "nsubj")
    actor = child_of(by, "pobj") if by is not None else subject
    if actor is None or actor.pos_ in ("PRON", "NUM") or actor.tag_ == "CD":
        return None
    first = actor.left_edge.i
    if actor.doc[first].lower_ == "the" and first < actor.i:
        first += 1
    return first, actor.i + 1
