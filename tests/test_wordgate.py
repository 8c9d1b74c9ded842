"""The gate before the tokenizer: it passes over what the gates behind it would leave, and nothing else."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from spacy.attrs import ORTH  # type: ignore[import-not-found]  # no stub

from extractors import nlp, triage, wordgate
from extractors.read import Reader, make_reader
from models.article import Article, content_of
from models.vocabulary import ExtractStatus
from pipeline.jsonl import parse_line
from pipeline.normalise import make_resolvers

FILL = " ".join(["The council met again to speak about the budget for roads and schools in the coming year."] * 6)
TEXTS = Path(__file__).parent / "texts" / "articles.jsonl"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(make_resolvers, nlp.DEFAULT_MODEL, triage=True)


@pytest.mark.parametrize("sentence", [
    "", "The minister was pressed hard over the fees.", "Two walkers fell ill after the march.",
    "The striker was on target twice.", "A firm of lawyers drew the plans.",
])
def test_a_text_about_other_things_is_quiet(reader: Reader, sentence: str) -> None:
    text = f"{FILL} {sentence} {FILL}"
    assert wordgate.is_quiet(text)
    assert triage.verdict(reader._open(Article("a", text))) is ExtractStatus.NO_ATTACK
    assert [e.status for e in reader.read([Article("a", text)])] == [ExtractStatus.NO_ATTACK]


@pytest.mark.parametrize("sentence", [
    "Rockets struck Tikrit on Monday.", "A car-bomb went off outside the court.", "Gunmen shot a clerk dead.",
    "Two 107mm rounds were sent at the base.", "A farmer was killed.", "An AIR-RAID hit the port.",
])
def test_a_text_with_an_attack_is_read(sentence: str) -> None:
    assert not wordgate.is_quiet(f"{FILL} {sentence} {FILL}")


@pytest.mark.parametrize("text", ["", "The council met.", "Der Stadtrat sprach am Montag lange. " * 20])
def test_too_short_or_in_another_language_is_left_to_the_next_gate(text: str) -> None:
    assert not wordgate.is_quiet(text)


def test_what_is_quiet_is_so_for_the_next_gate(reader: Reader) -> None:
    """Each sentence of the own texts that the next gate finds telling is so for this one too."""
    articles = [parse_line(n, line) for n, line in enumerate(TEXTS.read_text(encoding="utf-8").splitlines(), start=1)]
    texts = [f"{FILL} {content_of(a.title, a.text)}" for a in articles if isinstance(a, Article)]
    found = [t for t in texts[::4] if wordgate.is_quiet(t)]
    assert all(triage.verdict(reader._open(Article("a", t))) is ExtractStatus.NO_ATTACK for t in found)
    assert len(found) < len(texts) / 50


def test_the_tokenizer_parts_no_run_of_letters_of_a_term() -> None:
    """A part of a contraction ("can" of "cannot") in a term would stand in texts without being a run of them."""
    rules = nlp.load().tokenizer.rules or {}
    parts = {str(token[ORTH]).lower() for key, cut in rules.items() if key.isalpha() and len(cut) > 1 for token in cut}
    gate = wordgate._gate()
    assert parts
    assert not any(parts & getattr(gate, field.name).single for field in fields(gate))
