"""What an attack hit and whom: all things that a phrase lists, and each person once, by whatever name."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import Count, ExtractedEvent
from models.vocabulary import Effect
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def first_event(text: str) -> ExtractedEvent:
    return next(iter(reader().read([Article("a", text, language="en")]))).events[0]


def best(count: Count | None) -> int | None:
    return count.best if count is not None else None


def test_all_things_that_a_phrase_lists_are_targets() -> None:
    found = first_event(
        "Gunmen set fire to the court, the post office, a clinic and two buses in Bria on Monday, police said."
    ).targets
    assert {t.text.casefold() for t in found} >= {"court", "post office", "clinic", "two buses"}


def test_what_is_set_on_fire_is_the_target_and_not_the_fire() -> None:
    found = first_event("ARMED MEN SET FIRE TO A MILL IN ESTELI ON MONDAY, POLICE SAID.").targets
    assert {t.text for t in found} == {"MILL IN ESTELI"}


@pytest.mark.parametrize("again", ["Judge Ilario Tosi Brandt", "Tosi", "Judge Tosi"])
def test_a_man_named_again_with_more_or_fewer_names_is_counted_once(again: str) -> None:
    text = f"Judge Ilario Tosi was shot dead in Bari on Monday. Colleagues said that {again} was killed at his door."
    assert best(first_event(text).killed) == 1


def test_who_is_told_as_kidnapped_twice_is_listed_once() -> None:
    text = "Gunmen kidnapped two Turkish engineers and a cook in Agadez on Tuesday. The two Turks were kidnapped there."
    taken = [c for c in first_event(text).casualties if c.effect is Effect.ABDUCTED]
    assert sum(best(c.count) or 0 for c in taken) == 3


def test_who_kidnapped_is_not_the_one_kidnapped() -> None:
    text = "The Free Band had kidnapped and sentenced Anders Holt to death in Goma on Monday, police said."
    taken = [c for c in first_event(text).casualties if c.effect is Effect.ABDUCTED]
    assert "Band" not in " ".join(c.count.text or "" for c in taken)


def test_a_wound_that_is_not_serious_is_no_denial() -> None:
    event = first_event("Gunmen shot at a bus near Kumba on Monday and a girl was hurt. The wound is not serious.")
    assert best(event.wounded) == 1
