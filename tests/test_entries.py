"""List-like articles: each entry tells of its own attack; bullets of detail belong to the one above them."""

from __future__ import annotations

from functools import cache

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from models.vocabulary import Salience
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def main_events(title: str, text: str) -> list[ExtractedEvent]:
    events = next(iter(reader().read([Article("a", text, title=title, language="en")]))).events
    return [e for e in events if e.salience is Salience.MAIN]


def kinds(events: list[ExtractedEvent]) -> set[str]:
    return {str(e.event_type) for e in events}


def test_bullets_with_their_own_times_are_attacks_of_their_own() -> None:
    text = (
        "What follows is what the border towns went through on Monday.\n"
        "* Shortly after midnight: militants fired four rockets into the fields.\n"
        "* Around noon: mortar fire hit the crossing, wounding two guards.\n"
        "* At 5 pm: a drone crashed into a shed and killed a farmer."
    )
    found = main_events("One day on the border", text)
    assert kinds(found) == {"rocket_attack", "shelling", "drone_attack"}
    assert {str(e.event_type): e.killed.best for e in found if e.killed and e.killed.best} == {"drone_attack": 1}


def test_towns_in_capitals_head_entries_of_a_digest() -> None:
    text = (
        "Jan 4 - The following incidents were reported from Afghanistan on Monday.\n"
        "* KANDAHAR - A roadside bomb killed three policemen in Arghandab, the provincial police chief said.\n"
        "* KHOST - Two rockets landed near Camp Salerno, causing no casualties.\n"
        "* KUNDUZ - Gunmen shot dead a tribal elder on Sunday."
    )
    found = main_events("Security update", text)
    assert {(str(e.event_type), e.killed.best if e.killed else None) for e in found} == {
        ("bombing", 3), ("rocket_attack", 0), ("shooting", 1)}
    assert {e.place.country for e in found if e.place} == {"AF"}


def test_numbered_news_is_parted_and_counted_apart() -> None:
    text = (
        "1. A mine killed two shepherds near Taiz on Sunday. A third man lost a leg.\n"
        "2. A mine killed five women on their way to a well in Hodeidah on Sunday."
    )
    found = main_events("News from the papers", text)
    assert sorted(e.killed.best or 0 for e in found if e.killed) == [2, 5]


def test_bullets_of_detail_belong_to_the_attack_above() -> None:
    text = (
        "Three rockets hit the airport of Erbil on Monday, wounding one guard.\n"
        "- The rockets were fired from a truck.\n- One rocket failed to explode.\n- Sirens sounded at the base."
    )
    assert len(main_events("Rockets hit Erbil airport", text)) == 1


def test_live_entries_on_one_attack_are_one_event() -> None:
    text = (
        "10:15 | One dead in Kharkiv | A missile struck a warehouse in Kharkiv, killing one man, the mayor says.\n"
        "09:40 | Explosion in Kharkiv | An explosion was heard in Kharkiv as missiles were in the air.\n"
        "09:05 | Schools | Schools open as usual. Two children were wounded in a fall from a swing."
    )
    (event,) = main_events("Live: missiles over the east", text)
    assert event.killed is not None
    assert event.killed.best == 1
    assert event.wounded is None


def test_bullets_with_clock_times_are_entries() -> None:
    text = (
        "- 6:20 p.m.: A mortar round hit the Erez crossing and killed a man who was bringing bread.\n"
        "- 1:30 p.m.: The air force bombs the home of a banker in Gaza City. Nobody was inside.\n"
        "- 9:00 a.m.: Militants say they shot a rocket at Tel Aviv. The army says that it was intercepted."
    )
    found = main_events("Day nine on the border", text)
    assert kinds(found) == {"shelling", "airstrike", "rocket_attack"}
    assert {str(e.event_type): e.killed.best for e in found if e.killed and e.killed.best} == {"shelling": 1}
