"""Keeping reports: one row for each event of a reading, with its claims and blocking keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, update

from models.event import ExtractedEvent, Extraction
from models.tables.rows import BlockRow, ClaimRow, LinkRow, ReportRow
from models.vocabulary import Assertion
from pipeline.linking.features import Features, Telling, dump, features_of
from pipeline.store.claims import claims_of
from pipeline.store.connect import Transaction
from pipeline.store.counter import draw
from pipeline.store.statements import among, chunks, insert_rows, insert_tuples


def keep_reports(
    tx: Transaction, reads: Sequence[tuple[int, Telling, Extraction]]
) -> tuple[dict[int, Features], dict[int, ExtractedEvent]]:
    """Keep the events of readings; returns the features of the asserted ones and all events, by report id."""
    ids = iter(draw(tx, sum(len(extraction.events) for _, _, extraction in reads)))
    features: dict[int, Features] = {}
    events: dict[int, ExtractedEvent] = {}
    rows: list[dict[str, object]] = []
    for reading_id, telling, extraction in reads:
        numbered = [(n, e) for n, e in enumerate(extraction.events) if e.assertion is Assertion.ASSERTED]
        compared = {f.ordinal: f for f in (features_of(telling, numbered) if numbered else ())}
        for ordinal, event in enumerate(extraction.events):
            report_id = next(ids)
            events[report_id] = event
            if ordinal in compared:
                features[report_id] = compared[ordinal]
            rows.append(_report(report_id, reading_id, ordinal, event, compared.get(ordinal)))
    _insert_reports(tx, rows, events)
    return features, events


def _report(
    report_id: int, reading_id: int, ordinal: int, event: ExtractedEvent, features: Features | None
) -> dict[str, object]:
    return {
        "id": report_id,
        "reading_id": reading_id,
        "ordinal": ordinal,
        "event_type": event.event_type,
        "assertion": event.assertion,
        "salience": event.salience,
        "features": dump(features) if features else "null",
    }


def _insert_reports(tx: Transaction, rows: list[dict[str, object]], events: dict[int, ExtractedEvent]) -> None:
    insert_rows(tx, ReportRow, rows)
    claims = [(report_id, *claim) for report_id, event in events.items() for claim in claims_of(event)]
    insert_tuples(tx, ClaimRow, ClaimRow.__table__.columns.keys(), claims)


def forget_links(tx: Transaction, reports: Iterable[int]) -> None:
    """Make reports unfindable: they no longer count."""
    for batch in chunks(reports):
        tx.connection.execute(delete(BlockRow).where(among(tx, BlockRow.report_id, batch)))
        tx.connection.execute(delete(LinkRow).where(among(tx, LinkRow.left_id, batch)))
        tx.connection.execute(delete(LinkRow).where(among(tx, LinkRow.right_id, batch)))
        tx.connection.execute(update(ReportRow).where(among(tx, ReportRow.id, batch)).values(event_id=None))
