"""Sentences that go through the model together: columns of their words, and a Doc only where somebody needs one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, ORTH, SPACY  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc
from spacy.vocab import Vocab

Ids = NDArray[np.uint64]
Ints = NDArray[np.int64]
WORD_COLUMNS = [ORTH, SPACY, IS_SPACE]


@dataclass(frozen=True)
class Batch:
    """``words`` has `WORD_COLUMNS` of all words, sentence after sentence; ``sizes`` says how many each has."""

    vocab: Vocab
    words: Ids
    sizes: Ints

    @staticmethod
    def of(vocab: Vocab, parts: Sequence[Ids]) -> Batch:
        """Of the words of some sentences, none of them empty."""
        return Batch(vocab, np.concatenate(parts), np.array([len(part) for part in parts]))

    @cached_property
    def ends(self) -> Ints:
        """Where each sentence ends among the words."""
        return np.cumsum(self.sizes)

    def doc(self, number: int) -> Doc:
        """A sentence as a Doc of its own."""
        last = int(self.ends[number])
        rows = self.words[last - int(self.sizes[number]):last].tolist()
        strings = self.vocab.strings
        return Doc(self.vocab, words=[strings[orth] for orth, _, _ in rows], spaces=[bool(s) for _, s, _ in rows],
                   sent_starts=[n == 0 for n in range(len(rows))])

    def docs(self) -> list[Doc]:
        """All sentences as Docs."""
        return [self.doc(number) for number in range(len(self.sizes))]

    def holding(self, marked: NDArray[np.bool_]) -> Iterator[tuple[int, slice]]:
        """The sentences that hold a marked word, each with the range of its words."""
        for number in np.unique(np.searchsorted(self.ends, np.flatnonzero(marked), side="right")).tolist():
            last = int(self.ends[number])
            yield number, slice(last - int(self.sizes[number]), last)
