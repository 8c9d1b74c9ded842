"""Counts of many attacks: what a war, a month or the time "since October" has cost."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.casualties.harm import HarmContext, kind_of
from extractors.casualties.victims import head_of
from extractors.context import words
from extractors.lexicon import Hit
from extractors.reading import reading_of
from extractors.tree import child_of

_BEFORE, _AFTER = 12, 14  # tokens around a harm word where "since October" makes it a series
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def is_cumulative(context: HarmContext, hit: Hit) -> bool:
    """Whether a time phrase makes the count one of many events: "since October", "so far this year"."""
    sentence = reading_of(context.doc).sentence_at(hit.first)
    before, after = (_BEFORE, _AFTER) if kind_of(hit) != "toll" else (0, sentence.last)
    first, last = max(sentence.first, hit.first - before), min(sentence.last, hit.last + after)
    opening = [t for t in (sentence.first, sentence.first + 1) if t < hit.first]  # "Since early May, ..."
    kinds = ("cumulative", "period") if kind_of(hit) == "toll" else ("cumulative",)
    near = (*opening, *range(first, last))
    harm = head_of(context.doc, hit)
    if _by_a_war(harm):
        return True
    if any(context.marked(t, k) and _of_clause(context.doc[t]) and not _opens(context.doc[t], harm)
           for t in near for k in kinds):
        return True
    eras = [context.doc[t] for t in range(sentence.first, sentence.last) if context.marked(t, "era")]
    return bool(eras) and _of_era(harm, eras)


def _by_a_war(harm: Token) -> bool:
    """ "the war has killed at least 40,000", "a conflict that has displaced and killed thousands": so far"""
    node = harm
    while node.dep_ == "conj" and node.head.pos_ == "VERB" and child_of(node, "nsubj") is None:
        node = node.head
    doer = child_of(node, "nsubj")
    doer = node.head if doer is not None and node.dep_ == "relcl" and doer.tag_ in ("WDT", "WP") else doer
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for verb in (node, harm) for c in verb.children)
    return perfect and doer is not None and doer.lemma_ in words("war")


def _opens(mark: Token, harm: Token) -> bool:
    """ "the deadliest since a bomber killed 60 in Quetta": since one attack"""
    return mark.dep_ == "mark" and mark.head == harm


def _of_clause(mark: Token) -> bool:
    """Not the "since" of "the deadliest attack since 2022" or "has since risen", which says nothing of the count."""
    if mark.lower_ == "since" and mark.dep_ == "advmod":
        return False
    if any(t.tag_ in ("JJS", "RBS") for t in mark.ancestors):
        return False  # "wounding 239 in the deadliest of a string of bombings this year"
    noun = mark.head.pos_ in ("NOUN", "PROPN", "ADJ") and mark.dep_ == "prep"
    singular = noun and mark.head.tag_ in ("NN", "NNP", "JJS")
    return not singular


def _of_era(harm: Token, eras: list[Token]) -> bool:
    """Whether a long war did the harm or was its time; not in "killed ten in an attack of the 30-year war"."""
    above = {harm.i, *(t.i for t in harm.ancestors)}
    return any(_on(t) in above or t.i in above for t in eras)


def _on(era: Token) -> int:
    """The verb that a long war is the subject or the time of; -1 where it is neither."""
    if era.dep_ in _SUBJECTS:
        return int(era.head.i)
    link = era.head
    timed = era.dep_ == "pobj" and link.dep_ == "prep" and link.head.pos_ in ("VERB", "AUX")
    return int(link.head.i) if timed else -1
