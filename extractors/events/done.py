"""What fighters do to things: verbs that tell of an attack by who does it to what ("rebels burned two buses")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.actors.responsibility import is_passive, object_of, subject, terms
from extractors.attributes.actor import ActorValue
from extractors.attributes.target import TargetValue
from extractors.casualties.victims import objects_of
from extractors.events.forces import PEOPLE
from extractors.reading import Reading
from extractors.registry import lexicon_for
from extractors.speech.words import lemma_of
from models.vocabulary import MentionLabel, TargetClass

_HOMES = frozenset({TargetClass.RESIDENTIAL, TargetClass.RELIGIOUS, TargetClass.EDUCATION, TargetClass.HEALTH})
_DOERS = frozenset({"nsubj", "nsubjpass", "pobj"})


def is_done(reading: Reading, verb: Token, *, burned: bool) -> bool:
    """Whether fighters do it to a thing; things are burned by people of whom no more is known too, homes by soldiers,
    and shops and fields are things there ("burned the harvest")."""
    doer = object_of(verb, "by") if is_passive(verb) else subject(verb)
    doer = _stood_for(reading, doer) if doer is not None else None
    if doer is None or doer.i == verb.i:
        return False
    kinds = set(_kinds(reading, doer))
    fighters = "armed_group" in kinds or (burned and (lemma_of(doer) in terms("unknown") or comes_armed(reading, doer)))
    struck = {target for noun in objects_of(verb) for target in _struck(reading, noun)}
    if fighters:
        return not struck <= (PEOPLE - {TargetClass.CIVILIANS} if burned else PEOPLE)
    return burned and "state_force" in kinds and bool(struck & _HOMES)


def besets(reading: Reading, verb: Token) -> bool:
    """Whether fighters or people who come armed come over somebody: "gunmen set upon a convoy", no reporters do."""
    doer = object_of(verb, "by") if is_passive(verb) else subject(verb)
    return doer is not None and ("armed_group" in _kinds(reading, doer) or comes_armed(reading, doer))


def comes_armed(reading: Reading, doer: Token) -> bool:
    """ "gunmen", "armed men", "settlers" """
    hit = lexicon_for("deed").at(reading.doc, doer.i)
    return hit is not None and hit.code == "raiders"


def _stood_for(reading: Reading, doer: Token) -> Token | None:
    """The noun that a pronoun stands for: the last doer told before it in its sentence or the one before."""
    if "pronoun" not in _kinds(reading, doer):
        return doer
    first = reading.sentences[max(0, reading.sentence_at(doer.i).index - 1)].first
    told = (reading.doc[m.head] for m in reading.overlapping(first, doer.i, [MentionLabel.ACTOR])
            if isinstance(m.value, ActorValue) and m.value.kind != "pronoun")
    return max((t for t in told if t.dep_ in _DOERS and (t.dep_ != "pobj" or t.head.dep_ == "agent")),
               key=lambda t: t.i, default=None)


def _kinds(reading: Reading, doer: Token) -> Iterator[str]:
    for mention in reading.overlapping(doer.i, doer.i + 1, [MentionLabel.ACTOR]):
        if mention.head == doer.i and isinstance(mention.value, ActorValue):
            yield mention.value.kind


def _struck(reading: Reading, noun: Token) -> Iterator[TargetClass]:
    """What a noun is as something struck, or what it measures: "two hectares of coffee fields"."""
    heads = {noun.i, *(t.i for t in noun.conjuncts), *(t.i for of in noun.children if of.lower_ == "of"
                                                        for t in of.children if t.dep_ == "pobj")}
    for mention in reading.overlapping(min(heads), max(heads) + 1, [MentionLabel.CUE]):
        if mention.head in heads and isinstance(mention.value, TargetValue):
            yield mention.value.target_class
