"""Nouns that say who did it: "suspicion fell on X", "a claim of responsibility by X", and labels ("Claim: X")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.actors.accusers import above_own
from extractors.actors.naming import Naming
from extractors.actors.responsibility import is_attack, is_negated, last_object, object_of, subject, terms
from extractors.attributes.actor import ActorValue
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from extractors.tree import child_of
from models.vocabulary import MentionLabel

_GROUPS = frozenset({"armed_group", "umbrella"})
_LABEL_REACH = 3  # tokens behind a label's colon at which a group's name starts


def by_sign(noun: Token) -> Iterator[Naming]:
    """ "bore the hallmarks of X", "suspicion fell on X", "put the blame on X"."""
    stance = terms("sign")[lemma_of(noun)][1].code
    verb = noun.head if noun.head.pos_ in {"VERB", "AUX"} else None
    if lemma_of(noun) == "hand" and (verb is None or lemma_of(verb) not in words("seeing")):
        return
    if verb is not None and lemma_of(verb) in terms("subject"):
        return  # "claimed responsibility in a statement on Telegram"
    actor = object_of(noun, "of") if stance == "suspected" else None
    for above in (noun, verb):
        if actor is None and above is not None:
            told = any(c.lower_ == "for" for c in noun.children)  # "responsibility for the strike on a bank lies with"
            actor = object_of(above, "on", "upon", "at", "to", "with") or (
                None if told else last_object(above, noun, "on"))
            if actor is not None and actor.lower_ in words("threshold"):  # "at the door of X", "at X's feet"
                actor = object_of(actor, "of") or child_of(actor, "poss")
    if actor is not None and verb is not None and not is_negated(verb):
        speaker = above_own(subject(verb), verb) if noun.dep_ == "dobj" and stance == "accused" else None
        yield Naming(noun, stance, actor, speaker, "sign")


def by_claim(noun: Token) -> Iterator[Naming]:
    """ "no claim of responsibility", "a claim of responsibility by X"."""
    above = noun.head
    if lemma_of(above) == "lay" and noun.dep_ == "dobj" and not is_negated(above):
        yield from _laid(noun, above)
        return
    if not any(t.lower_ in {"responsibility", "credit"} for t in noun.subtree) and not _is_bare_claim(noun):
        return
    negated = any(c.lower_ == "no" for c in noun.children) or (above.pos_ in {"VERB", "AUX"} and is_negated(above))
    negated = negated or (noun.dep_ == "pobj" and above.lower_ == "without")
    if negated:
        yield Naming(noun, "unclaimed", None, None, "no_claim")
    else:
        inside = next((t for t in noun.subtree if t.lower_ in {"responsibility", "credit"}), noun)
        actor = object_of(noun, "by", "from") or object_of(inside, "by", "from") or child_of(noun, "poss")
        if actor is not None:
            yield Naming(noun, "claimed", actor, actor, "claim")


def _laid(noun: Token, verb: Token) -> Iterator[Naming]:
    """ "laid claim to the bombing" """
    deed, actor = object_of(noun, "to") or object_of(verb, "to"), subject(verb)
    if deed is not None and actor is not None and (is_attack(deed) or lemma_of(deed) in terms("deed")):
        yield Naming(verb, "claimed", actor, actor, "claim")


def _is_bare_claim(noun: Token) -> bool:
    """ "There was no claim", "no immediate claim": of responsibility, where nothing else is said to be claimed."""
    if noun.dep_ == "nsubjpass" and lemma_of(noun.head) in {"make", "issue", "lodge"}:
        return any(c.lower_ == "no" for c in noun.lefts)
    if any(c.dep_ in {"prep", "acl", "relcl", "ccomp"} and c.i > noun.i for c in noun.children):
        return False
    exists = noun.dep_ == "attr" and child_of(noun.head, "expl") is not None
    return any(c.lower_ == "no" for c in noun.lefts) and (exists or any(c.lower_ == "immediate" for c in noun.lefts))


def by_label(reading: Reading, word: Token) -> Iterator[Naming]:
    """ "Claim: Islamic State, via Amaq": a line of an analyst's note"""
    doc, sentence = reading.doc, reading.sentence_at(word.i)
    opens = not any(t.is_alpha for t in doc[sentence.first:word.i])
    if not opens or word.i + 1 >= len(doc) or doc[word.i + 1].text != ":":
        return
    held = reading.overlapping(word.i + 2, min(word.i + 2 + _LABEL_REACH, sentence.last), [MentionLabel.ACTOR])
    group = next((m for m in held if isinstance(m.value, ActorValue) and m.value.kind in _GROUPS), None)
    if group is not None:
        yield Naming(word, "claimed", doc[group.head], doc[group.head], "label")
