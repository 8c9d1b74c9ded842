"""Who is harmed by a harm word: the noun phrases that stand in the victim's place of its structure.

`victims_of` follows the dependency tree (object of an active verb, subject of a passive one, antecedents of
relative and participle clauses, small clauses of "leave", complements of "death of"); where the tree gives
nothing, the nearest count on the side where the word's grammar expects it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractors.casualties.coordinated import conjuncts, counted_beside, left_behind
from extractors.casualties.figures import counted_before, parent_of, put_at, raised_to, told_as_object, told_fatally
from extractors.casualties.nearby import beside, elliptic, in_care
from extractors.columns import tokens
from extractors.lexicon import Hit
from extractors.tree import child_of, children, root_of

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TWICE = _SUBJECTS | {"dobj"}
_RELATIVES = frozenset({"who", "whom", "that", "which", "whose"})
_PARTICIPLES = frozenset({"amod", "ROOT", "acl", "relcl"})
_NOUN_PLACES = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr"})
_WHOSE = frozenset({"of", "to"})  # "injuries to two soldiers"
_BEARING = frozenset({"suffer", "sustain", "receive", "have"})  # their object is the wound
_DOING = frozenset({"cause", "inflict", "do"})  # harm "to" somebody
_SMALL_CLAUSE = frozenset({"leave", "find", "declare", "pronounce", "report", "confirm"})


def victims_of(doc: Doc, hit: Hit) -> list[Token]:
    """Heads of the harmed noun phrases; empty where nobody is named."""
    kind = str(hit.entry.attrs["kind"])
    if not doc[hit.first].dep_:
        return beside(doc, hit)
    found = [parent_of(t) for t in list(_by_structure(doc, hit, kind)) or beside(doc, hit)]
    return [*found, *elliptic(doc, hit)] if found and kind in ("verb", "state") else found


def _by_structure(doc: Doc, hit: Hit, kind: str) -> Iterator[Token]:
    head = head_of(doc, hit)
    if (figure := put_at(doc, hit) or told_fatally(doc, hit)) is not None:
        yield figure
    elif kind == "verb" and (counted := told_as_object(doc, hit)) is not None:
        yield counted
    elif kind == "verb":
        verbs = [t for t in doc[hit.first : hit.last] if t.pos_ == "VERB"] or [head]
        for verb in reversed(verbs):
            found = list(objects_of(verb))
            if found:
                yield from found
                return
    elif kind == "intransitive":
        yield from _subjects(head)
    elif kind == "state":
        yield from _of_state(head)
    elif kind == "condition":
        yield from counted_before(doc, hit) or _of_condition(head, hit)
    elif kind in ("noun", "toll"):
        yield from _of_noun(doc, hit, head)


def head_of(doc: Doc, hit: Hit) -> Token:
    """The token that governs a hit: its verb if it has one, else its root."""
    if hit.entry.attrs["kind"] in ("verb", "intransitive"):
        verb = next((t for t in tokens(doc)[hit.first:hit.last] if t.pos_ == "VERB"), None)
        if verb is not None:
            return verb
    return doc[root_of(doc, hit.first, hit.last)]


def is_passive(verb: Token) -> bool:
    """Whether the subject of a verb is its victim: "were killed", headline "two killed"."""
    if child_of(verb, "nsubjpass", "auxpass") is not None:
        return True
    if child_of(verb, "dobj", "dative") is not None or verb.tag_ not in ("VBN", "VBD"):
        return False
    return (
        verb.dep_ in ("acl", "amod")
        or (verb.tag_ == "VBN" and not _has_auxiliary(verb))
        or (child_of(verb, "nsubj") is not None and not _has_auxiliary(verb))
    )


def _has_auxiliary(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("have", "has", "had", "having") for c in children(verb))


def objects_of(verb: Token) -> Iterator[Token]:
    """What a verb acts on: its object, its passive subject, the noun that its participle describes."""
    if verb.pos_ == "NOUN" and (own := child_of(verb, "poss")) is not None:
        yield own  # "the minister's murder"
        return
    if verb.dep_ == "conj" and verb.pos_ == "NOUN" and child_of(verb, "nummod") is not None:
        yield verb  # "three were killed and at least 14 hurt"
        return
    if verb.pos_ not in ("VERB", "AUX") and verb.dep_ not in _PARTICIPLES | _NOUN_PLACES:
        return
    direct = child_of(verb, "dobj", "dative") or _of_dead(verb)
    if verb.dep_ in _NOUN_PLACES and direct is None and child_of(verb, "det", "nummod") is not None:
        yield verb  # "left no injured", "the 30 wounded"
        return
    if direct is None and (behind := left_behind(verb)):
        yield from behind
        return
    if verb.dep_ in ("oprd", "acomp", "xcomp", "ccomp") and verb.head.lemma_ in _SMALL_CLAUSE:
        left = child_of(verb.head, "dobj") or child_of(verb.head, "nsubjpass")
        direct = direct or left  # "left 38 civilians injured", "two men were left wounded"
    if direct is not None and child_of(verb, "nsubjpass") is None:
        yield from conjuncts(direct)
        return
    if is_passive(verb):
        yield from _subjects(verb)
        return
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        yield from _shared(verb)
        return
    following = next((c for c in children(verb) if c.dep_ == "conj" and child_of(c, "dobj") is not None), None)
    if following is not None and child_of(following, "nsubj") is None:
        yield from conjuncts(child_of(following, "dobj"))



def _of_dead(verb: Token) -> Token | None:
    """ "shot dead two passers-by": the object that the parser gives to the adjective"""
    state = child_of(verb, "acomp", "oprd")
    return child_of(state, "dobj") if state is not None and state.i == verb.i + 1 else None


def _shared(verb: Token) -> Iterator[Token]:
    """ "killed or injured": a coordinated verb takes the first verb's victim."""
    if is_passive(verb.head) or verb.head.dep_ in ("acl", "relcl"):
        yield from _subjects(verb.head)
    else:
        yield from conjuncts(child_of(verb.head, "dobj"))


