"""Coarse tags and lemmas by memory: what attribute ruler and rule lemmatiser say of a word depends on few things.

Both components look at a word, its tag and its label, so their answer is asked once for each such triple and kept.
The few patterns of more than one token ("gon na") are matched first; sentences with them go through the components.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG  # type: ignore[import-not-found]  # no stub
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

from extractors.neural.batch import Batch

Ids = NDArray[np.uint64]
_MIXERS: Ids = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)  # odd: one number a triple
_GAP = "a"  # stands between the words that are asked about, so that no pattern spans two of them
KNOWN_KEYS = {"TAG", "LOWER", "ORTH", "DEP", "IS_SPACE"}  # what a single-token pattern may ask
MOST_KEPT = 300_000  # triples, about 60 MB; news has some 100,000


class WordForms:
    """Answers of a pipeline's attribute ruler and lemmatiser."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._pipes: list[Any] = [nlp.get_pipe(name) for name in ("attribute_ruler", "lemmatizer")]
        self._wide = Matcher(nlp.vocab)
        wide = [pattern for pattern in _patterns(nlp) if len(pattern) > 1]
        for number, pattern in enumerate(wide):
            self._wide.add(str(number), [pattern])
        self._signs = [_sign(pattern) for pattern in wide]
        self._slots: dict[int, int] = {}  # row of the answers by mixed triple
        self._kept: Ids = np.zeros((0, 5), dtype=np.uint64)  # TAG, POS, LEMMA, DEP, whether a wide pattern may match

    @staticmethod
    def of(nlp: Language) -> WordForms | None:
        """For a pipeline that ends in a ruler of known patterns and a rule lemmatiser; else null."""
        if not (nlp.has_pipe("attribute_ruler") and nlp.has_pipe("lemmatizer")):
            return None
        single = {key for pattern in _patterns(nlp) if len(pattern) == 1 for key in pattern[0]}
        rules = getattr(nlp.get_pipe("lemmatizer"), "mode", None) == "rule"
        return WordForms(nlp) if rules and single <= KNOWN_KEYS else None

    def annotate(self, batch: Batch, tags: Ids, heads: Ids, labels: Ids) -> Ids:
        """TAG, POS, LEMMA and DEP of all words of a batch that are tagged and parsed, one row a word."""
        keys = np.column_stack([batch.words[:, 0], tags, labels])
        mixed = keys @ _MIXERS
        found, firsts, inverse = np.unique(mixed, return_index=True, return_inverse=True)
        self._learn(found.tolist(), keys[firsts])
        rows: Ids = self._kept[np.array([self._slots[key] for key in found.tolist()])[inverse]]
        for number, held in batch.holding(rows[:, 4] > 0):
            doc = batch.doc(number)
            doc.from_array([TAG, HEAD, DEP], cast("Any", np.column_stack([tags[held], heads[held], labels[held]])))
            if self._wide(doc):
                for pipe in self._pipes:
                    pipe(doc)
                rows[held, :4] = doc.to_array([TAG, POS, LEMMA, DEP])
        return rows[:, :4]

    def _learn(self, mixed: Sequence[int], triples: Ids) -> None:
        """Ask the components about the triples that are new."""
        if len(self._slots) > MOST_KEPT:
            self._slots.clear()
        places = [n for n, key in enumerate(mixed) if key not in self._slots]
        if not places:
            return
        new, strings = triples[places].tolist(), self._vocab.strings
        words = [w for orth, _, _ in new for w in (strings[orth], _GAP)]
        tags = [t for _, tag, _ in new for t in (strings[tag], "DT")]
        deps = [d for _, _, dep in new for d in (strings[dep], "det")]
        doc = Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        for pipe in self._pipes:
            pipe(doc)
        known, needed = len(self._slots), len(self._slots) + len(new)
        if needed > len(self._kept):
            self._kept = np.concatenate([self._kept, np.zeros((max(needed, 4096), 5), dtype=np.uint64)])
        self._kept[known:needed, :4] = doc.to_array([TAG, POS, LEMMA, DEP])[::2]
        self._kept[known:needed, 4] = [self._may_open(strings[orth].lower(), strings[dep]) for orth, _, dep in new]
        self._slots.update(zip((mixed[n] for n in places), range(known, needed), strict=True))

    def _may_open(self, word: str, dep: str) -> bool:
        """Whether a word is one that some pattern of several tokens cannot do without."""
        return any(sign is None or word in sign or dep in sign for sign in self._signs)


def _sign(pattern: Sequence[dict[str, Any]]) -> frozenset[str] | None:
    """A label or a word in lower case that every match of a pattern holds; null if it names none."""
    asked = (token.get(key) for key in ("DEP", "LOWER") for token in pattern)
    return next((frozenset({value}) for value in asked if isinstance(value, str)), None)


def _patterns(nlp: Language) -> list[list[dict[str, Any]]]:
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return [cast("list[dict[str, Any]]", pattern) for entry in ruler.patterns for pattern in entry["patterns"]]
