"""Rows on the screen or in a file: --format table, json, jsonl or csv."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TextIO

Row = Mapping[str, Any]


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def write_rows(
    rows: Iterable[Row],
    form: Format,
    columns: Sequence[str],
    *,
    title: str | None = None,
    out: TextIO | None = None,
) -> None:
    """Write JSON-ready rows; json and jsonl write them whole, table and csv only ``columns``."""
    out = out or sys.stdout
    if form is Format.JSONL:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif form is Format.JSON:
        out.write(json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n")
    elif form is Format.CSV:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_safe(cell(row.get(name))) for name in columns] for row in rows)
    else:
        _table(rows, columns, title, out)


def cell(value: Any) -> str:
    """One value as text: null is empty, a list is joined by semicolons."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(cell(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _safe(text: str) -> str:
    """A cell that a spreadsheet would run as a formula is quoted."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _table(rows: Iterable[Row], columns: Sequence[str], title: str | None, out: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(cell(row.get(name)) for name in columns))
    if not table.row_count:
        out.write("Nothing found.\n")
        return
    width = None if out.isatty() else 160
    Console(file=out, width=width, highlight=False, markup=False).print(table)
