"""Token patterns are matched around the rarest word that they need, with what a Matcher over the whole text finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.matcher import Matcher

from extractors.lexicon import LexiconError, read_entries
from extractors.patterns import REACH, TokenPatterns, needs_of, reach_of, spelling_of

FIRED: list[dict[str, Any]] = [
    {"LOWER": {"IN": ["shot", "shots"]}}, {"LOWER": {"IN": ["was", "were"]}, "OP": "*"}, {"LOWER": "fired"},
]


def test_words_that_may_be_missing_are_not_needed() -> None:
    assert needs_of(FIRED) == (frozenset({"shot", "shots"}), frozenset({"fired"}))
    assert needs_of([{"IS_ALPHA": True}, {"LOWER": "gun", "OP": "?"}]) == ()
    assert needs_of([{"TEXT": "Shot"}, {"TEXT": {"REGEX": "x"}}]) == (frozenset({"shot"}),)


def test_a_shape_is_looked_for_where_it_stands() -> None:
    nlp = spacy.blank("en")
    patterns, matcher = TokenPatterns(nlp.vocab), Matcher(nlp.vocab)
    year: list[dict[str, Any]] = [{"LOWER": "in"}, {"SHAPE": "dddd"}]
    patterns.add("year", [year])
    matcher.add("year", [year])
    for text in ("In 2019 a gun was sold in town.", "1999 in sum: in 12 towns, in 2003", "In town in May", "2004"):
        assert sorted(patterns.matches(nlp(text))) == sorted(matcher(nlp(text)))


def test_windows_find_what_the_whole_text_has() -> None:
    nlp = spacy.blank("en")
    patterns, matcher = TokenPatterns(nlp.vocab), Matcher(nlp.vocab)
    patterns.add("fired", [FIRED])
    matcher.add("fired", [FIRED])
    for gap in (0, 3, 24, 25, 26, 60, 200):
        fill = "word " * gap
        doc = nlp(f"Shots were fired. {fill}Shots fired again, and a shot was fired. {fill}They fired.")
        assert sorted(patterns.matches(doc)) == sorted(matcher(doc))


def test_windows_are_as_wide_as_a_match_may_be() -> None:
    assert reach_of(FIRED) == REACH
    assert reach_of([{"LOWER": "shots"}, {"IS_ALPHA": True, "OP": "?"}, {"LOWER": "fired"}]) == 2


def test_spellings_of_one_word_are_found_as_a_matcher_finds_them() -> None:
    nlp, score = spacy.blank("en"), [{"TEXT": {"REGEX": r"^\d+[-–]\d+$"}}]
    patterns, matcher = TokenPatterns(nlp.vocab), Matcher(nlp.vocab)
    patterns.add("score", [score])
    matcher.add("score", [score])
    doc = spacy.tokens.Doc(nlp.vocab, words=["They", "won", "3-1", ",", "not", "3–2", ",", "and", "3-1", "-", "4-"])
    assert sorted(patterns.matches(doc)) == sorted(matcher(doc))
    assert len(list(patterns.matches(doc))) == 3
    assert spelling_of(FIRED) is None


def test_a_lexicon_may_not_ask_what_only_the_model_tells(tmp_path: Path) -> None:
    path = tmp_path / "deed.toml"
    path.write_text('[[entry]]\ncode = "raid"\nsource = "usage"\npatterns = [[{ POS = "VERB" }]]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"deed\.toml.*POS is not known before the model has read"):
        read_entries(path)
