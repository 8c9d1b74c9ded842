"""Who says: speech verbs with their subjects, by dependency structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.actors.responsibility import takes_lives, terms
from extractors.attributes.actor import nouns
from extractors.attributes.person import titles
from extractors.columns import tagged
from extractors.context import words
from extractors.speech.spans import TokenRange, carried_by, cue_range, phrase_range, subject_of
from extractors.speech.words import Sense, documents, lemma_of, sense_of
from extractors.tree import children

_CLAUSE = frozenset({"ccomp", "xcomp"})
_MARKS = frozenset({",", '"', "”"})
_CONTENT = _CLAUSE | {"dobj", "prep", "oprd", "dative", "attr", "agent", "prt"}


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution: the cue's tokens, the speaker's, and the verb or noun at its head."""

    cue: TokenRange
    source: TokenRange | None
    head: int
    speaker: int | None
    code: str
    rule: str


def verbal(doc: Doc, inside: bytearray) -> Iterator[Speech]:
    """Speech of every verb outside quotations."""
    for token in tagged(doc, "VERB", "AUX"):
        if not inside[token.i]:
            sense = sense_of(token)
            if sense is not None:
                yield from _speech(token, sense, inside)


def _speech(verb: Token, sense: Sense, inside: bytearray) -> Iterator[Speech]:
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in children(verb)) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN")
    speaker = _agent(verb) if passive else _unapposed(verb, subject_of(verb))
    if not _licensed(verb, sense, inside):
        return
    cue = cue_range(verb, sense)
    if speaker is None and not _inherits(verb, sense):
        return
    if sense.needs == "quote" and speaker is not None and _is_no_voice(speaker):
        return
    source = None
    if speaker is not None:
        source = _named(verb, phrase_range(speaker, cue[0] if speaker.i < verb.i else None))
        if passive and sense.entry.code == "blames":  # "attributed by police to the group"
            source = (source[0], min([source[1], *(c.i for c in speaker.rights if _is_of_deed(c))]))
    yield Speech(cue, source, verb.i, speaker.i if speaker is not None else None, sense.entry.code, "verb")


def _is_no_voice(speaker: Token) -> bool:
    """Whether what goes on, opens or begins beside a quotation is a thing: "the fight against 'terrorists' goes on"."""
    return speaker.pos_ == "NOUN" and speaker.is_lower and not speaker.ent_type_ and \
        lemma_of(speaker) not in {*titles(), *nouns()}


def _named(verb: Token, source: TokenRange) -> TokenRange:
    """A speaker's office with the name that the parser left out behind it: "Head of the regional police X Y said"."""
    end = source[1]
    while end < verb.i and verb.doc[end].ent_type_ == "PERSON" and verb.doc[end].pos_ == "PROPN":
        end += 1
    held = end - source[1] > 1 and not any(t.ent_type_ == "PERSON" for t in verb.doc[slice(*source)])
    return (source[0], end) if held else source


def _unapposed(verb: Token, subject: Token | None) -> Token | None:
    """The speaker whom the parser took for an apposition: no comma closes it ("shot him, the mayor's office said")."""
    if subject is None or subject.i > verb.i or subject.pos_ not in {"NOUN", "PROPN"} or subject.ent_type_ == "PERSON":
        return subject
    for one in subject.children:
        touches = one.i > subject.i and one.right_edge.i == verb.i - 1 and verb.doc[one.left_edge.i - 1].text in _MARKS
        name = one.ent_type_ == "PERSON" or any(t.dep_ in {"relcl", "acl"} for t in one.subtree)
        if one.dep_ in {"appos", "conj"} and touches and not name and one.left_edge.i - 1 > subject.i:
            return one
    return _behind_clause(verb, subject) or subject


def _behind_clause(verb: Token, subject: Token) -> Token | None:
    """Who speaks right before a verb, where the parser took a clause for a name with a participle: "the force sent in
    gunships after a raid near X, military officials said"."""
    near = verb.nbor(-1)
    for noun in (near, *near.ancestors):
        if noun.i <= subject.i or noun.right_edge.i >= verb.i:
            return None
        start = noun.left_edge.i
        if noun.dep_ in {"appos", "conj"} and noun.pos_ == "NOUN" and lemma_of(noun) in nouns() \
                and verb.doc[start - 1].text in _MARKS:
            return noun if any(t.dep_ == "acl" and t.tag_ == "VBN" and t.head.i == subject.i
                               for t in verb.doc[subject.i + 1:start]) else None
    return None


def _is_of_deed(prep: Token) -> bool:
    """Whether what hangs on an accuser belongs to the accusation: "to the group", "of the attack"."""
    deed = next((c for c in children(prep) if c.dep_ == "pobj"), None)
    told = deed is not None and lemma_of(deed) in terms("deed")
    return prep.lower_ == "to" or (prep.lower_ in {"of", "for"} and told)


def _agent(verb: Token) -> Token | None:
    for child in children(verb):
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by":
            return next((c for c in children(child) if c.dep_ == "pobj"), None)
    return None


def _licensed(verb: Token, sense: Sense, inside: bytearray) -> bool:
    """Whether what the sense needs is there; "responded with artillery fire" is no speech."""
    if lemma_of(verb) in words("answering") and any(c.dep_ == "prep" and c.lower_ == "with" for c in verb.children):
        return False
    claimed = [c for c in children(verb) if c.dep_ == "dobj"] if lemma_of(verb) == "claim" else []
    if any(takes_lives(c) for c in claimed):
        return False
    if sense.needs == "nothing" or (sense.follow and sense.needs != "quote"):
        return True
    if sense.follow and any(c.i > verb.i and c.pos_ == "VERB" and sense_of(c) is not None for c in children(verb)):
        return True  # "went on to explain", not "went on trying to advance"
    if sense.needs == "quote":
        return _by_quote(verb, inside) or (verb.i + 1 < len(verb.doc) and verb.nbor().text == ":")
    deps = {c.dep_ for c in children(verb) if c.i > verb.i or c.dep_ in _CLAUSE}
    if sense.needs == "content":
        return bool(deps & _CONTENT) or _by_quote(verb, inside)
    return bool(deps & _CLAUSE) or _by_quote(verb, inside)


def _by_quote(verb: Token, inside: bytearray) -> bool:
    near = range(max(0, verb.i - 4), min(len(inside), verb.i + 5))
    return any(inside[i] for i in near)


def _inherits(verb: Token, sense: Sense) -> bool:
    """Whether a verb without a subject of its own speaks for that of a higher verb."""
    if verb.dep_ in {"xcomp", "pcomp"}:
        return carried_by(verb) is not None or (verb.dep_ == "pcomp" and sense.needs == "nothing")
    if verb.dep_ in {"ROOT", "parataxis"}:
        return sense.needs == "nothing"
    if verb.dep_ == "acl":  # "issued a statement confirming"
        return verb.tag_ == "VBG" and sense.needs == "nothing" and lemma_of(verb.head) in documents()
    if verb.dep_ == "conj":
        return sense.needs == "nothing" or sense_of(verb.head) is not None
    told = not sense.follow or sense_of(verb.head) is not None  # "died, the monitor said, giving no figure"
    return verb.dep_ == "advcl" and (sense.needs == "nothing" or (verb.tag_ == "VBG" and told))
