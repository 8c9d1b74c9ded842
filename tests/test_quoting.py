"""Quotes for people: the sentences of all spans of a value, its words marked."""

from __future__ import annotations

from models.event import Spans
from pipeline.quoting import evidence

TEXT = "Two rockets fell near the camp. One was shot down.\nNobody was hurt, the army said."


def at(*words: str) -> Spans:
    return tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


def test_all_words_of_one_sentence_are_marked_in_it() -> None:
    assert evidence(TEXT, at("camp", "Two")) == "[Two] rockets fell near the [camp]."


def test_sentences_apart_are_joined_in_text_order() -> None:
    shown = evidence(TEXT, at("Nobody", "Two"))
    assert shown == "[Two] rockets fell near the camp. … [Nobody] was hurt, the army said."


def test_words_that_overlap_are_marked_once() -> None:
    assert evidence(TEXT, (*at("Two rockets"), *at("rockets"))) == "[Two rockets] fell near the camp."
