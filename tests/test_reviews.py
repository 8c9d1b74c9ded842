"""Analysts' decisions take effect at once, survive re-reading, show conflicts, and can be withdrawn."""

from __future__ import annotations

import pytest
from tellings import article, event, place, rocket

from models.states import ReviewKind
from models.stored import StoredEvent
from pipeline.errors import NotFoundError, UsageError
from pipeline.identity import event_number
from pipeline.store import Store
from pipeline.store.checks import problems
from pipeline.store.decisions import reviews
from pipeline.store.events import ended, events, live_id
from pipeline.store.keeping import store_readings
from pipeline.store.listing import event_lines
from pipeline.store.reviews import Decision, correct, decide, merge, split, withdraw

WHO = Decision("ana", "checked")
FAR = place("Port Sahl", 30.0, 48.0)


def listed(store: Store) -> list[StoredEvent]:
    with store.read() as tx:
        assert list(problems(tx)) == []
        return list(events(tx))


def only(store: Store) -> tuple[StoredEvent, int]:
    (one,) = listed(store)
    return one, event_number(one.event_id)


def best(one: StoredEvent) -> int | None:
    return one.killed.best if one.killed else None


@pytest.fixture
def told(store: Store) -> Store:
    """A store with one event of two tellings."""
    store_readings(store, [article(1, event(killed=2)), article(2, event(killed=2))])
    return store


def test_a_correction_survives_re_reading(told: Store) -> None:
    told.transact(lambda tx: correct(tx, only(told)[1], "killed", "5", WHO))
    store_readings(told, [article(1, event(killed=2, weapons=(rocket(122),)), version="2")])
    one, _ = only(told)
    assert (best(one), one.weapons[0].calibre_mm, one.reviewed) == (5, 122, ("killed corrected by ana: checked",))


def test_a_later_difference_is_shown_not_overwritten(told: Store) -> None:
    told.transact(lambda tx: correct(tx, only(told)[1], "killed", "5", WHO))
    store_readings(told, [article(3, event(killed=9), published="2026-03-12")])
    one, _ = only(told)
    assert best(one) == 5
    assert one.reviewed[1] == "conflict, killed: the texts now say 9, said 2 then"


def test_an_acceptance_survives_re_reading_and_shows_what_changed_since(told: Store) -> None:
    told.transact(lambda tx: decide(tx, ReviewKind.ACCEPT, only(told)[1], WHO))
    store_readings(told, [article(1, event(killed=2, weapons=(rocket(122),)), version="2")])
    assert only(told)[0].reviewed == ("accept by ana: checked",)
    store_readings(told, [article(3, event(killed=9), published="2026-03-12")])
    one, _ = only(told)
    assert (best(one), one.reviewed[1]) == (9, "conflict, killed: the texts now say 9, said 2 then")


def test_a_withdrawn_correction_gives_way_to_the_texts(told: Store) -> None:
    review = told.transact(lambda tx: correct(tx, only(told)[1], "killed", "5", WHO))
    told.transact(lambda tx: withdraw(tx, review))
    assert (best(only(told)[0]), only(told)[0].reviewed) == (2, ())


@pytest.mark.parametrize(
    ("field", "text"), [("kiled", "5"), ("killed", "many"), ("date", "2026-02-30"), ("event_type", "quarrel")]
)
def test_a_correction_that_is_no_value_is_refused(told: Store, field: str, text: str) -> None:
    number = only(told)[1]
    with pytest.raises(UsageError, match=field):
        told.transact(lambda tx: correct(tx, number, field, text, WHO))


def test_rejected_events_end_and_stay_ended(told: Store) -> None:
    number = only(told)[1]
    told.transact(lambda tx: decide(tx, ReviewKind.REJECT, number, Decision("ana", "an exercise")))
    store_readings(told, [article(3, event(killed=2))])
    assert listed(told) == []
    with told.read() as tx, pytest.raises(NotFoundError, match="an exercise"):
        live_id(tx, number)


def test_a_withdrawn_rejection_brings_the_event_back(told: Store) -> None:
    one, number = only(told)
    review = told.transact(lambda tx: decide(tx, ReviewKind.REJECT, number, WHO))
    told.transact(lambda tx: withdraw(tx, review))
    assert [back.event_id for back in listed(told)] == [one.event_id]


def test_merged_events_redirect_and_stay_merged(store: Store) -> None:
    store_readings(store, [article(1, event()), article(2, event(place=FAR))])
    first, second = (event_number(one.event_id) for one in listed(store))
    store.transact(lambda tx: merge(tx, [second, first], WHO))
    store_readings(store, [article(2, event(place=FAR, killed=1), version="2")])
    _, number = only(store)
    with store.read() as tx:
        assert (live_id(tx, second), number, [stone.event_id for stone in ended(tx)]) == (
            first,
            first,
            [f"ev{second:010}"],
        )


def test_a_withdrawn_merge_parts_the_events_under_the_ids_that_they_had(store: Store) -> None:
    store_readings(store, [article(1, event()), article(2, event(place=FAR))])
    numbers = [event_number(one.event_id) for one in listed(store)]
    review = store.transact(lambda tx: merge(tx, numbers, WHO))
    store.transact(lambda tx: withdraw(tx, review))
    back = {event_number(one.event_id): one.place.name for one in listed(store) if one.place}
    assert back == dict(zip(numbers, ("Camp Karim", "Port Sahl"), strict=True))
    with store.read() as tx:
        assert [live_id(tx, number) for number in numbers] == numbers
        assert list(ended(tx)) == []


def test_a_withdrawn_merge_of_what_is_one_anyway_changes_nothing(told: Store) -> None:
    number = only(told)[1]
    parted = told.transact(lambda tx: split(tx, number, ["https://outlet2.example/a2"], WHO))
    numbers = [event_number(one.event_id) for one in listed(told)]
    review = told.transact(lambda tx: merge(tx, numbers, WHO))
    told.transact(lambda tx: withdraw(tx, parted))
    told.transact(lambda tx: withdraw(tx, review))
    assert only(told)[1] == number


def test_a_split_stays_split(told: Store) -> None:
    number = only(told)[1]
    told.transact(lambda tx: split(tx, number, ["https://outlet2.example/a2"], WHO))
    store_readings(told, [article(2, event(killed=2, weapons=(rocket(107),)), version="2")])
    assert [[a.url for a in one.articles] for one in listed(told)] == [
        ["https://outlet1.example/a1"],
        ["https://outlet2.example/a2"],
    ]


def test_a_split_of_all_articles_is_refused(told: Store) -> None:
    urls = ["https://outlet1.example/a1", "https://outlet2.example/a2"]
    number = only(told)[1]
    with pytest.raises(UsageError, match="not all"):
        told.transact(lambda tx: split(tx, number, urls, WHO))


def test_notes_stand_beside_the_event(told: Store) -> None:
    told.transact(lambda tx: decide(tx, ReviewKind.NOTE, only(told)[1], Decision("ben", "launch site not found")))
    store_readings(told, [article(1, event(killed=2, weapons=(rocket(122),)), version="2")])
    assert only(told)[0].reviewed == ("note by ben: launch site not found",)
    with told.read() as tx:
        assert [(one.author, one.kind) for one in reviews(tx)] == [("ben", "note")]
        assert len(list(event_lines(tx))) == 1
