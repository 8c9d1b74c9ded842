"""Independent origins: copies and agency stories are one, own reports are several."""

from __future__ import annotations

import random

import pytest
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.origins import SHINGLE_WORDS, Telling, credit, fingerprint, likeness, origins

WORDS = [f"word{n}" for n in range(400)]


def text(seed: int, length: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def told(number: int, body: str, outlet: str | None = None) -> Telling:
    return Telling(f"https://o{number}.example/a", outlet or f"o{number}", credit(body), fingerprint(body))


def test_a_copy_with_another_head_is_the_same_origin() -> None:
    copies = [told(1, text(1)), told(2, "From our correspondent. " + text(1)), told(3, text(2))]
    assert sorted(len(group) for group in origins(copies)) == [1, 2]


def test_articles_that_credit_one_agency_are_one_origin() -> None:
    tellings = [told(n, f"HARBOUR (Reuters) - {text(n)}") for n in range(3)]
    assert len(origins([*tellings, told(9, text(9))])) == 2


def test_two_articles_of_one_outlet_are_one_origin() -> None:
    assert len(origins([told(1, text(1), "o"), told(2, text(2), "o")])) == 1


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        ("HARBOUR, May 3 (AFP) — Shells fell.", "Agence France-Presse"),
        ("Shells fell.\nReporting by Reuters", "Reuters"),
        ("Shells fell, Reuters reported.", None),
        ("By Associated Press\nShells fell.", "Associated Press"),
        ("The apparel of the AP team", None),
    ],
)
def test_credits(body: str, agency: str | None) -> None:
    assert credit(body) == agency


@settings(deadline=None)  # a loaded machine is no failure
@given(st.lists(st.integers(0, 6), min_size=2, max_size=6), st.randoms())
def test_order_does_not_matter(seeds: list[int], dice: random.Random) -> None:
    tellings = [told(n, text(seed)) for n, seed in enumerate(seeds)]
    mixed = dice.sample(tellings, len(tellings))
    assert sorted(len(group) for group in origins(mixed)) == sorted(len(group) for group in origins(tellings))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 200))
def test_the_sketch_estimates_as_datasketch_does(seed: int, kept: int) -> None:
    left = text(seed)
    right = " ".join([*left.split()[:kept], *text(seed + 5000).split()[kept:]])
    sketches = []
    for body in (left, right):
        words = body.split()
        sketch = MinHash(num_perm=256)
        sketch.update_batch(
            " ".join(words[i : i + SHINGLE_WORDS]).encode() for i in range(len(words) - SHINGLE_WORDS + 1)
        )
        sketches.append(sketch)
    assert likeness(fingerprint(left), fingerprint(right)) == pytest.approx(sketches[0].jaccard(sketches[1]), abs=0.25)
