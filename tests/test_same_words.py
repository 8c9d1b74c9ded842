"""What a sentence says does not depend on what stands before it, nor on which spaces and hyphens print it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from marked import FOLDER, read_cases

from extractors.read import Reader
from models.article import Article, content_of
from models.event import ExtractedMention, Extraction
from pipeline.normalise import make_resolvers

FILES = ("casualty", "weapon", "quantity", "launcher", "outcome", "date", "target")
BEFORE = "The weather was mild all week.\n\n"
NARROW = str.maketrans({" ": "\u202f", "-": "\u2011"})


@cache
def reader() -> Reader:
    return Reader(make_resolvers(), triage=False)


def articles(name: str) -> list[Article]:
    return [replace(case.article, title=None) for case in read_cases(FOLDER / f"{name}.toml")]


def read(some: list[Article]) -> list[Extraction]:
    return list(reader().read(some))


def kept(mentions: tuple[ExtractedMention, ...], shift: int = 0) -> set[str]:
    return {f"{m.label} {m.start - shift} {m.end - shift} {m.norm} {m.rule}" for m in mentions if m.start >= shift}


@pytest.mark.parametrize("name", FILES)
def test_another_paragraph_before_changes_nothing(name: str) -> None:
    alone, after = articles(name), [replace(a, text=BEFORE + a.text) for a in articles(name)]
    for first, second, article in zip(read(alone), read(after), alone, strict=True):
        assert kept(first.mentions) == kept(second.mentions, len(BEFORE)), article.text


@pytest.mark.parametrize("name", FILES)
def test_spaces_and_hyphens_of_print_change_nothing(name: str) -> None:
    simple, printed = articles(name), [replace(a, text=a.text.translate(NARROW)) for a in articles(name)]
    for first, second, article in zip(read(simple), read(printed), printed, strict=True):
        assert kept(first.mentions) == kept(second.mentions), article.text
        assert all(content_of(None, article.text)[m.start:m.end] == m.text for m in second.mentions)


def test_values_quote_what_is_printed() -> None:
    text = "Militants fired three 122\u00a0mm rockets at Ain\u00a0al\u2011Asad base on Monday, killing 12\u00a0people."
    (found,) = read([Article("a", text, language="en")])
    (event,) = found.events
    assert (event.killed and event.killed.best, event.weapons[0].calibre_mm) == (12, 122)
    assert event.weapons[0].text == "122\u00a0mm rockets"
    assert event.place is not None
    assert event.place.text == "Ain\u00a0al\u2011Asad base"
