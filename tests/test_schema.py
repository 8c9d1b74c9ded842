"""What extract, clean and events write is what `strikelog schema` says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

TEXT = (
    "At least three 122mm rockets hit Ain al-Asad Air Base in Iraq on Wednesday, wounding two soldiers, the army said. "
    "No group has claimed responsibility for the attack. It was the tenth attack on the base since October 17."
)
ARTICLE = {"id": "1", "url": "https://example.org/1", "title": "Base hit", "text": TEXT, "published": "2023-12-21"}
PAGE = f"<html><body><article><h1>Base hit</h1><p>{TEXT}</p></article></body></html>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("schema")
    broken = '{"id": "2"}\nnot json\n'
    (here / "articles.jsonl").write_text(json.dumps(ARTICLE) + "\n" + broken, "utf-8")
    (here / "page.html").write_text(PAGE, "utf-8")
    strikelog(here, "import", "articles.jsonl", "--db", "sqlite:///x.db")
    return here


def strikelog(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "pipeline.cli", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600).stdout


@pytest.mark.parametrize(
    ("what", "words", "number"),
    [
        ("extract", ["extract", "articles.jsonl"], 3),
        ("clean", ["clean", "page.html"], 1),
        ("events", ["events", "--format", "jsonl", "--db", "sqlite:///x.db"], 1),
    ],
)
def test_output_is_valid_against_its_schema(folder: Path, what: str, words: list[str], number: int) -> None:
    schema: dict[str, Any] = json.loads(strikelog(folder, "schema", what))
    rows = [json.loads(line) for line in strikelog(folder, *words).splitlines()]
    validator = jsonschema.Draft202012Validator(schema)
    assert len(rows) >= number
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []
