"""Sentences that may hold a running total of attacks, by their words and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extractors.counting import quantities_in
from extractors.lexicon import Hit
from extractors.reading import Reading, Sentence
from extractors.registry import lexicon_for
from models.vocabulary import MentionLabel

LEAST = 3  # fewer attacks are told one by one


def may_count(reading: Reading) -> bool:
    """Whether there may be a series, by what is known before dates are read."""
    for sentence, _, codes in worded(reading):
        numbers = (q.number.best or 0 for q in quantities_in(reading.doc, sentence.first, sentence.last))
        armed = reading.overlapping(sentence.first, sentence.last, (MentionLabel.WEAPON,)) if "since" in codes else ()
        if armed or (not codes.isdisjoint(("attack", "attacks")) and any(n >= LEAST for n in numbers)):
            return True
    return False


def worded(reading: Reading) -> Iterator[tuple[Sentence, list[Hit], set[str]]]:
    """Sentences with words of a series, their hits and what these say."""
    doc, by_sentence = reading.doc, dict[int, list[Hit]]()
    for hit in lexicon_for("series").hits(doc):
        by_sentence.setdefault(reading.sentence_at(hit.first).index, []).append(hit)
    for index, hits in by_sentence.items():
        codes = {h.code for h in hits} | {"attacks" for h in hits if names_attacks(doc, h)}
        yield reading.sentences[index], hits, codes


def names_attacks(doc: Doc, hit: Hit) -> bool:
    """ "attacks", or a phrase that holds it: "the number of attacks" """
    return hit.code == "attacks" or (hit.code == "total" and doc[hit.last - 1].lower_ == "attacks")
