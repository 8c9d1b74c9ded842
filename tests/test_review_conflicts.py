"""Decisions about whole events hold, and what later texts say against them is shown beside them."""

from __future__ import annotations

import pytest
from tellings import article, day, event, place

from models.event import Extraction
from models.states import ReviewKind
from models.stored import ArticleText
from pipeline.errors import NotFoundError
from pipeline.identity import event_number
from pipeline.store import Store
from pipeline.store.checks import problems
from pipeline.store.decisions import reviews
from pipeline.store.events import ended, events, live_id
from pipeline.store.keeping import store_readings
from pipeline.store.reviews import Decision, decide, merge, split, withdraw

WHO = Decision("ana", "checked")
FAR, GATE = place("Port Sahl", 30.0, 48.0), place("Karim Gate", 33.005, 43.0)
A1, A2, A3 = (f"https://outlet{n}.example/a{n}" for n in (1, 2, 3))


def reviewed(store: Store) -> list[tuple[str, ...]]:
    """What stands beside each live event, by its first article."""
    with store.read() as tx:
        assert list(problems(tx)) == []
        return [one.reviewed for one in sorted(events(tx), key=lambda one: one.articles[0].url)]


def numbers(store: Store) -> list[int]:
    with store.read() as tx:
        return [event_number(one.event_id) for one in events(tx)]


def against(store: Store) -> list[tuple[str, ...]]:
    with store.read() as tx:
        return [one.conflicts for one in reviews(tx)]


def reread(store: Store, *pairs: tuple[ArticleText, Extraction]) -> None:
    store_readings(store, list(pairs))


@pytest.fixture
def merged(store: Store) -> Store:
    """Two events, one of them without a place, that an analyst said are one."""
    reread(store, article(1, event()), article(2, event(place=None, date=day(2))))
    store.transact(lambda tx: merge(tx, numbers(store), WHO))
    assert reviewed(store) == [("merge by ana: checked",)]
    return store


@pytest.fixture
def parted(store: Store) -> Store:
    """One event of two tellings, the second of which is of the camp's gate, that an analyst parted."""
    reread(store, article(1, event(killed=2)), article(2, event(killed=2, place=GATE)))
    store.transact(lambda tx: split(tx, numbers(store)[0], [A2], WHO))
    assert reviewed(store) == [("split by ana: checked",)] * 2
    return store


def test_a_merge_shows_when_one_side_comes_to_tell_of_another_place(merged: Store) -> None:
    reread(merged, article(2, event(place=FAR, date=day(2)), version="2"))
    conflict = f"conflict, merge, place: {A2} now says Port Sahl, IQ (Camp Karim, IQ in the other), said nothing then"
    assert reviewed(merged) == [("merge by ana: checked", conflict)]
    assert against(merged) == [(conflict,)]


def test_a_merge_is_content_when_one_side_comes_to_agree(merged: Store) -> None:
    reread(merged, article(2, event(), version="2"))
    assert reviewed(merged) == [("merge by ana: checked",)]


def test_a_merge_shows_when_one_side_is_told_no_more(merged: Store) -> None:
    reread(merged, article(2, version="2"))
    assert reviewed(merged) == [
        ("merge by ana: checked", f"conflict, merge: {A2} tells of no such attack any more"),
    ]


def test_a_merge_shows_a_later_article_that_tells_of_two(store: Store) -> None:
    near = place("Camp Karim", 33.0, 43.0)
    reread(store, article(1, event(place=near)), article(2, event(place=FAR)))
    store.transact(lambda tx: merge(tx, numbers(store), WHO))
    reread(store, article(3, event(place=near), event(place=FAR)))
    assert f"conflict, merge: {A3} tells of two attacks here" in reviewed(store)[0]


def test_a_split_shows_on_both_events_when_the_texts_come_to_agree(parted: Store) -> None:
    reread(parted, article(2, event(killed=2), version="2"))
    conflict = f"conflict, split, place: {A2} now says Camp Karim, IQ (as the other does), said Karim Gate, IQ then"
    assert reviewed(parted) == [("split by ana: checked", conflict)] * 2
    assert against(parted) == [(conflict,)]


def test_a_split_is_content_when_the_texts_come_to_differ_more(parted: Store) -> None:
    reread(parted, article(2, event(killed=2, place=FAR), version="2"))
    assert reviewed(parted) == [("split by ana: checked",)] * 2


def test_a_split_shows_a_later_article_that_fits_both(parted: Store) -> None:
    reread(parted, article(3, event(killed=2)))
    conflict = f"conflict, split: {A3} fits both events"
    assert reviewed(parted) == [("split by ana: checked", conflict)] * 2


def test_a_withdrawn_split_leaves_no_word_of_it(parted: Store) -> None:
    reread(parted, article(3, event(killed=2)))
    with parted.read() as tx:
        review = reviews(tx)[0].review_id
    parted.transact(lambda tx: withdraw(tx, review))
    assert (reviewed(parted), against(parted)) == ([()], [()])


def test_a_rejection_shows_what_was_told_since(store: Store) -> None:
    reread(store, article(1, event(killed=2)))
    number = numbers(store)[0]
    store.transact(lambda tx: decide(tx, ReviewKind.REJECT, number, WHO))
    reread(store, article(3, event(killed=9), published="2026-03-12"))
    told = ("conflict, killed: the texts now say 9, said 2 then", f"conflict, reject: {A3} has told of it since")
    assert (reviewed(store), against(store)) == ([], [told])
    with store.read() as tx, pytest.raises(NotFoundError, match="rejected by ana: checked; conflict, killed"):
        live_id(tx, number)
    with store.read() as tx:
        assert [stone.cause for stone in ended(tx)] == ["; ".join(("rejected by ana: checked", *told))]


def test_a_rejection_that_nothing_speaks_against_stays_as_it_was(store: Store) -> None:
    reread(store, article(1, event(killed=2)))
    store.transact(lambda tx: decide(tx, ReviewKind.REJECT, numbers(store)[0], WHO))
    reread(store, article(1, event(killed=2), version="2"))
    with store.read() as tx:
        assert [stone.cause for stone in ended(tx)] == ["rejected by ana: checked"]
    assert against(store) == [()]
