"""The dependency parser's arcs, for a batch of sentences at a time: what spaCy's parser finds, in a third of its time.

The compiled loop walks sentence by sentence through two actions a word; here one action of all sentences is one step of
numpy. Sentences are known, so that no action cuts them. `tests/test_model_pass.py` compares both. Source of the
transition system (arc-eager with a buffer for words without a head): spaCy 3.8, `spacy.pipeline._parser_internals`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD  # type: ignore[import-not-found]  # no stub
from spacy.language import Language
from spacy.pipeline._parser_internals.nonproj import deprojectivize  # type: ignore[import-not-found]  # no stub

from extractors.neural.batch import Batch

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Ids = NDArray[np.uint64]
SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
_MOVES = {"S": SHIFT, "D": REDUCE, "L": LEFT, "R": RIGHT, "B": BREAK}
_FEATURES = 8
_FLOOR = 3  # empty places below the stack, which three features look at
_NONE = 0  # stands for no word; words count from 1


@dataclass(slots=True)
class States:
    """The sentences under way, one row each; ``row`` is where a sentence's words begin in the flat columns."""

    row: Ints
    left: Ints  # words that are left in the buffer
    word: Ints  # the next one of them
    high: Ints  # height of the stack
    back: Ints  # words that were put back before the buffer

    def only(self, kept: NDArray[np.bool_]) -> States:
        """The rows that go on."""
        return States(*(getattr(self, name)[kept] for name in ("row", "left", "word", "high", "back")))


class Columns:
    """What is known of each word; words of a sentence start at its row + 1, place ``row`` stands for no word."""

    def __init__(self, size: int) -> None:
        self.head, self.label, self.first_left, self.last_right, self.sibling = np.zeros((5, size), dtype=np.int64)
        self.stack, self.returned = np.zeros((2, size), dtype=np.int64)
        self.fixed = np.zeros(size, dtype=bool)  # may not be shifted again


def _barred(moves: Ints) -> Floats:
    """What to add to the scores of all actions where shift (1), reduce (2) and arcs (4) are allowed."""
    bits = np.array([1, 2, 4, 4, 0])[moves]
    return np.where(np.arange(8)[:, None] & bits, 0, -np.inf).astype(np.float32)


