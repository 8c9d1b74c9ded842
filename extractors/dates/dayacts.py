"""Which act a date belongs to: an attack, a statement about it, or what police, courts and mourners do after it.

Words are in `data/lexicons/date.toml`. Salience and the day of an event ask the same questions here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum

from spacy.tokens import Token

from extractors.dates.lexicon import courts, followings, sayings, terms
from extractors.reading import reading_of
from extractors.tree import children

_VERBS = frozenset({"VERB", "AUX"})
_OBJECTS = frozenset({"prep", "pobj", "pcomp", "dobj", "attr", "acomp", "oprd", "nsubjpass", "nsubj"})
_WAYS = frozenset({"when", "as", "while"})
REACH = 4  # arcs below a verb at which a court or a hearing still tells what it is about


class Act(Enum):
    """What a date that is no attack's belongs to."""

    SAYING = "saying"
    AFTER = "after"
    COUNT = "count"  # "the toll rose to 11 on Wednesday"


def verb_of(token: Token) -> Token | None:
    """The verb of whose clause a date is a part."""
    return next((t for t in token.ancestors if t.pos_ in _VERBS), None)


def act_of(day: Token, triggers: Collection[int] = ()) -> Act | None:
    """The act that a date belongs to where that is no attack; ``triggers`` are the tokens of an attack's words.

    Only those of its own sentence and whether one stands before it matter, so that most attacks share an answer.
    """
    reading = reading_of(day.doc)
    sentence = reading.sentence_at(day.i)
    own = frozenset(t for t in triggers if sentence.first <= t < sentence.last)
    key = day.i, own, any(t < day.i for t in triggers)
    known: dict[object, Act | None] = day.doc.user_data.setdefault("acts", {})
    if key not in known:
        known[key] = _act_of(day, triggers)
    return known[key]


def _act_of(day: Token, triggers: Collection[int]) -> Act | None:
    if day.left_edge.i - 1 in triggers:  # "are looking into two shootings Monday night"
        return None
    for node in day.ancestors:
        if node.i in triggers:
            return None
        if node.pos_ in _VERBS:
            break
        if node.lower_ in courts() or node.lower_ in terms("other act"):
            return Act.AFTER
    verb = verb_of(day)
    if verb is None:
        return None
    lemma = verb.lemma_.casefold()
    if lemma in sayings():
        return None if _told_before(day, verb, triggers) or _inside(day, verb) else Act.SAYING
    if lemma in terms("rising") and any(t.lemma_ in terms("tally") for t in _objects(verb, (), 2)):
        return None if _of_subject(day, verb, triggers) else Act.COUNT
    if lemma in terms("caught") and _is_for(verb, triggers):
        return None
    if lemma in followings() or any(t.lower_ in courts() for t in _objects(verb, triggers, REACH)):
        return Act.AFTER
    return None


def holds_over(day: Token, trigger: Token) -> bool:
    """Whether a date holds for a clause that tells how the dated one came to be, or that goes on after it.

    "Five died on Sunday when a rocket hit the market", "On Sunday five died and ten were hurt as rockets fell".
    """
    dated, node = verb_of(day), trigger if trigger.pos_ in _VERBS else verb_of(trigger)
    while dated is not None and node is not None and node.i != dated.i:
        way = node.dep_ == "advcl" and any(c.lower_ in _WAYS for c in node.children)
        goes_on = node.dep_ == "conj" and day.i < node.head.i
        node = node.head if way or goes_on else None
    return (node is not None and dated is not None) or _in_course_of(day, trigger)


def _in_course_of(day: Token, trigger: Token) -> bool:
    """ "Rebels shot the elders and burned the barns when they took the valley in 2014": the day of all three"""
    dated, verb = verb_of(day), trigger if trigger.pos_ in _VERBS else verb_of(trigger)
    if dated is None or verb is None or dated.dep_ != "advcl" or not any(c.lower_ in _WAYS for c in children(dated)):
        return False
    return _first_of(dated.head).i == _first_of(verb).i


def _first_of(verb: Token) -> Token:
    """The first of verbs that are joined by "and"."""
    while verb.dep_ == "conj" and verb.head.pos_ in _VERBS:
        verb = verb.head
    return verb


def is_told_of(day: Token, trigger: Token) -> bool:
    """Whether a clause tells what happened on a day, whatever stands before it: "since 2003, when a bomb killed 36"."""
    clauses = [c for c in day.rights if c.dep_ == "relcl" and any(w.lower_ == "when" for w in c.children)]
    return any(c.i == trigger.i or c.is_ancestor(trigger) for c in clauses)


def _is_for(verb: Token, triggers: Collection[int]) -> bool:
    """ "was arrested on Thursday after he shot at a neighbour": mostly the day of both, where no other is told"""
    return any(t in triggers for clause in children(verb) if clause.dep_ == "advcl" and clause.i > verb.i
               for t in range(clause.left_edge.i, clause.right_edge.i + 1))


def _told_before(day: Token, verb: Token, triggers: Collection[int]) -> bool:
    """ "Rockets hit the camp on Monday, police said": the day before the one who tells of it is the attack's"""
    if not any(t < day.i for t in triggers):
        return False
    return any(t.text == "," for t in day.doc[day.i:verb.i])


def _inside(day: Token, verb: Token) -> bool:
    """ "said that on Friday, at the hour of the attack, ..."; the day is of what is said"""
    return any(t.lower_ == "that" and t.dep_ == "mark" for t in day.doc[verb.i + 1:day.i])


def _of_subject(day: Token, verb: Token, triggers: Collection[int]) -> bool:
    """ "the toll of the bombing in Jos on Monday rose to 59" """
    return any(t < day.i < verb.i for t in triggers) and verb.sent.start <= max(t for t in triggers if t < day.i)


def _objects(token: Token, triggers: Collection[int], reach: int) -> Iterator[Token]:
    """Nouns and adjectives that a verb takes, not through an attack's word and not through a clause."""
    for child in children(token):
        if child.dep_ in _OBJECTS and child.i not in triggers and reach:
            yield child
            yield from _objects(child, triggers, reach - 1)
