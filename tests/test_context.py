"""Assertion and recollection of triggers, by marked-up sentences."""

from __future__ import annotations

from functools import cache

import pytest
from marked import FOLDER, Case, read_cases

from extractors import nlp, registry
from extractors.draft import Frame
from extractors.events.frames import frames_of
from extractors.read import Reader
from pipeline.normalise import make_resolvers

CASES = list(read_cases(FOLDER / "context.toml"))


@cache
def frames() -> dict[str, list[Frame]]:
    """Frames by article, all cases read in one pass of the model."""
    reader = Reader(make_resolvers())
    readings = [reader._open(case.article) for case in CASES]
    nlp.read_sentences(nlp.load(), readings, [[s.index for s in r.sentences] for r in readings])
    for reading in readings:
        registry.run(reading.doc)
    return {r.article.id: frames_of(r) for r in readings}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_status(case: Case) -> None:
    for mark in case.marks:
        here = [f for f in frames()[case.article.id] if f.trigger.span == (mark.start, mark.end)]
        assert here, f"no frame at {mark.surface!r}"
        assert here[0].assertion.value == mark.code, here[0].why
        assert str(here[0].background).lower() == mark.attributes.get("background", "false"), here[0].why


def test_enough_cases() -> None:
    assert len(CASES) >= 40
