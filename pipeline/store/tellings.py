"""The tellings of events: their reports as values again, with the article behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from models.event import ExtractedEvent
from models.states import Attribute
from models.stored import EventArticle
from models.tables.rows import ArticleRow, ClaimRow, ReadingRow, ReportRow, VersionRow
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
        for report, *row in tx.connection.execute(_articles().where(among(tx, ReportRow.id, batch))).all():
            found[report] = _member(report, known[report], *row)
    return found


def _articles() -> Select[Any]:
    chosen: Any = (
        select(
            ReportRow.id,
            ReportRow.ordinal,
            ArticleRow.id,
            ArticleRow.url,
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


def _member(
    report: int,
    event: ExtractedEvent,
    ordinal: int,
    article: int,
    canonical: str,
    outlet: str | None,
    url: str,
    title: str | None,
    published: str | None,
    credit: str | None,
    shingles: bytes | None,
) -> Member:
    told = Told(f"{canonical}#{ordinal:03}", url, outlet, published or "", event)
    shown = EventArticle(url, outlet, published, title, event.salience)
    return Member(report, article, ordinal, told, shown, Telling(canonical, outlet, credit, shingles))


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