def _subjects(verb: Token) -> Iterator[Token]:
    subject = child_of(verb, "nsubjpass", "nsubj")
    if subject is not None and subject.lower_ in _RELATIVES and verb.dep_ in ("relcl", "acl"):
        subject = verb.head
    if subject is None and verb.dep_ in ("acl", "amod", "relcl"):
        subject = verb.head if verb.head.pos_ in _NOMINAL else None
        yield from counted_beside(subject)
    if subject is None and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        yield from _subjects(verb.head)
        return
    if subject is None and verb.dep_ in ("xcomp", "advcl", "ccomp") and verb.head.pos_ == "VERB":
        yield from _subjects_above(verb)
        return
    yield from conjuncts(subject)



def _subjects_above(verb: Token) -> Iterator[Token]:
    """ "is believed to have died", "was taken to hospital, dying there" """
    own = child_of(verb.head, "dobj") if verb.head.lemma_ in _SMALL_CLAUSE else None
    yield from conjuncts(own or child_of(verb.head, "nsubjpass", "nsubj"))


def _of_state(state: Token) -> Iterator[Token]:
    """ "leaving three dead", "he is dead", "found dead", "12 dead", "shot him dead" """
    own = child_of(state, "nsubj", "nsubjpass")
    if state.dep_ == "nsubj" and (told := list(_told_as(state))):
        yield from told
    elif behind := left_behind(state):
        yield from behind
    elif own is not None:
        yield from conjuncts(own)
    elif state.pos_ == "NOUN" or child_of(state, "nummod", "det") or child_of(state.head, "expl"):
        # "four dead", "the dead", "there were no dead"
        yield from (t for t in conjuncts(state) if t == state or not in_care(t))
    elif state.dep_ == "amod":
        yield state.head
    elif state.head.pos_ in ("VERB", "AUX"):
        verb = state.head
        direct = child_of(verb, "dobj")
        direct = direct if verb.lemma_ in _SMALL_CLAUSE or _is_result(state, direct) else None
        if direct is not None:
            yield from conjuncts(direct)
        elif verb.lemma_ not in _SMALL_CLAUSE or is_passive(verb):
            yield from _subjects(verb)



