"""Second attacks of an article: told as what came after, made by other means, or of another day."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from models.vocabulary import Salience
from pipeline.normalise import make_resolvers

PUBLISHED = datetime(2026, 11, 12, tzinfo=UTC)  # a Thursday


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str, title: str | None = None) -> list[ExtractedEvent]:
    article = Article("a", text, title=title, published=PUBLISHED, language="en")
    return list(next(iter(reader().read([article]))).events)


def main_types(text: str, title: str | None = None) -> list[str]:
    return sorted(str(e.event_type) for e in events(text, title) if e.salience is Salience.MAIN)


FILLER = "Schools stayed shut on the next morning. The mayor said that repairs would take a week. He thanked them all."
FIRST = "Three rockets fired from Gaza hit a row of shops in Ashkelon on Wednesday evening, police said."


@pytest.mark.parametrize("text", [
    f"{FIRST}\nShortly after, Israeli jets bombed two rocket launch sites near Jabalia, the army said.",
    f"{FIRST}\nLess than an hour after that, Israeli warplanes bombed a workshop near Jabalia.",
    f"{FIRST}\nSome time later, Israeli aircraft dropped four bombs on a workshop near Jabalia.",
])
def test_what_follows_by_other_means_is_news_of_its_own(text: str) -> None:
    assert main_types(text) == ["airstrike", "rocket_attack"]


def test_a_mine_elsewhere_is_no_part_of_a_salvo() -> None:
    text = f"{FIRST}\nIn the south, meanwhile, a landmine exploded under a patrol near Eilat and wounded a ranger."
    assert sorted(str(e.event_type) for e in events(text)) == ["bombing", "rocket_attack"]


def test_the_title_makes_the_second_attack_news() -> None:
    text = "Four rockets hit a camp near Mosul on Tuesday.\nA roadside bomb hit a convoy near Basra at noon."
    assert main_types(text, "Rockets near Mosul, convoy bombed in Basra") == ["bombing", "rocket_attack"]


def test_a_date_at_the_head_holds_for_both_verbs() -> None:
    text = (f"{FIRST}\n{FILLER}\nOn 2 November, US aircraft had dropped six bombs on a hangar near Mosul and a ship "
            "had fired two missiles at a depot near Hodeidah.")
    assert {e.date.start.day for e in events(text) if e.date and e.salience is Salience.BACKGROUND} == {2}


def test_an_attack_of_another_day_is_no_part_of_an_undated_one() -> None:
    text = ("Two residents were wounded on Wednesday in attacks on the Belgorod region, the governor wrote.\n"
            "In Shebekino, a drone hit a van. The driver got away unhurt and was taken home by a neighbour.\n"
            "The day before, air defence shot down six drones over the region.")
    found = [e for e in events(text, "Attacks on Belgorod region") if e.salience is Salience.MAIN]
    assert all(w.intercepted is None for e in found for w in e.weapons)


def test_what_was_stopped_after_a_semicolon_has_come() -> None:
    text = "Nine drones were launched at the Abqaiq plant on Tuesday; seven were stopped and two fell on the fence."
    assert [str(e.event_type) for e in events(text)] == ["drone_attack"]


def test_drones_that_were_stopped_are_no_part_of_a_bombing() -> None:
    text = (f"Russian planes dropped three glide bombs on Sumy on Wednesday afternoon, killing a nurse.\n{FILLER}\n"
            "The air force said that it had shot down 22 drones over the region.")
    (bombed,) = [e for e in events(text) if e.salience is Salience.MAIN]
    assert "intercepted" not in {str(o) for o in bombed.outcomes}


def test_words_beside_one_another_do_not_govern() -> None:
    text = "A shell hit a chapel near Goma on Monday, killing a priest who was preparing Mass and wounding five others."
    (found,) = events(text)
    assert found.wounded is not None
    assert found.wounded.best == 5


def test_the_quarters_of_a_roundup_are_its_news() -> None:
    text = ("During Tuesday the Russian army attacked Kherson, the administration said.\n"
            "Central district: at 7 a.m. artillery hit a shop. A clerk was wounded.\n"
            "Ostriv district: at noon the Russians struck with Grad rockets and killed two men.")
    assert main_types(text, "Kherson over the past day") == ["rocket_attack", "shelling"]
