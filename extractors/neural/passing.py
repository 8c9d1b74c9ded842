"""The model pass over batches of sentences: a pipeline's own answers in a fraction of its components' time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, TAG  # type: ignore[import-not-found]  # no stub
from spacy.language import Language

from extractors.neural.arcs import ArcParser
from extractors.neural.batch import Batch
from extractors.neural.entities import EntityDecoder
from extractors.neural.tags import TagLayer
from extractors.neural.vectors import TokenVectors
from extractors.neural.wordforms import WordForms

Ids = NDArray[np.uint64]
ATTRIBUTES = [TAG, POS, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]
_PIPES = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]


@dataclass(frozen=True, slots=True)
class QuickPass:
    """Quick equals of all components of a pipeline that is built as spaCy's small models."""

    vectors: TokenVectors
    tags: TagLayer
    parser: ArcParser
    forms: WordForms
    decoder: EntityDecoder

    @staticmethod
    def of(nlp: Language) -> QuickPass | None:
        """For a pipeline with a quick equal of each component; else null."""
        if nlp.pipe_names != _PIPES:
            return None
        vectors = TokenVectors.of(cast("Any", nlp.get_pipe("tok2vec")).model)
        tags, parser, forms, decoder = TagLayer.of(nlp), ArcParser.of(nlp), WordForms.of(nlp), EntityDecoder.of(nlp)
        if vectors is None or tags is None or parser is None or forms is None or decoder is None:
            return None
        return QuickPass(vectors, tags, parser, forms, decoder)

    def table(self, batch: Batch) -> Ids:
        """`ATTRIBUTES` of all words of a batch."""
        vectors = self.vectors.flat(batch)
        tags = self.tags.tags(vectors)
        heads, labels = self.parser.arcs(batch, vectors)
        forms = self.forms.annotate(batch, tags, heads, labels)
        return np.column_stack([forms, heads, *self.decoder.decode(batch)])


@cache
def quick_pass(nlp: Language) -> QuickPass | None:
    """The quick pass of a pipeline, made once."""
    return QuickPass.of(nlp)


def rows(nlp: Language, batch: Batch) -> list[Ids]:
    """`ATTRIBUTES` of the words of each sentence of a batch."""
    quick = quick_pass(nlp)
    if quick is not None:
        return np.split(quick.table(batch), batch.ends[:-1])
    docs = batch.docs()
    for _, pipe in nlp.pipeline:
        docs = list(pipe.pipe(docs, batch_size=len(docs)) if hasattr(pipe, "pipe") else map(pipe, docs))
    return [np.asarray(doc.to_array(ATTRIBUTES), dtype=np.uint64) for doc in docs]
