"""Speakers whom another relays: "learned from an official", "citing police", "one of them said"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.responsibility import object_of
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.spans import TokenRange, phrase_range
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of
from extractors.tree import child_of
from models.vocabulary import MentionLabel

_REACH = 1  # sentences back that "one of them" may look


def relayed(reading: Reading, speech: Speech) -> Token | None:
    """The speaker behind a relay: from-object of "learned", object of a participle "citing"; else null."""
    verb = reading.doc[speech.head]
    if lemma_of(verb) in words("hearing"):
        return object_of(verb, "from")
    if lemma_of(verb) in words("citing") and verb.tag_ == "VBG" and verb.dep_ in {"advcl", "acl"}:
        return child_of(verb, "dobj")
    return None


def only_quotes(reading: Reading, speech: Speech) -> bool:
    """ "the agency quoted the minister as saying": who says it is the minister."""
    verb = reading.doc[speech.head]
    as_ = next((c for c in verb.rights if c.lower_ == "as" and child_of(c, "pcomp") is not None), None)
    return as_ is not None and lemma_of(verb) in words("citing")


def member_of(reading: Reading, word: Token) -> TokenRange | None:
    """The phrase that "one of them" or "several of them" picks from: the nearest people before it."""
    them = object_of(word, "of")
    if lemma_of(word) not in words("partitive") or them is None or them.lower_ not in {"them", "whom"}:
        return None
    start = reading.sentences[max(0, reading.sentence_at(word.i).index - _REACH)].first
    people = [m for m in reading.labelled(MentionLabel.ACTOR, MentionLabel.PERSON, MentionLabel.SOURCE)
              if start <= m.first and m.last <= word.i and reading.doc[m.head].tag_ == "NNS"]
    nouns = [reading.doc[m.head] for m in people] or [
        t for t in reading.doc[start:word.i] if t.tag_ == "NNS" and t.dep_ in {"nsubj", "pobj", "nsubjpass"}]
    return phrase_range(nouns[-1]) if nouns else None
