"""Keeping readings: what an extractor made of an article version, as reports with claims and blocking keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic_core import to_json
from sqlalchemy import insert, select, update

from models.article import content_of
from models.event import ExtractedEvent, Extraction
from models.states import Stage
from models.stored import ArticleText, KeptText, StoredArticle
from models.tables.rows import (
    ArticleRow,
    ExtractorRow,
    ReadingRow,
    ReportRow,
)
from pipeline.linking.features import Features, Telling
from pipeline.store.connect import Transaction
from pipeline.store.counter import draw
from pipeline.store.reports import keep_reports
from pipeline.store.reviving import revive
from pipeline.store.statements import among, chunks, insert_rows


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in one kept text."""

    version_id: int
    telling: Telling
    extraction: Extraction

    @classmethod
    def of_text(cls, kept: KeptText, text: ArticleText, extraction: Extraction) -> Read:
        """Of a text that has just been kept."""
        telling = Telling(
            article=kept.article_id,
            url=text.canonical_url,
            outlet=text.outlet,
            published=day_of(text.published),
            title=text.title,
            text=text.text,
            content=content_of(text.title, text.text),
            mentions=extraction.mentions,
        )
        return cls(kept.version_id, telling, extraction)

    @classmethod
    def of_stored(cls, stored: StoredArticle, extraction: Extraction) -> Read:
        """Of a text that the store gave out."""
        article = stored.article
        telling = Telling(
            article=stored.article_id,
            url=article.id,
            outlet=article.outlet,
            published=article.published.date() if article.published else None,
            title=article.title,
            text=article.text,
            content=content_of(article.title, article.text),
            mentions=extraction.mentions,
        )
        return cls(stored.version_id, telling, extraction)


@dataclass(frozen=True, slots=True)
class Change:
    """What a batch of readings did: reports to link (with their events) and reports that no longer count."""

    added: dict[int, Features]
    events: dict[int, ExtractedEvent]
    dropped: tuple[int, ...]
    new_readings: int


def keep_readings(tx: Transaction, reads: Sequence[Read]) -> Change:
    """Keep readings that are new; one that counts already changes nothing, a former one counts again.

    The last of an article counts.
    """
    extractors = _extractor_ids(tx, {read.extraction.extractor_version for read in reads})
    last = {read.telling.article: read for read in reads}
    keys = [(read.version_id, extractors[read.extraction.extractor_version]) for read in last.values()]
    known = _known(tx, [version for version, _ in keys])
    fresh = [(key, read) for key, read in zip(keys, last.values(), strict=True) if key not in known]
    former = {
        known[key][0]: read.telling.article
        for key, read in zip(keys, last.values(), strict=True)
        if key in known and not known[key][1]
    }
    dropped = _supersede(tx, [*former.values(), *(read.telling.article for _, read in fresh)])
    ids = draw(tx, len(fresh))
    insert_rows(tx, ReadingRow, [_reading(tx, i, key[1], read) for i, (key, read) in zip(ids, fresh, strict=True)])
    added, events = keep_reports(
        tx, [(i, read.telling, read.extraction) for i, (_, read) in zip(ids, fresh, strict=True)]
    )
    added |= _again(tx, list(former))
    _mark_read(tx, list(last))
    return Change(added, events, tuple(dropped), len(fresh) + len(former))


def _again(tx: Transaction, former: Sequence[int]) -> dict[int, Features]:
    """Readings of texts that went back to what they were: they belong to this run now."""
    for batch in chunks(former):
        here = update(ReadingRow).where(among(tx, ReadingRow.id, batch))
        tx.connection.execute(here.values(run_id=tx.run_id, read_at=tx.now))
    return revive(tx, former)


def _extractor_ids(tx: Transaction, versions: set[str]) -> dict[str, int]:
    wanted = select(ExtractorRow.version, ExtractorRow.id).where(ExtractorRow.version.in_(versions))
    known = dict(tx.connection.execute(wanted).all())
    missing = sorted(versions - known.keys())
    fresh = dict(zip(missing, draw(tx, len(missing)), strict=True)) if missing else {}
    if fresh:
        rows = [{"id": key, "version": version, "first_used": tx.now} for version, key in fresh.items()]
        tx.connection.execute(insert(ExtractorRow), rows)
    return known | fresh


def _known(tx: Transaction, versions: Sequence[int]) -> dict[tuple[int, int], tuple[int, bool]]:
    """(version, extractor) of what was read -> the reading and whether it counts now."""
    known: dict[tuple[int, int], tuple[int, bool]] = {}
    for batch in chunks(versions):
        wanted = select(ReadingRow.version_id, ReadingRow.extractor_id, ReadingRow.id, ReadingRow.current)
        for version, extractor, key, current in tx.connection.execute(
            wanted.where(among(tx, ReadingRow.version_id, batch))
        ):
            known[version, extractor] = (key, current)
    return known


def _supersede(tx: Transaction, articles: Sequence[int]) -> list[int]:
    """End the readings that counted for these articles; returns their asserted reports."""
    dropped: list[int] = []
    for batch in chunks(articles):
        old = list(
            tx.connection.execute(
                select(ReadingRow.id).where(among(tx, ReadingRow.article_id, batch), ReadingRow.current)
            ).scalars()
        )
        if old:
            tx.connection.execute(update(ReadingRow).where(among(tx, ReadingRow.id, old)).values(current=False))
            wanted = select(ReportRow.id).where(among(tx, ReportRow.reading_id, old), ReportRow.event_id.is_not(None))
            dropped += tx.connection.execute(wanted).scalars()
    return dropped


def _reading(tx: Transaction, reading_id: int, extractor_id: int, read: Read) -> dict[str, object]:
    extraction = read.extraction
    return {
        "id": reading_id,
        "article_id": read.telling.article,
        "version_id": read.version_id,
        "extractor_id": extractor_id,
        "run_id": tx.run_id,
        "status": extraction.status,
        "error": extraction.error,
        "unread_chars": extraction.unread_chars,
        "series": to_json(extraction.series, by_alias=True).decode(),
        "read_at": tx.now,
        "current": True,
    }


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 time or day, in its own offset."""
    return datetime.fromisoformat(published).date() if published else None


def _mark_read(tx: Transaction, articles: Sequence[int]) -> None:
    for batch in chunks(articles):
        tx.connection.execute(update(ArticleRow).where(among(tx, ArticleRow.id, batch)).values(stage=Stage.READ))
