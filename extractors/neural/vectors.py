"""Token vectors as spaCy's Tok2Vec layer gives them, in a third of its time.

A word's embedding depends on the word and on whether a space follows, so it is computed once and kept; the layers
over windows of words are walked in blocks that fit the processor's cache, with numpy's own matrix product.
`tests/test_model_pass.py` compares both. Source of the layers: spaCy 3.8, `spacy.ml.models.tok2vec`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.neural.batch import Batch

Floats = NDArray[np.float32]
Ids = NDArray[np.uint64]
BLOCK = 512  # rows; their products are 600 kB
MOST_WORDS = 50_000  # kept, 20 MB; then the memory starts anew
_EPSILON = np.float32(1e-8)  # of thinc's layer norm


@dataclass(frozen=True, slots=True)
class Layer:
    """Window of three -> maxout -> layer norm; the weights of each piece stand together, transposed."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int

    @staticmethod
    def of(maxout: Any, norm: Any) -> Layer:
        """From thinc's two layers."""
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        width, pieces, size = weights.shape
        return Layer(np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, size).T),
                     np.ascontiguousarray(bias.T.reshape(-1)), norm.get_param("G"), norm.get_param("b"), pieces)

    def add_to(self, rows: Floats) -> Floats:
        """Rows and what the layer makes of each and its two neighbours, summed."""
        size, width = rows.shape
        summed = np.empty_like(rows)
        fringed = np.zeros((size + 2, width), dtype=np.float32)
        fringed[1:-1] = rows
        window, products = np.empty((BLOCK, 3 * width), np.float32), np.empty((BLOCK, len(self.bias)), np.float32)
        for first in range(0, size, BLOCK):
            last = min(size, first + BLOCK)
            window, products, best = window[:last - first], products[:last - first], summed[first:last]
            for n in range(3):
                window[:, n * width:(n + 1) * width] = fringed[first + n:last + n]
            np.matmul(window, self.weights, out=products)
            products += self.bias
            pieces = [products[:, n * width:(n + 1) * width] for n in range(self.pieces)]
            np.copyto(best, pieces[0])
            for piece in pieces[1:]:
                np.maximum(best, piece, out=best)
            self._norm(best)
            best += rows[first:last]
        return summed

    def _norm(self, rows: Floats) -> None:
        rows -= np.add.reduce(rows, axis=1, keepdims=True) / np.float32(rows.shape[1])
        variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]) + _EPSILON
        rows *= (variance ** np.float32(-0.5))[:, None]
        rows *= self.gain
        rows += self.shift


class TokenVectors:
    """Vectors of batches of sentences with the weights of a Tok2Vec layer."""

    def __init__(self, embed: Any, layers: Sequence[Layer], pad: int) -> None:
        self._embed, self._layers, self._pad = embed, layers, pad
        self._slots: dict[int, int] = {}
        self._kept: Floats = np.zeros((0, len(layers[0].gain)), dtype=np.float32)

    @staticmethod
    def of(model: Any) -> TokenVectors | None:
        """For a layer built as those of spaCy's small models; else null."""
        if len(model.layers) != 2:
            return None
        embed, encode = model.layers
        found = list(encode.walk())
        windows = [n.attrs["window_size"] for n in found if n.name == "expand_window"]
        maxouts, norms = ([n for n in found if n.name == name] for name in ("maxout", "layernorm"))
        if set(windows) != {1} or "residual" not in encode.name or not len(windows) == len(maxouts) == len(norms):
            return None
        return TokenVectors(embed, [Layer.of(m, n) for m, n in zip(maxouts, norms, strict=True)], encode.attrs["pad"])

    def flat(self, batch: Batch) -> Floats:
        """One row for each word of a batch; sentences do not see each other."""
        count, total = len(batch.sizes), len(batch.words)
        places = np.arange(total) + self._pad * np.repeat(np.arange(1, count + 1), batch.sizes)
        padded = total + self._pad * (count + 1)
        rows: Floats = np.zeros((padded, self._kept.shape[1]), dtype=np.float32)
        rows[places] = self._embedded(batch)
        for layer in self._layers:
            rows = layer.add_to(rows)
        flat: Floats = rows[places]
        return flat

    def _embedded(self, batch: Batch) -> Floats:
        table = batch.words
        keys, firsts, inverse = np.unique(table[:, 0] ^ (table[:, 1] << np.uint64(63)), return_index=True,
                                          return_inverse=True)
        if len(self._slots) + len(keys) > MOST_WORDS:
            self._slots.clear()
        new = [n for n, key in enumerate(keys.tolist()) if key not in self._slots]
        if new:
            self._learn(batch.vocab, keys[new].tolist(), table[firsts[new]])
        slots = np.array([self._slots[key] for key in keys.tolist()])
        rows: Floats = self._kept[slots[inverse]]
        return rows

    def _learn(self, vocab: Vocab, keys: Sequence[int], table: Ids) -> None:
        strings = vocab.strings
        words = Doc(vocab, words=[strings[orth] for orth in table[:, 0].tolist()],
                    spaces=table[:, 1].astype(bool).tolist())
        found: Floats = self._embed.predict([words])[0]
        known = len(self._slots)
        if known + len(keys) > len(self._kept):
            more = np.zeros((max(len(self._kept), len(keys), 1024), found.shape[1]), dtype=np.float32)
            self._kept = np.concatenate([self._kept, more])
        self._kept[known:known + len(keys)] = found
        self._slots.update(zip(keys, range(known, known + len(keys)), strict=True))
