"""The quick equals of spaCy's components say what the components say."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, TAG  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc

from extractors import nlp
from extractors.neural import passing
from extractors.neural.batch import WORD_COLUMNS, Batch

TEXTS = (
    "Two 122mm Grad rockets hit Ain al-Asad air base in western Iraq at 3.30 a.m. on Tuesday, Gen. Adel Omar said.",
    "There's been no claim; they're gonna say they didn't do it, y'all know, and c'mon, it ain't over, let's go.",
    "IRAN-BACKED MILITIA FIRES 14 MISSILES",
    "The United Arab Emirates' foreign minister, Sheikh Khalid bin Ahmed, spoke of 25 dead between 4 and 6 May 2022.",
    "Он сказал \u200f\u0642\u0635\u0641 \U0001f680 \n\n ...",
    "What, the mayor asked, had they been shelled with, and by whom, if not by the very people who now deny it all?",
    "rocket rocket of of killed who by by the the and and , , said that that near to to three 122 mm ; hit hit",
    "a",
    "  ",
)
ATTRIBUTES = [TAG, POS, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]


def _sentence(text: str) -> Doc:
    words = list(nlp.load().make_doc(text))
    starts: list[bool | int | None] = [n == 0 for n in range(len(words))]
    return Doc(nlp.load().vocab, words=[w.text for w in words], sent_starts=starts)


def _batch(docs: list[Doc]) -> Batch:
    return Batch.of(nlp.load().vocab, [doc.to_array(WORD_COLUMNS) for doc in docs])


@cache
def _by_spacy() -> list[NDArray[np.uint64]]:
    return [doc.to_array(ATTRIBUTES).astype(np.uint64) for doc in nlp.load().pipe([_sentence(t) for t in TEXTS])]


@pytest.mark.parametrize("size", [1, 3, 50])
def test_quick_pass_equals_the_components(size: int) -> None:
    columns = [passing.ATTRIBUTES.index(a) for a in ATTRIBUTES]
    docs = [_sentence(t) for t in TEXTS]
    for first in range(0, len(docs), size):
        rows = passing.rows(nlp.load(), _batch(docs[first:first + size]))
        for row, expected in zip(rows, _by_spacy()[first:first + size], strict=True):
            assert (row[:, columns] == expected).all()


def test_kept_embeddings_may_be_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.neural.vectors.MOST_WORDS", 5)
    quick = passing.quick_pass(nlp.load())
    assert quick is not None
    layer = nlp.load().get_pipe("tok2vec").model  # type: ignore[attr-defined]  # a trainable pipe
    for text in TEXTS:
        expected = layer.predict([_sentence(text)])[0]
        assert np.allclose(quick.vectors.flat(_batch([_sentence(text)])), expected, atol=1e-5)


def test_another_pipeline_goes_through_its_components(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "quick_pass", lambda _: None)
    rows = passing.rows(nlp.load(), _batch([_sentence(t) for t in TEXTS]))
    assert all((row == expected).all() for row, expected in zip(rows, _by_spacy(), strict=True))


def test_the_model_is_loaded_once() -> None:
    assert nlp.load() is nlp.load(nlp.DEFAULT_MODEL)


def test_batches_are_bounded_in_tokens_and_lose_no_sentence() -> None:
    jobs = [(0, n) for n in range(7)]
    sizes = [1, 2, 3, 5000, 6000, 9000, 20_000]
    batches = list(nlp._batches(jobs, sizes))
    assert [job for batch in batches for job in batch] == jobs
    assert [len(batch) for batch in batches] == [5, 1, 1]
    assert list(nlp._batches([], [])) == []
