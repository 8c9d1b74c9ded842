"""Texts of the store to events of the store: read what was never read, link it, note the fates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from models.event import Extraction
from models.stored import StoredArticle
from models.vocabulary import Assertion, ExtractStatus
from pipeline.outcome import OF_EXTRACT, Outcome, Reason, Stage
from pipeline.settings import Settings
from pipeline.store import Store, Transaction
from pipeline.store.articles import unread
from pipeline.store.keeping import reread_in
from pipeline.store.runs import items, record_items

if TYPE_CHECKING:
    from extractors.read import Reader

CHANGED = "text changed"  # the detail of an item whose text differs from the one that was kept before


@cache
def reader(model: str) -> Reader:
    """The reader of this process: model and lexicons are loaded once; raises LexiconError where one is wrong."""
    from extractors.read import make_reader
    from pipeline.normalise import make_resolvers

    return make_reader(make_resolvers, model, triage=True)


def read_texts(settings: Settings, store: Store, run_id: int, after: int) -> tuple[int, int]:
    """Read the next texts that were never read, link their events, note their fates, in one transaction.

    Returns how many there were and the id of the last article, to go on after.
    """
    from extractors.read import extractor_version

    with store.read() as tx:
        found = unread(tx, extractor_version(settings.model), limit=settings.batch_articles, after=after, never=True)
    if not found:
        return 0, after
    batch = list(zip(found, extractions(settings, found), strict=True))
    store.transact(lambda tx: _keep(tx, run_id, batch), run_id)
    return len(found), found[-1].article_id


def extractions(settings: Settings, found: Sequence[StoredArticle]) -> list[Extraction]:
    """The readings of stored texts, in several processes where there is enough to read."""
    articles = [one.article for one in found]
    if settings.workers == 1 or len(found) < settings.batch_articles:
        return list(reader(settings.model).read(articles))
    from extractors.read import read_articles
    from pipeline.normalise import make_resolvers

    return list(read_articles(articles, make_resolvers, model=settings.model, workers=settings.workers))


def _keep(tx: Transaction, run_id: int, batch: Sequence[tuple[StoredArticle, Extraction]]) -> None:
    changed = {item.key for item in items(tx, run_id) if item.detail == CHANGED}
    reread_in(tx, batch)
    record_items(tx, run_id, [fate(one, reading, one.article.id in changed) for one, reading in batch])


def fate(one: StoredArticle, reading: Extraction, changed: bool = False) -> Outcome:
    """What became of an article that was read; a text without an asserted event has no attack."""
    reason = OF_EXTRACT[reading.status]
    told = any(event.assertion is Assertion.ASSERTED for event in reading.events)
    if reading.status is ExtractStatus.EXTRACTED:
        reason = (Reason.UPDATED if changed else Reason.STORED) if told else Reason.NO_ATTACK
    return Outcome(one.article.id, one.source_id or "", Stage.EXTRACT, reason, reading.error or "")
