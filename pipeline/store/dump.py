"""The canonical dump: the same lines for the same content, whatever the ids, times, runs and order of arrival."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import select

from models.states import EventStatus
from models.tables.rows import (
    AliasRow,
    ArticleRow,
    ClaimRow,
    EventRow,
    ExtractorRow,
    LinkRow,
    ReadingRow,
    ReportRow,
    ReviewRow,
    VersionRow,
)
from pipeline.store.connect import Transaction


def canonical_lines(tx: Transaction) -> Iterator[str]:
    """JSON lines in a fixed order: articles, versions, readings, reports with claims, links, events, reviews.

    A report is named by address, content hash, extractor and ordinal; an event by a hash of its reports.
    """
    reports = _reports(tx)
    events = _event_keys(tx, reports)
    parts = (_articles(tx), _versions(tx), _readings(tx), _told(tx, reports), _links(tx, reports))
    for part in (*parts, _events(tx, events), _reviews(tx, events)):
        yield from sorted(part)


def _line(kind: str, key: Any, **values: Any) -> str:
    return to_json({"kind": kind, "key": key, **values}).decode()


def _articles(tx: Transaction) -> Iterator[str]:
    aliases: dict[int, list[str]] = defaultdict(list)
    for alias, article in tx.connection.execute(select(AliasRow.alias, AliasRow.article_id)):
        aliases[article].append(alias)
    current = VersionRow.content_sha256
    wanted = select(ArticleRow.id, ArticleRow.url, ArticleRow.source_id, ArticleRow.outlet, ArticleRow.stage, current)
    for row in tx.connection.execute(wanted.outerjoin(VersionRow, VersionRow.id == ArticleRow.version_id)):
        values = {"source": row.source_id, "outlet": row.outlet, "stage": row.stage, "current": row.content_sha256}
        yield _line("article", row.url, aliases=sorted(aliases[row.id]), **values)


def _versions(tx: Transaction) -> Iterator[str]:
    same = (VersionRow.title, VersionRow.published, VersionRow.language, VersionRow.credit, VersionRow.from_feed)
    wanted = select(ArticleRow.url, VersionRow.content_sha256, *same)
    for url, digest, *values in tx.connection.execute(wanted.join(ArticleRow, ArticleRow.id == VersionRow.article_id)):
        yield _line("version", [url, digest], values=values)


def _readings(tx: Transaction) -> Iterator[str]:
    wanted = (
        select(ArticleRow.url, VersionRow.content_sha256, ExtractorRow.version)
        .add_columns(ReadingRow.status, ReadingRow.series, ReadingRow.current)
        .join(VersionRow, VersionRow.id == ReadingRow.version_id)
        .join(ArticleRow, ArticleRow.id == ReadingRow.article_id)
        .join(ExtractorRow, ExtractorRow.id == ReadingRow.extractor_id)
    )
    for url, digest, version, status, series, current in tx.connection.execute(wanted):
        yield _line("reading", [url, digest, version], status=status, series=from_json(series), current=current)


def _reports(tx: Transaction) -> dict[int, tuple[str, str, str, int]]:
    """The canonical names of all reports."""
    wanted = (
        select(ReportRow.id, ArticleRow.url, VersionRow.content_sha256, ExtractorRow.version, ReportRow.ordinal)
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .join(VersionRow, VersionRow.id == ReadingRow.version_id)
        .join(ArticleRow, ArticleRow.id == ReadingRow.article_id)
        .join(ExtractorRow, ExtractorRow.id == ReadingRow.extractor_id)
    )
    return {report: (url, digest, version, n) for report, url, digest, version, n in tx.connection.execute(wanted)}


def _told(tx: Transaction, names: dict[int, tuple[str, str, str, int]]) -> Iterator[str]:
    claims: dict[int, list[Any]] = defaultdict(list)
    for row in tx.connection.execute(select(ClaimRow.__table__)):
        claims[row.report_id].append(tuple(row)[1:])
    for report, name in names.items():
        yield _line("report", name, claims=sorted(claims[report], key=lambda claim: claim[:2]))


def _links(tx: Transaction, names: dict[int, tuple[str, str, str, int]]) -> Iterator[str]:
    for left, right, score in tx.connection.execute(select(LinkRow.left_id, LinkRow.right_id, LinkRow.score)):
        yield _line("link", sorted([names[left], names[right]]), score=round(score, 6))


def _event_keys(tx: Transaction, names: dict[int, tuple[str, str, str, int]]) -> dict[int, str]:
    """Live event ids -> a name made of their reports."""
    members: dict[int, list[Any]] = defaultdict(list)
    wanted = select(ReportRow.event_id, ReportRow.id).where(ReportRow.event_id.is_not(None))
    for event, report in tx.connection.execute(wanted):
        members[event or 0].append(names[report])
    return {event: sha256(to_json(sorted(found))).hexdigest()[:16] for event, found in members.items()}


def _events(tx: Transaction, names: dict[int, str]) -> Iterator[str]:
    wanted = select(EventRow.id, EventRow.view).where(EventRow.status == EventStatus.LIVE)
    for event, view in tx.connection.execute(wanted):
        yield _line("event", names.get(event, f"no reports: {event}"), view=from_json(view))


def _reviews(tx: Transaction, names: dict[int, str]) -> Iterator[str]:
    for row in tx.connection.execute(select(ReviewRow.__table__)):
        values = {
            "field": row.field,
            "value": row.value,
            "author": row.author,
            "withdrawn": row.withdrawn_at is not None,
        }
        yield _line("review", names.get(row.event_id, "ended"), review=row.kind, reason=row.reason, **values)
