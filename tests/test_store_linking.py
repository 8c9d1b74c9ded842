"""Storing readings: reports become claims, claims events; repeated work changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tellings import DAY, Pair, article, day, event, place, rocket

from models.event import ExtractedEvent
from models.stored import StoredEvent
from models.vocabulary import Assertion, EventType, Salience, WeaponClass
from pipeline.linking.features import Site
from pipeline.linking.places import sites
from pipeline.store import Store
from pipeline.store.claims import claims_of, event_of
from pipeline.store.events import ended, events
from pipeline.store.keeping import store_readings


def listed(store: Store) -> list[StoredEvent]:
    with store.read() as tx:
        return list(events(tx))


def test_a_report_is_its_claims(full_event: ExtractedEvent) -> None:
    claims = list(claims_of(full_event))
    assert event_of(full_event.assertion, full_event.salience, reversed(claims)) == full_event


def test_two_tellings_are_one_event(store: Store) -> None:
    store_readings(store, [article(1, event(killed=2)), article(2, event(killed=2, weapons=(rocket(122),)))])
    (one,) = listed(store)
    assert (one.n_articles, one.n_outlets, one.event_id) == (2, 2, one.event_id)
    assert one.weapons[0].calibre_mm == 122
    assert [a.url for a in one.articles] == ["https://outlet1.example/a1", "https://outlet2.example/a2"]


def test_another_place_is_another_event(store: Store) -> None:
    store_readings(store, [article(1, event()), article(2, event(place=place("Port Sahl", 30.0, 48.0)))])
    assert len(listed(store)) == 2


def test_the_countryside_of_one_town_is_not_another_town() -> None:
    around = Site("karim", "Karim", "IQ", "Sahl", 33.0, 43.0, 20000, 3)
    near, other = (Site(name, name, "IQ", "Sahl", lat, 43.0, 2000, 1) for name, lat in (("Near", 33.3), ("Dor", 33.8)))
    assert sites(around, near)[0] > 0 > sites(around, other)[0]


def short(number: int, offset: int, text: str, **values: object) -> Pair:
    """A telling of a sentence or two, published on its day."""
    published = (DAY + timedelta(days=offset)).isoformat()
    return article(number, event(date=day(offset), **values), text=text, title="Camp Karim hit", published=published)


def test_short_reports_of_two_days_on_one_place_stay_two(store: Store) -> None:
    first = short(1, 0, "Rockets struck Camp Karim on Tuesday, wounding two guards, the governor said.", wounded=2)
    second = short(2, 1, "Rockets struck Camp Karim on Wednesday, the governor said. A generator burned.")
    retold = short(3, 0, "Two guards were wounded when rockets struck Camp Karim on Tuesday.", wounded=2)
    store_readings(store, [first, second, retold])
    told = [[one.url[-2:] for one in event.articles] for event in listed(store)]
    assert told == [["a1", "a3"], ["a2"]]


def test_a_day_misread_in_a_long_report_does_not_part_it(store: Store) -> None:
    words = " ".join(
        f"{name}ovich spoke of {name}burg"
        for name in ("Tel", "Var", "Kor", "Mel", "Bran", "Dor", "Wex", "Zim", "Lut", "Pel")
    )
    text = f"Rockets struck Camp Karim, the governor said. {words} and its {words.lower()}."
    store_readings(store, [short(1, 0, text, killed=7), short(2, 1, f"Again: {text}", killed=7)])
    assert len(listed(store)) == 1


def test_a_designation_is_no_likeness_of_wording_too(store: Store) -> None:
    katyusha = replace(rocket(), designation="Katyusha")
    text = "A Katyusha rocket hit the town. Nobody claimed the Katyusha."
    dated, undated = event(weapons=(katyusha,)), event(weapons=(katyusha,), date=None, place=None)
    store_readings(store, [article(1, dated, text=text), article(2, undated, text=text, published=None)])
    assert len(listed(store)) == 2


def test_two_attacks_of_one_article_stay_two(store: Store) -> None:
    store_readings(store, [article(1, event(), event())])
    assert len(listed(store)) == 2


def test_storing_again_changes_nothing(store: Store) -> None:
    batch = [article(1, event(killed=2)), article(2, event())]
    store_readings(store, batch)
    before = listed(store)
    again = store_readings(store, batch)
    assert (again.new_readings, listed(store)) == (0, before)


def test_what_is_not_asserted_makes_no_event(store: Store) -> None:
    store_readings(store, [article(1, event(assertion=Assertion.THREATENED))])
    assert listed(store) == []


def test_a_recollection_joins_and_is_no_report(store: Store) -> None:
    store_readings(store, [article(1, event())])
    store_readings(store, [article(2, event(salience=Salience.BACKGROUND), published="2026-05-01")])
    (one,) = listed(store)
    assert [a.salience for a in one.articles] == [Salience.MAIN, Salience.BACKGROUND]
    assert one.n_independent == 1


def test_a_recollection_alone_is_marked(store: Store) -> None:
    store_readings(store, [article(1, event(salience=Salience.BACKGROUND))])
    assert [one.salience for one in listed(store)] == [Salience.BACKGROUND]


def test_reading_again_keeps_the_id(store: Store) -> None:
    store_readings(store, [article(1, event(killed=2))])
    store_readings(store, [article(1, event(killed=3), version="2")])
    (one,) = listed(store)
    assert one.killed is not None
    assert one.killed.best == 3
    with store.read() as tx:
        assert list(ended(tx)) == []


def test_an_event_that_nobody_tells_any_more_leaves_a_tombstone(store: Store) -> None:
    store_readings(store, [article(1, event())])
    (before,) = listed(store)
    store_readings(store, [article(1, version="2")], cause="rules changed")
    with store.read() as tx:
        (stone,) = ended(tx)
    assert (listed(store), stone.event_id, stone.status, stone.cause) == (
        [],
        before.event_id,
        "deleted",
        "rules changed",
    )


def test_a_late_report_bridges_two_events(store: Store) -> None:
    first, second = "Zorbat, Melkin and Tarfaya", "Oduvai, Brinewell and Castrel"
    store_readings(store, [article(1, event(place=None, killed=12), text=f"Rockets fell near {first}, it was said.")])
    store_readings(store, [article(2, event(place=None, killed=31), text=f"Rockets fell near {second}, it was said.")])
    before = [one.event_id for one in listed(store)]
    store_readings(store, [article(3, event(place=None), text=f"Rockets fell near {first}, {second}, it was said.")])
    with store.read() as tx:
        gone = {stone.event_id: stone.merged_into for stone in ended(tx)}
    assert [one.event_id for one in listed(store)] == before[:1]
    assert gone == {before[1]: before[0]}


def test_two_attacks_of_one_day_on_one_town_stay_two(store: Store) -> None:
    drone = replace(rocket(), class_=WeaponClass.DRONE, name="drone")
    market = event(killed=3, wounded=8, weapons=(rocket(),))
    bus = event(event_type=EventType.DRONE_ATTACK, killed=1, wounded=4, weapons=(drone,))
    told = [
        article(1, market, text="Rockets hit the market of Camp Karim; three died, eight were hurt among the stalls."),
        article(2, market, text="Three are dead and eight hurt after rockets fell on the stalls of Camp Karim."),
        article(3, bus, text="A drone struck a minibus in Camp Karim: the driver died, four passengers were hurt."),
        article(4, bus, text="The driver of a minibus died in Camp Karim when a drone hit it with four passengers."),
    ]
    store_readings(store, told)
    assert [one.n_articles for one in listed(store)] == [2, 2]


def test_months_between_two_reports_part_them_unless_both_tell_the_day(store: Store) -> None:
    month = replace(day(), start=date(2026, 3, 1), end=date(2026, 3, 31), precision=4)
    words = "In March rockets fell on Camp Karim, where Wendolin now rebuilds the chapel of Oduvai."
    first, late = article(1, event()), {"text": words, "published": "2026-06-20"}
    store_readings(store, [first, article(2, event(date=month), **late)])
    assert len(listed(store)) == 2
    store_readings(store, [article(2, event(), version="2", **late)])
    assert len(listed(store)) == 1


NAMES = "Zorbat, Melkin, Tarfaya, Oduvai and Brinewell"


def test_without_a_day_a_shared_place_and_kind_is_not_enough(store: Store) -> None:
    undated = article(2, event(date=None), text="Rockets hit Camp Karim, where Wendolin is in command.", published=None)
    store_readings(store, [article(1, event()), undated])
    assert len(listed(store)) == 2


def test_without_a_day_the_same_names_join(store: Store) -> None:
    first, second = (f"Rockets hit Camp Karim beside {NAMES}, {who} said." for who in ("officials", "the army"))
    store_readings(store, [article(1, event(), text=first), article(2, event(date=None), text=second, published=None)])
    assert [one.n_articles for one in listed(store)] == [2]


def test_a_bare_year_of_a_page_without_a_date_keeps_nothing_apart(store: Store) -> None:
    founded = replace(day(), start=date(2003, 1, 1), end=date(2003, 12, 31), precision=5)
    first, second = (f"Rockets hit Camp Karim beside {NAMES}, {who} said." for who in ("officials", "the army"))
    store_readings(
        store, [article(1, event(), text=first), article(2, event(date=founded), text=second, published=None)]
    )
    assert [one.n_articles for one in listed(store)] == [2]
