"""Who did it and who says so, in whole articles: the sentences of perpetrator.toml and statement.toml hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest
from marked import FOLDER, Case, Mark, read_cases

from extractors.read import Reader
from models.event import Attribution, Extraction, Span, Statement
from models.vocabulary import Assertion, AttributionStance
from pipeline.normalise import make_resolvers

CASES = [case for name in ("perpetrator", "statement") for case in read_cases(FOLDER / f"{name}.toml")]
Row = Attribution | Statement


@cache
def extractions() -> dict[str, Extraction]:
    """All cases read in one pass of the model."""
    found = Reader(make_resolvers()).read([case.article for case in CASES])
    return {extraction.id: extraction for extraction in found}


def rows_of(case: Case) -> list[Row]:
    """What the events of a case say of perpetrators, or who speaks in them."""
    events = [e for e in extractions()[case.article.id].events if e.assertion is Assertion.ASSERTED]
    if case.name == "statement":
        return [row for event in events for row in event.statements]
    return [row for event in events for row in event.attributions if row.stance is not AttributionStance.UNCLAIMED]


def holds(mark: Mark, row: Row) -> bool:
    """Whether a row has the stance, place and attributes of a mark."""
    spans: Sequence[Span] = row.spans if isinstance(row, Attribution) else row.source.spans
    inside = any(start < mark.end and mark.start < end for start, end in spans)
    fits = inside and row.stance in mark.code.split("+")
    return fits and all(_has(row, key, value) for key, value in mark.attributes.items())


def _has(row: Row, key: str, value: str) -> bool:
    wanted = value if key in {"id", "kind"} else value.replace("_", " ")
    if key == "by":
        return row.source is not None and wanted in row.source.text
    if isinstance(row, Attribution):
        return wanted == {"id": row.actor_id, "actor": row.actor}[key]
    return wanted == {"name": row.source.name, "kind": row.source.kind, "cue": row.cue}[key]


def named(row: Row) -> str | None:
    return row.actor if isinstance(row, Attribution) else row.source.text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_claims(case: Case) -> None:
    rows = rows_of(case)
    shown = [(named(r), str(r.stance), r.source and r.source.text) for r in rows]
    for mark in case.marks:
        assert any(holds(mark, r) for r in rows), f"{mark.surface!r} {mark.code} {mark.attributes}: got {shown}"
    assert [n for r in rows if (n := named(r)) and not any(holds(m, r) for m in case.marks)] == []
    assert not {named(r) for r in rows} & set(case.absent)


@pytest.mark.parametrize("name", ["perpetrator", "statement"])
def test_enough_cases(name: str) -> None:
    assert len([c for c in CASES if c.name == name]) >= 40