class ArcParser:
    """Parses batches of sentences with the weights of a pipeline's parser."""

    def __init__(self, parser: Any) -> None:
        model, strings = parser.model, parser.vocab.strings
        linear, lower, upper = model.get_ref("tok2vec").layers[-1], model.get_ref("lower"), model.get_ref("upper")
        self._reduce: Floats = linear.get_param("W").T
        self._reduce_bias: Floats = linear.get_param("b")
        weights = lower.get_param("W")  # feature, hidden, piece, input: the pieces come to stand together
        self._width = weights.shape[1]
        self._weights: Floats = weights.transpose(0, 2, 1, 3).reshape(-1, weights.shape[3]).T
        self._padding: Floats = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(_FEATURES, -1)
        self._bias: Floats = lower.get_param("b").T.reshape(-1)
        self._upper: Floats = upper.get_param("W").T
        self._upper_bias: Floats = upper.get_param("b")
        names = [parser.moves.get_class_name(n).partition("-") for n in range(parser.moves.n_moves)]
        self._moves = np.array([_MOVES[move] for move, _, _ in names])
        self._barred = _barred(self._moves)
        self._labels = np.array([strings.add(label) if label else 0 for _, _, label in names], dtype=np.uint64)
        self._lifted = np.array(["||" in label for _, _, label in names])
        self._root = np.uint64(strings.add("ROOT"))

    @staticmethod
    def of(nlp: Language) -> ArcParser | None:
        """A parser for a pipeline whose own is built as those of spaCy's small models; else null."""
        parser: Any = nlp.get_pipe("parser") if nlp.has_pipe("parser") else None
        model = getattr(parser, "model", None)
        if model is None or not model.attrs.get("has_upper") or model.attrs.get("unseen_classes"):
            return None
        lower, listens = model.get_ref("lower"), model.get_ref("tok2vec").layers[0].name == "tok2vec-listener"
        if not listens or (lower.get_dim("nF"), lower.get_dim("nP"), parser.cfg["beam_width"]) != (_FEATURES, 2, 1):
            return None
        return None if parser.cfg.get("learn_tokens") else ArcParser(parser)

    def arcs(self, batch: Batch, vectors: Floats) -> tuple[Ids, Ids]:
        """HEAD and DEP of all words; ``vectors`` are their rows."""
        distances, actions = self._parse(batch.sizes, vectors)
        heads, labels = distances.astype(np.uint64), self._labels[actions]
        labels[distances == 0] = self._root
        for number, held in batch.holding(self._lifted[actions]):
            doc = batch.doc(number)
            doc.from_array([HEAD, DEP], cast("Any", np.stack([heads[held], labels[held]], axis=1)))
            deprojectivize(doc)
            heads[held], labels[held] = doc.to_array(HEAD), doc.to_array(DEP)
        return heads, labels

    def _parse(self, sizes: Ints, vectors: Floats) -> tuple[Ints, Ints]:
        """The distance to its head and the action that gave it, for each word."""
        features = self._features(vectors)
        rows = np.cumsum(sizes + 1 + _FLOOR) - sizes - 1
        known = Columns(int(rows[-1] + sizes[-1]) + 1)
        token = np.zeros(len(known.head), dtype=np.int64)  # of each place: 0 where there is no word
        places = np.arange(sizes.sum()) + np.repeat(rows + 1 - (np.cumsum(sizes) - sizes), sizes)
        token[places] = np.arange(1, len(places) + 1)
        count = len(sizes)
        states = States(rows, sizes.copy(), np.ones(count, int), np.zeros(count, int), np.zeros(count, int))
        while len(states.row):
            self._step(states, known, features, token)
            going = (states.high > 0) | (states.left > 0) | (states.back > 0)
            if not going.all():
                states = states.only(going)
        heads = known.head[places]
        words = places - np.repeat(rows, sizes)
        return np.where(heads > 0, heads - words, 0), known.label[places]

    def _features(self, vectors: Floats) -> Floats:
        """(no word and all words) x features x (both pieces of the hidden layer)."""
        reduced = vectors @ self._reduce + self._reduce_bias
        table = np.empty((len(vectors) + 1, _FEATURES, len(self._bias)), dtype=np.float32)
        np.matmul(reduced, self._weights, out=table[1:].reshape(len(vectors), -1))
        table[0] = self._padding
        return table.reshape(-1, len(self._bias))

    def _step(self, states: States, known: Columns, features: Floats, token: Ints) -> None:
        row = states.row
        waiting = np.where(states.left > 0, states.word, _NONE)
        second = np.where(states.left > 1, states.word + 1, _NONE)
        put_back = known.returned[row + states.back]
        first = np.where(states.back > 0, put_back, waiting)
        second = np.where(states.back > 1, known.returned[row + states.back - 1],
                          np.where(states.back > 0, waiting, second))
        top = known.stack[row + states.high]
        below, lowest = (np.where(states.high > n, known.stack[row + states.high - n], _NONE) for n in (1, 2))
        seen = np.stack([first, second, top, below, lowest, known.first_left[row + first],
                         known.first_left[row + top], known.last_right[row + top]])
        found = token[np.where(seen > 0, row + seen, 0)] * _FEATURES
        sums = features.take(found[0], axis=0)
        for feature in range(1, _FEATURES):
            sums += features.take(found[feature] + feature, axis=0)
        sums += self._bias
        hidden = np.maximum(sums[:, :self._width], sums[:, self._width:])
        actions = self._choose(hidden @ self._upper + self._upper_bias, states, known.fixed[row + first])
        self._apply(states, known, actions, first, top)

    def _choose(self, scores: Floats, states: States, fixed: NDArray[np.bool_]) -> Ints:
        """The best action that is allowed."""
        buffered = states.left + states.back
        empty = states.high == 0
        shift = empty | ((buffered > 1) & ~fixed)
        reduce = ~empty & ((buffered == 0) | (states.high > 1))
        scores += self._barred.take(shift + 2 * reduce + 4 * (~empty & (buffered > 0)), axis=0)
        best: Ints = scores.argmax(axis=1)
        return best

    def _apply(self, states: States, known: Columns, actions: Ints, first: Ints, top: Ints) -> None:
        row, moves = states.row, self._moves[actions]
        left, right = moves == LEFT, moves == RIGHT
        pushed = right | (moves == SHIFT)
        headless = known.head[row + top] == _NONE
        unshifted = (moves == REDUCE) & headless & (states.high > 1)
        again = (left & ~headless).nonzero()[0]  # its arc from the left is taken back
        known.last_right[row[again] + known.head[row[again] + top[again]]] = known.sibling[row[again] + top[again]]
        at, word = row[left], top[left]
        known.head[at + word], known.label[at + word] = first[left], actions[left]
        known.first_left[at + first[left]], known.fixed[at + first[left]] = word, False
        at, word = row[right], first[right]
        known.head[at + word], known.label[at + word] = top[right], actions[right]
        known.sibling[at + word] = known.last_right[at + top[right]]
        known.last_right[at + top[right]] = word
        known.fixed[row[unshifted] + top[unshifted]] = True
        taken_back = pushed & (states.back > 0)
        states.back -= taken_back
        states.word += pushed & ~taken_back
        states.left -= pushed & ~taken_back
        states.back += unshifted
        known.returned[row[unshifted] + states.back[unshifted]] = top[unshifted]
        states.high += np.where(pushed, 1, -1)
        known.stack[row[pushed] + states.high[pushed]] = first[pushed]
