"""Fine tags of words: the layer of spaCy's tagger over the token vectors, for all sentences in one matrix product."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

Floats = NDArray[np.float32]
Ids = NDArray[np.uint64]


class TagLayer:
    """Tags with the weights of a pipeline's tagger. `tests/test_model_pass.py` compares both."""

    def __init__(self, tagger: Any) -> None:
        layer, strings = tagger.model.get_ref("softmax"), tagger.vocab.strings
        self._weights: Floats = layer.get_param("W").T
        self._bias: Floats = layer.get_param("b")
        self._tags: Ids = np.array([strings.add(label) for label in tagger.labels], dtype=np.uint64)

    @staticmethod
    def of(nlp: Language) -> TagLayer | None:
        """For a tagger that is one layer over the vectors of the pipeline; else null."""
        tagger: Any = nlp.get_pipe("tagger") if nlp.has_pipe("tagger") else None
        names = [layer.name for layer in tagger.model.layers] if tagger is not None else []
        return TagLayer(tagger) if names == ["tok2vec-listener", "with_array(softmax)"] else None

    def tags(self, vectors: Floats) -> Ids:
        """TAG of each word by its vector."""
        found: Ids = self._tags[(vectors @ self._weights + self._bias).argmax(axis=1)]
        return found
