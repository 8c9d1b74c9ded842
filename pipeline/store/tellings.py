"""The tellings of events: their reports as values again, with the article behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from models.event import ExtractedEvent
from models.stored import Attribute, EventArticle
from models.tables import ArticleRow, ClaimRow, ReadingRow, ReportRow, VersionRow
from models.vocabulary import Assertion, Salience
from pipeline.origins import Telling
from pipeline.resolution import Told
from pipeline.store.claims import Claim, event_of
from pipeline.store.connect import Transaction
from pipeline.store.statements import among, chunks


@dataclass(frozen=True, slots=True)
class Member:
    """One report of an event, ready for resolution and for counting origins."""

    report_id: int
    article_id: int
    ordinal: int
    told: Told
    article: EventArticle
    origin: Telling


def members(
    tx: Transaction, reports: Iterable[int], fresh: Mapping[int, ExtractedEvent] | None = None
) -> dict[int, Member]:
    """The members of events by report id; ``fresh`` are reports that are at hand and need no loading."""
    wanted = list(reports)
    known = dict(fresh or {})
    known |= reports_as_events(tx, [report for report in wanted if report not in known])
    found: dict[int, Member] = {}
    for batch in chunks(wanted):
        for row in tx.connection.execute(_articles().where(among(tx, ReportRow.id, batch))):
            found[row.id] = _member(row, known[row.id])
    return found


def _articles() -> Select[Any]:
    chosen: Any = (
        select(
            ReportRow.id,
            ReportRow.ordinal,
            ReportRow.salience,
            ArticleRow.id.label("article_id"),
            ArticleRow.url.label("canonical"),
            ArticleRow.outlet,
            VersionRow.url,
            VersionRow.title,
            VersionRow.published,
            VersionRow.credit,
            VersionRow.shingles,
        )
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .join(VersionRow, VersionRow.id == ReadingRow.version_id)
        .join(ArticleRow, ArticleRow.id == VersionRow.article_id)
    )
    return chosen  # type: ignore[no-any-return]


def _member(row: Any, event: ExtractedEvent) -> Member:
    return Member(
        row.id,
        row.article_id,
        row.ordinal,
        Told(f"{row.canonical}#{row.ordinal:03}", row.url, row.outlet, row.published or "", event),
        EventArticle(row.url, row.outlet, row.published, row.title, Salience(row.salience)),
        Telling(row.canonical, row.outlet, row.credit, row.shingles),
    )


def reports_as_events(tx: Transaction, reports: Iterable[int]) -> dict[int, ExtractedEvent]:
    """Reports made of their claims again."""
    heads: dict[int, tuple[Assertion, Salience]] = {}
    claims: dict[int, list[Claim]] = defaultdict(list)
    for batch in chunks(reports):
        wanted = select(ReportRow.id, ReportRow.assertion, ReportRow.salience).where(among(tx, ReportRow.id, batch))
        for report, assertion, salience in tx.connection.execute(wanted):
            heads[report] = (Assertion(assertion), Salience(salience))
        rows = tx.connection.execute(select(ClaimRow.__table__).where(among(tx, ClaimRow.report_id, batch)))
        for report, attribute, ordinal, value, speaker, stance, spans, rule in rows:
            claims[report].append(Claim(Attribute(attribute), ordinal, value, speaker, stance, spans, rule))
    return {report: event_of(*head, claims[report]) for report, head in heads.items()}
