"""Why an event is what it is: each report with its text, and the links that hold the reports together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json
from sqlalchemy import select

from models.article import content_of
from models.stored import ReportView, StoredEvent
from models.tables.rows import ArticleRow, ExtractorRow, LinkRow, ReadingRow, ReportRow, VersionRow
from models.vocabulary import Salience
from pipeline.identity import event_name
from pipeline.linking.evidence import Evidence
from pipeline.store.connect import Transaction
from pipeline.store.events import event, live_id, report_ids
from pipeline.store.statements import among, chunks
from pipeline.store.tellings import reports_as_events


@dataclass(frozen=True, slots=True)
class LinkView:
    """Two reports judged together: inside one event, or with one of another event."""

    left: int
    right: int
    other_event: str | None  # where the right report is, when not in the same event
    probability: float
    reasons: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """An event with its reports by id and the links between them."""

    event: StoredEvent
    reports: dict[int, ReportView]
    links: tuple[LinkView, ...]


def explain(tx: Transaction, number: int) -> Explained:
    """All that the store knows of an event; follows redirects; NotFoundError."""
    number = live_id(tx, number)
    ids = report_ids(tx, number)
    return Explained(event(tx, number), report_views(tx, ids), tuple(_links(tx, number, ids)))


def report_views(tx: Transaction, reports: Sequence[int]) -> dict[int, ReportView]:
    """Reports with the text that they were read in, by publication and address."""
    events = reports_as_events(tx, reports)
    found: list[Any] = []
    for batch in chunks(reports):
        wanted = (
            select(ReportRow.id, ReportRow.salience, VersionRow.url, VersionRow.title, VersionRow.text)
            .add_columns(VersionRow.published, VersionRow.fetched_at, ExtractorRow.version, ArticleRow.outlet)
            .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
            .join(VersionRow, VersionRow.id == ReadingRow.version_id)
            .join(ArticleRow, ArticleRow.id == VersionRow.article_id)
            .join(ExtractorRow, ExtractorRow.id == ReadingRow.extractor_id)
            .where(among(tx, ReportRow.id, batch))
        )
        found += tx.connection.execute(wanted)
    found.sort(key=lambda row: (row.salience != Salience.MAIN, row.published or "", row.url))
    return {
        row.id: ReportView(
            url=row.url,
            outlet=row.outlet,
            published=row.published,
            title=row.title,
            content=content_of(row.title, row.text),
            extractor_version=row.version,
            event=events[row.id],
        )
        for row in found
    }


def _links(tx: Transaction, number: int, reports: Sequence[int]) -> Iterator[LinkView]:
    """The links of an event's reports, strongest first."""
    homes = dict.fromkeys(reports, number)
    rows: list[Any] = []
    for batch in chunks(reports):
        for end in (LinkRow.left_id, LinkRow.right_id):
            rows += tx.connection.execute(select(LinkRow.__table__).where(among(tx, end, batch)))
    pairs = {(row.left_id, row.right_id): row for row in rows}
    others = {report for pair in pairs for report in pair} - homes.keys()
    for batch in chunks(others):
        wanted = select(ReportRow.id, ReportRow.event_id).where(among(tx, ReportRow.id, batch))
        homes |= {row.id: row.event_id for row in tx.connection.execute(wanted) if row.event_id is not None}
    for (left, right), row in sorted(pairs.items(), key=lambda item: (-item[1].score, item[0])):
        inside, outside = (left, right) if homes.get(left) == number else (right, left)
        there = homes.get(outside)
        elsewhere = event_name(there) if there is not None and there != number else None
        reasons = tuple(Evidence(*reason) for reason in from_json(row.reasons))
        yield LinkView(inside, outside, elsewhere, row.score, reasons)