def _told_as(dead: Token) -> Iterator[Token]:
    """ "the dead were two guards and a nurse": who they were, with their number"""
    people = child_of(dead.head, "attr") if dead.head.lemma_ == "be" else None
    told = list(conjuncts(people))
    if all(child_of(t, "nummod", "det") is not None for t in told):
        yield from told


def _is_result(state: Token, direct: Token | None) -> bool:
    """Whether a state stands right behind an object, as what was made of it: "shot him dead" """
    return direct is not None and direct.right_edge.i + 1 == state.i


def _of_condition(head: Token, hit: Hit) -> Iterator[Token]:
    """The person that a wound or a hospital's report belongs to: the nearest noun or subject above."""
    node = head
    for _ in range(6):
        if node.pos_ in ("VERB", "AUX"):
            if (subject := _bearer_at(node, head, hit)) is not None:
                yield from conjuncts(subject)
                return
            if node.dep_ in ("relcl", "acl"):
                yield node.head
                return
        if node.head == node:
            return
        if (
            node.dep_ == "pobj"
            and node.head.dep_ == "prep"
            and node.head.head.pos_ in ("NOUN", "PROPN")
            and node.head.lower_ == "with"
        ):
            yield node.head.head
            return
        node = node.head


def _bearer_at(verb: Token, head: Token, hit: Hit) -> Token | None:
    """Of a verb's nouns the one that is harmed: its passive subject, its object unless that is the harm, its subject"""
    direct = child_of(verb, "dobj")
    told = direct is None or direct == head or direct.i == hit.last - 1 or verb.lemma_ in _BEARING
    subject = child_of(verb, "nsubjpass") or (None if told else direct) or child_of(verb, "nsubj")
    return subject if subject is not None and subject.lower_ not in _RELATIVES else None


def _of_noun(doc: Doc, hit: Hit, head: Token) -> Iterator[Token]:
    """ "12 deaths", "the death of two men", "his death", "claimed the lives of 12" """
    if hit.entry.attrs["kind"] == "toll":
        yield from raised_to(head)
        return
    if doc[hit.last - 1].lower_ == "of":
        of: Token | None = doc[hit.last - 1]
    else:
        of = next((c for c in children(head) if c.dep_ == "prep" and c.lower_ in _WHOSE), None)
        denied = child_of(head, "det")
        if of is not None and of.lower_ == "to" and denied is not None and denied.lower_ == "no":
            of = None  # "no injuries to staff" denies the injuries
        if of is None and head.dep_ == "dobj" and head.head.lemma_ in _DOING:
            of = next((c for c in children(head.head) if c.dep_ == "prep" and c.lower_ == "to" and c.i > head.i), None)
    agent = child_of(head.head, "agent") if head.dep_ == "nsubjpass" else None  # "injuries were sustained by 50 people"
    of = of or agent
    complement = child_of(of, "pobj") if of is not None else None
    owner = child_of(head, "poss")
    others = next((c for c in children(head.head) if c.dep_ in ("dobj", "dative") and c.i < head.i), None)
    bearer = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "with" else None
    if complement is not None:
        yield from conjuncts(complement)
    elif owner is not None and others is not None and head.dep_ == "dobj":
        yield from conjuncts(others)  # "cost four men their lives"
    elif owner is not None:
        yield owner
    elif bearer is not None and bearer.pos_ in ("NOUN", "PROPN") and child_of(head, "nummod", "det") is None:
        yield bearer  # "and his assistant with serious injuries"
    else:
        yield head
