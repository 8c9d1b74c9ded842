"""Revisions, as-of, snapshots, undo, speakers: the store can say what it said before, and who said what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tellings import DAY, Pair, article, count, event, place

from models.event import Casualty, Source
from models.stored import StoredEvent
from models.vocabulary import Effect, EventType, Party, Salience, SourceKind
from pipeline.identity import event_number
from pipeline.resolution import Told
from pipeline.store import Store
from pipeline.store.checks import problems
from pipeline.store.connect import utc_now
from pipeline.store.events import events
from pipeline.store.explaining import explain
from pipeline.store.keeping import store_readings
from pipeline.store.listing import Wanted
from pipeline.store.revisions import changes_since
from pipeline.store.runs import start_run
from pipeline.store.snapshots import snapshot_time, take_snapshot
from pipeline.store.speakers import according_to
from pipeline.store.undoing import undo_run
from pipeline.tolls import TollKind, timeline


def tolls(store: Store, **when: object) -> list[int | None]:
    with store.read() as tx:
        return [one.wounded.best if one.wounded else None for one in events(tx, **when)]  # type: ignore[arg-type]


def edited(wounded: int, text: str, **values: Any) -> Pair:
    return article(1, event(wounded=wounded), text=f"Rockets hit the camp near Zorbat; {text} were wounded.", **values)


def test_a_silent_edit_is_a_revision(store: Store) -> None:
    start = utc_now()
    store_readings(store, [edited(3, "three")], cause="read")
    store_readings(store, [edited(5, "five")], cause="text changed")
    with store.read() as tx:
        created, changed = changes_since(tx, start - timedelta(seconds=1))
    assert (created["change"], changed["change"], changed["cause"]) == ("created", "changed", "text changed")
    assert "wounded: 3 -> 5" in changed["differences"]


def test_the_store_as_it_was(store: Store) -> None:
    store_readings(store, [edited(3, "three")])
    before = utc_now()
    name = store.transact(lambda tx: take_snapshot(tx, "before the edit"))
    store_readings(store, [edited(5, "five")])
    with store.read() as tx:
        taken = snapshot_time(tx, name)
        assert snapshot_time(tx, "before the edit") == taken
    assert (tolls(store, as_of=before), tolls(store, as_of=taken), tolls(store)) == ([3], [3], [5])
    assert tolls(store, as_of=before - timedelta(days=1)) == []


def test_an_undone_run_leaves_what_was_before(store: Store) -> None:
    store_readings(store, [edited(3, "three")])
    run = store.transact(lambda tx: start_run(tx, "nightly"))
    store_readings(store, [edited(5, "five"), article(2, event(place=place("Port Sahl", 30.0, 48.0)))], run)
    assert len(tolls(store)) == 2
    assert store.transact(lambda tx: undo_run(tx, run)) == 2
    assert tolls(store) == [3]


def said(name: str, number: int, kind: SourceKind = SourceKind.GOVERNMENT) -> Casualty:
    told = count(number)
    assert told is not None
    return Casualty(Effect.KILLED, Party.CIVILIAN, told, False, None, Source(name, name, kind), ((0, 4),), "c")


def one_event(store: Store) -> StoredEvent:
    with store.read() as tx:
        (one,) = events(tx)
    return one


def test_according_to_a_speaker(store: Store) -> None:
    ministry, front = said("Ministry of Health", 4, SourceKind.MEDICAL), said("The Front", 30, SourceKind.ARMED_GROUP)
    store_readings(store, [article(1, event(killed=4, casualties=(ministry,)))])
    store_readings(store, [article(2, event(killed=30, casualties=(front,)))])
    whole = one_event(store)
    with store.read() as tx:
        told = according_to(tx, whole, "the front")
        assert told is not None
        assert according_to(tx, whole, "nobody") is None
    assert whole.killed is not None
    assert told.killed is not None
    assert (whole.killed.best, told.killed.best, told.n_articles) == (4, 30, 2)
    assert whole.disagreements[0].tellings == ("4: outlet1.example", "30: outlet2.example")


def test_the_toll_over_time(store: Store) -> None:
    first = event(casualties=(said("Governor", 2),), killed=2)
    store_readings(
        store,
        [
            article(1, first),
            article(2, replace(first, casualties=(said("Governor", 3),), killed=count(3)), published="2026-03-12"),
        ],
    )
    with store.read() as tx:
        found = explain(tx, event_number(one_event(store).event_id))
    from pipeline.showing import tolls_of

    assert [(toll.count.best, toll.kind) for toll in tolls_of(found)] == [
        (2, TollKind.INITIAL),
        (3, TollKind.REVISED),
    ]
    assert timeline([]) == []


@pytest.mark.parametrize(
    ("wounded", "kind"), [(4, TollKind.LATE_DEATH), (5, TollKind.LATE_DEATH), (6, TollKind.REVISED)]
)
def test_more_dead_and_no_more_wounded_on_a_later_day_are_late_deaths(wounded: int, kind: TollKind) -> None:
    def told(day: str, killed: int, hurt: int) -> Told:
        tolls = (said("Governor", killed), replace(said("Governor", hurt), effect=Effect.WOUNDED))
        return Told(day, f"https://{day}.example", None, day, event(casualties=tolls))

    found = timeline([told("2026-03-11", 2, 5), told("2026-03-13", 3, wounded)])
    assert [toll.kind for toll in found if toll.effect is Effect.KILLED] == [TollKind.INITIAL, kind]


def test_an_article_says_a_figure_once_whatever_its_headline_repeats() -> None:
    of_civilians = said("Governor", 2)
    repeated = (replace(of_civilians, party=Party.UNKNOWN), replace(of_civilians, party=Party.CIVILIAN))
    (toll,) = timeline([Told("1", "https://a.example/1", "A", "2026-03-10", event(casualties=repeated))])
    assert (toll.party, toll.kind) == (Party.CIVILIAN, TollKind.INITIAL)


def test_a_text_that_goes_back_to_what_it_was_is_told_as_before(store: Store) -> None:
    for wounded, text in ((3, "three"), (5, "five"), (3, "three")):
        store_readings(store, [edited(wounded, text)])
    assert tolls(store) == [3]
    with store.read() as tx:
        assert list(problems(tx)) == []


def test_an_undone_run_can_be_done_again(store: Store) -> None:
    run = store.transact(lambda tx: start_run(tx, "import"))
    store_readings(store, [edited(3, "three")], run)
    store.transact(lambda tx: undo_run(tx, run))
    again = store_readings(store, [edited(3, "three")])
    assert (again.new_readings, tolls(store)) == (1, [3])


@pytest.mark.parametrize(("wanted", "number"), [
    (Wanted(), 1), (Wanted(countries=("IQ",)), 1), (Wanted(countries=("YE",)), 0), (Wanted(since=DAY), 1),
    (Wanted(since=DAY + timedelta(days=1)), 0), (Wanted(until=DAY - timedelta(days=1)), 0),
    (Wanted(types=(EventType.ARSON,)), 0), (Wanted(outlet="outlet1.example"), 1), (Wanted(outlet="other"), 0),
    (Wanted(min_independent=2), 0), (Wanted(salience=Salience.BACKGROUND), 0),
])  # fmt: skip
def test_filters_hold_for_the_store_as_it_was(store: Store, wanted: Wanted, number: int) -> None:
    store_readings(store, [edited(3, "three")])
    before = utc_now()
    store_readings(store, [edited(5, "five")])
    assert len(tolls(store, wanted=wanted, as_of=before)) == number
    assert len(tolls(store, wanted=wanted)) == number
