"""Marked-up sentences: "A [rocket calibre_mm=122|122mm rocket] hit the base." with the expected value inline."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.article import Article

FOLDER = Path(__file__).parent / "cases"
_MARK = re.compile(r"\[([^\[\]|]*)\|([^\[\]]*)\]")


@dataclass(frozen=True)
class Mark:
    """An expected mention: characters of the bare text, its code and attributes."""

    start: int
    end: int
    surface: str
    code: str
    attributes: dict[str, str]


@dataclass(frozen=True)
class Case:
    """One sentence of a case file."""

    name: str
    number: int
    article: Article
    marks: tuple[Mark, ...]
    absent: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.name}[{self.number}]"


def parse(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The bare text and its marks."""
    bare, marks, last = "", [], 0
    for match in _MARK.finditer(text):
        bare += text[last:match.start()]
        words = match.group(1).split()
        code = words[0] if words and "=" not in words[0] else ""
        pairs = dict(w.split("=", 1) for w in words if "=" in w)
        marks.append(Mark(len(bare), len(bare) + len(match.group(2)), match.group(2), code, pairs))
        bare += match.group(2)
        last = match.end()
    return bare + text[last:], tuple(marks)


def read_cases(path: Path) -> Iterator[Case]:
    """All cases of a file; spans count from the start of content, after a title if there is one."""
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
        yield _case(path.stem, number, row)


def _case(name: str, number: int, row: dict[str, Any]) -> Case:
    text, marks = parse(row["text"])
    title = row.get("title")
    shift = len(title) + 2 if title else 0
    published = row.get("published")
    moment = datetime.fromisoformat(published) if published else None
    if moment and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    article = Article(f"{name}-{number}", text, title, published=moment, language="en")
    moved = tuple(Mark(m.start + shift, m.end + shift, m.surface, m.code, m.attributes) for m in marks)
    return Case(name, number, article, moved, tuple(row.get("absent", ())))
