"""Greedy entity decoding with numpy: what spaCy's NER component finds, in a fraction of its time.

The compiled loop takes the interpreter's lock for every check of every action, two thirds of its time. Outside an
entity the model's scores depend on one token alone, so all tokens are scored at once; only the tokens inside
entities are walked one by one, with two actions to choose from. `tests/test_model_pass.py` compares both.
Source of the transition system: spaCy 3.8, `spacy.pipeline._parser_internals.ner`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from extractors.neural.batch import Batch
from extractors.neural.vectors import TokenVectors

Floats = NDArray[np.float32]
Ids = NDArray[np.uint64]
BEGIN, INSIDE, OUTSIDE = 3, 1, 2  # values of ENT_IOB
_FEATURES = 3  # this token, the first and the last one of the open entity


class EntityDecoder:
    """Decodes batches of sentences with the weights of a pipeline's NER component."""

    def __init__(self, ner: Any, vectors: TokenVectors) -> None:
        model, strings = ner.model, ner.vocab.strings
        lower, upper = (model.get_ref(n) for n in ("lower", "upper"))
        self._vectors, self._linear = vectors, model.get_ref("tok2vec").layers[-1]
        self._features: Floats = lower.get_param("W").reshape(-1, lower.get_dim("nI")).T
        self._padding: Floats = lower.get_param("pad").reshape(_FEATURES, -1)
        self._bias: Floats = lower.get_param("b").reshape(-1)
        self._weights: Floats = upper.get_param("W")
        self._upper_bias: Floats = upper.get_param("b")
        names = [ner.moves.get_class_name(n) for n in range(ner.moves.n_moves)]  # `move_names` leaves one out
        actions = [name.partition("-") for name in names]
        self._kinds = [kind for kind, _, _ in actions]
        self._types = np.array([strings.add(label) if label else 0 for _, _, label in actions], dtype=np.uint64)
        column = {name: i for i, name in enumerate(names)}
        self._goes_on = {column[f"B-{label}"]: [column[f"I-{label}"], column[f"L-{label}"]]
                         for kind, _, label in actions if kind == "B"}
        self._columns = {kind: np.array([k == kind for k in self._kinds]) for kind in "BILU"}
        self._never = np.array([not label and kind != "O" for kind, _, label in actions])
        self._out = column["O"]

    @staticmethod
    def of(nlp: Language) -> EntityDecoder | None:
        """A decoder for a pipeline whose NER is built as those of spaCy's small models; else null."""
        if not nlp.has_pipe("ner"):
            return None
        ner: Any = nlp.get_pipe("ner")
        model: Any = getattr(ner, "model", None)
        if model is None or not model.attrs.get("has_upper") or ner.cfg.get("beam_width") != 1:
            return None
        if model.get_ref("lower").get_dim("nF") != _FEATURES or model.get_ref("lower").get_dim("nP") != 2:
            return None
        vectors = TokenVectors.of(model.get_ref("tok2vec").layers[0])
        return EntityDecoder(ner, vectors) if vectors is not None and "O" in ner.move_names else None

    def decode(self, batch: Batch) -> tuple[Ids, Ids]:
        """ENT_IOB and ENT_TYPE of all words of a batch."""
        weights, bias = (self._linear.get_param(name) for name in ("W", "b"))
        reduced: Floats = self._vectors.flat(batch) @ weights.T + bias
        parts = (reduced @ self._features).reshape(-1, _FEATURES, len(self._bias))
        padding = self._padding
        best = self._outside(parts[:, 0] + padding[1] + padding[2], batch.words[:, 2].astype(bool), batch.ends)
        return self._walk(parts, best, batch.ends)

    def _hidden(self, sums: Floats) -> Floats:
        pairs = (sums + self._bias).reshape(*sums.shape[:-1], -1, 2)
        hidden: Floats = np.maximum(pairs[..., 0], pairs[..., 1])
        return hidden

    def _outside(self, sums: Floats, space: NDArray[np.bool_], ends: NDArray[np.int64]) -> NDArray[np.int64]:
        """The best action at each token when no entity is open there."""
        scores = self._hidden(sums) @ self._weights.T
        scores += self._upper_bias
        scores[:, self._columns["I"] | self._columns["L"] | self._never] = -np.inf
        scores[np.ix_(space, self._columns["B"] | self._columns["U"])] = -np.inf
        scores[np.ix_(ends[ends > 0] - 1, self._columns["B"])] = -np.inf
        best: NDArray[np.int64] = scores.argmax(axis=1)
        return best

    def _walk(self, parts: Floats, best: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[Ids, Ids]:
        iob = np.full(len(best), OUTSIDE, dtype=np.uint64)
        types = np.zeros(len(best), dtype=np.uint64)
        resume = 0
        for start in np.flatnonzero(best != self._out).tolist():
            if start < resume:
                continue
            action, resume = int(best[start]), start + 1
            if self._kinds[action] == "B":
                resume = self._close(parts, start, action, int(ends[np.searchsorted(ends, start, side="right")]))
            iob[start:resume] = INSIDE
            iob[start] = BEGIN
            types[start:resume] = self._types[action]
        return iob, types

    def _close(self, parts: Floats, start: int, action: int, end: int) -> int:
        """The token after an entity that begins at ``start`` in a sentence that ends at ``end``."""
        pair = self._goes_on[action]
        weights, bias = self._weights[pair], self._upper_bias[pair]
        for token in range(start + 1, end - 1):
            hidden = self._hidden(parts[token, 0] + parts[start, 1] + parts[token - 1, 2])
            inside, last = weights @ hidden + bias
            if last > inside:
                return token + 1
        return end
