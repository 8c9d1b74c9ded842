"""Rows in every format: nothing lost, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json

import pytest

from pipeline.cli.render import Format, write_rows

ROWS = [
    {"id": 1, "name": "=SUM(A1)", "spans": [1, 2], "empty": None},
    {"id": -2, "name": "Ħit", "spans": [], "empty": 0},
]


def written(form: Format) -> str:
    out = io.StringIO()
    write_rows(ROWS, form, ["id", "name", "spans", "empty"], out=out)
    return out.getvalue()


def test_json_and_jsonl_hold_the_rows_whole() -> None:
    assert json.loads(written(Format.JSON)) == ROWS
    assert [json.loads(line) for line in written(Format.JSONL).splitlines()] == ROWS


def test_csv_escapes_formulas_and_joins_lists() -> None:
    rows = list(csv.reader(io.StringIO(written(Format.CSV))))
    assert rows == [["id", "name", "spans", "empty"], ["1", "'=SUM(A1)", "1; 2", ""], ["-2", "Ħit", "", "0"]]


@pytest.mark.parametrize("text", ["+1", "-3.5", "@cmd", "=1+1", "\tx"])
def test_only_numbers_may_begin_like_a_formula(text: str) -> None:
    out = io.StringIO()
    write_rows([{"a": text}], Format.CSV, ["a"], out=out)
    cell = list(csv.reader(io.StringIO(out.getvalue())))[1][0]
    assert cell == (text if text in ("+1", "-3.5") else "'" + text)


def test_a_table_shows_every_value() -> None:
    table = written(Format.TABLE)
    assert all(word in table for word in ("id", "name", "=SUM(A1)", "1; 2", "Ħit"))
