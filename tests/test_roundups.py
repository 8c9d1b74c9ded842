"""Round-ups tell several attacks in a paragraph: a sentence that opens with another town tells another one."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.layout import dateline_end
from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from pipeline.normalise import make_resolvers


@cache
def reader() -> Reader:
    return Reader(make_resolvers())


def events(text: str) -> tuple[ExtractedEvent, ...]:
    article = Article("a", text, language="en")
    return next(iter(reader().read([article]))).events


def test_a_sentence_that_opens_with_another_town_tells_another_attack() -> None:
    found = events(
        "Bogota, 12 Jun 91 (AFP) -- [Text] ELN guerrillas blew up a stretch of pipeline near Arauca today, the oil "
        "company said. In Medellin, a car bomb damaged a bank and left two passers-by injured."
    )
    bank = next(e for e in found if e.weapons)
    assert bank.place is not None
    assert (bank.place.name, bank.attributions) == ("Medellín", ())


def test_the_same_town_at_the_head_of_a_sentence_goes_on() -> None:
    text = "A bomb damaged a bank in Medellin on Monday. In Medellin, the blast was heard all over the centre."
    assert len(events(text)) == 1


def test_a_named_victim_is_the_target() -> None:
    (event,) = events("Retired judge Jorge Silva, who was shot dead in Guayaquil on Monday by hooded men, was 61.")
    assert [t.text for t in event.targets] == ["Retired judge Jorge Silva"]


@pytest.mark.parametrize("head", ["Guatemala city, 4 Aug 89 (EFE) -- [Text] ", "MEXICO CITY (Mexico), 2 May (AP) - ",
                                  "Clandestine, no date (Radio Libre) -- [Text] [continued] "])
def test_datelines_with_a_country_or_without_a_day(head: str) -> None:
    assert dateline_end(f"{head}Rebels shelled a base.") == len(head)


def test_a_second_bomb_at_another_building_is_an_attack_of_its_own() -> None:
    text = (
        "A bomb exploded at a bank in Cali on Monday. "
        "A second bomb went off at the headquarters of a union and wounded a watchman, police said."
    )
    assert [[t.text for t in e.targets][:1] for e in events(text)] == [["bank in Cali"], ["headquarters of a union"]]


def test_a_second_bomb_at_the_same_building_is_not() -> None:
    text = "A bomb exploded at a bank in Cali on Monday. A second bomb went off at the bank and wounded a watchman."
    assert len(events(text)) == 1


def test_the_month_of_a_day_is_no_place() -> None:
    (event,) = events("Carlos Mena, a councillor, was murdered on 1 May, apparently by rightist squads.")
    assert event.place is None
