"""Merges and splits found for the events that they concern, with what later texts say against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json
from sqlalchemy import or_, select

from models.event import ExtractedEvent
from models.states import ReviewKind
from models.tables.rows import ArticleRow, LinkRow, PairRow, ReadingRow, ReportRow, ReviewRow
from pipeline.conflicts import Identity, Side, identity, of_later, of_pair
from pipeline.store.connect import Transaction
from pipeline.store.statements import among, chunks
from pipeline.store.tellings import reports_as_events

Anchor = tuple[int, int]  # article, ordinal: names a report so that re-reading does not lose it
EVEN = 0.5  # probability above which a link holds reports together


@dataclass(frozen=True, slots=True)
class PairDecision:
    """A merge or split in force, the events that its reports are in, and what speaks against it by now."""

    review_id: int
    events: frozenset[int]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Now:
    """A report of today: its id, event and article."""

    report: int
    event: int | None
    url: str


def anchor_name(anchor: Anchor) -> str:
    """An anchor as a key of JSON."""
    return f"{anchor[0]}/{anchor[1]}"


def identities(tx: Transaction, anchors: Iterable[Anchor]) -> dict[str, dict[str, str]]:
    """What reports tell now and of which event, by the names of their anchors: remembered beside a merge or split."""
    now = reports_now(tx, {article for article, _ in anchors}, {})
    told = reports_as_events(tx, [one.report for one in now.values()])
    here = [(anchor, now[anchor]) for anchor in anchors if anchor in now]
    return {anchor_name(anchor): identity(told[one.report]) | {"event": str(one.event)} for anchor, one in here}


def seen_events(seen: str | None) -> dict[Anchor, int]:
    """The events that reports were in when a merge or split was decided, from what was remembered."""
    told = from_json(seen or "{}")
    found = {tuple(map(int, name.split("/"))): int(one["event"]) for name, one in told.items() if "event" in one}
    return {(article, ordinal): event for (article, ordinal), event in found.items()}


def concerned(tx: Transaction, articles: Collection[int]) -> set[int]:
    """Ids of events that merges and splits of these articles' reports speak of."""
    found: set[int] = set()
    for rows in _in_force(tx, articles, ()).values():
        ends = {row.left_article for row in rows} | {row.right_article for row in rows}
        now = reports_now(tx, ends, {})
        anchors = {anchor for row in rows for anchor in _ends(row)}
        found |= {rows[0].event_id} | {e for a in anchors if a in now and (e := now[a].event) is not None}
    return found


def pair_decisions(
    tx: Transaction, home: Mapping[int, int], articles: Collection[int], events: Collection[int]
) -> Iterator[PairDecision]:
    """Merges and splits that concern reports of these articles or bear one of these event ids.

    ``home`` is report -> event where the store does not have it yet.
    """
    for review, rows in _in_force(tx, articles, events).items():
        yield _decision(tx, review, rows, home)


def _in_force(tx: Transaction, articles: Collection[int], events: Collection[int]) -> dict[int, list[Any]]:
    if tx.connection.execute(select(PairRow.id).limit(1)).first() is None:
        return {}
    reviews: set[int] = set()
    for batch in chunks(sorted(articles)):
        here = or_(among(tx, PairRow.left_article, batch), among(tx, PairRow.right_article, batch))
        reviews |= set(tx.connection.execute(select(PairRow.review_id).where(here)).scalars())
    for batch in chunks(sorted(events)):
        of_events = select(ReviewRow.id).where(among(tx, ReviewRow.event_id, batch))
        reviews |= set(tx.connection.execute(of_events).scalars())
    found: dict[int, list[Any]] = defaultdict(list)
    for batch in chunks(sorted(reviews)):
        wanted = (
            select(PairRow.__table__, ReviewRow.kind, ReviewRow.seen, ReviewRow.event_id)
            .join(ReviewRow, ReviewRow.id == PairRow.review_id)
            .where(among(tx, PairRow.review_id, batch), ReviewRow.withdrawn_at.is_(None))
        )
        for row in tx.connection.execute(wanted.order_by(PairRow.id)):
            found[row.review_id].append(row)
    return dict(sorted(found.items()))


def _ends(row: Any) -> tuple[Anchor, Anchor]:
    return (row.left_article, row.left_ordinal), (row.right_article, row.right_ordinal)


def reports_now(tx: Transaction, articles: Iterable[int], home: Mapping[int, int]) -> dict[Anchor, Now]:
    """The reports that count now, by anchor."""
    found: dict[Anchor, Now] = {}
    for batch in chunks(sorted(articles)):
        wanted = (
            select(ReadingRow.article_id, ReportRow.ordinal, ReportRow.id, ReportRow.event_id, ArticleRow.url)
            .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
            .join(ArticleRow, ArticleRow.id == ReadingRow.article_id)
            .where(among(tx, ReadingRow.article_id, batch), ReadingRow.current, ReportRow.features != "null")
        )
        for article, ordinal, report, event, url in tx.connection.execute(wanted):
            found[article, ordinal] = Now(report, home.get(report, event), url)
    return found


def _decision(tx: Transaction, review: int, rows: Sequence[Any], home: Mapping[int, int]) -> PairDecision:
    kind, seen = ReviewKind(rows[0].kind), from_json(rows[0].seen or "{}")
    anchors = sorted({anchor for row in rows for anchor in _ends(row)})
    now = reports_now(tx, {article for article, _ in anchors}, home)
    now = {anchor: now[anchor] for anchor in anchors if anchor in now}
    told = reports_as_events(tx, [one.report for one in now.values()])
    sides = _sides(tx, anchors, now, told, seen)
    words = [w for row in rows for w in of_pair(kind, *(sides[anchor] for anchor in _ends(row)))] if seen else []
    words += of_later(kind, _later(tx, kind, now, home))
    events = frozenset(one.event for one in now.values() if one.event is not None)
    return PairDecision(review, events | {rows[0].event_id}, tuple(dict.fromkeys(words)))


def _sides(
    tx: Transaction,
    anchors: Sequence[Anchor],
    now: Mapping[Anchor, Now],
    told: Mapping[int, ExtractedEvent],
    seen: Mapping[str, Identity],
) -> dict[Anchor, Side]:
    wanted = select(ArticleRow.id, ArticleRow.url).where(among(tx, ArticleRow.id, [article for article, _ in anchors]))
    urls = dict(tx.connection.execute(wanted).all())
    return {
        anchor: Side(
            urls[anchor[0]],
            seen.get(anchor_name(anchor), {}),
            identity(told[now[anchor].report]) if anchor in now else None,
        )
        for anchor in anchors
    }


def _later(tx: Transaction, kind: ReviewKind, now: Mapping[Anchor, Now], home: Mapping[int, int]) -> list[str]:
    """Addresses of articles outside a decision that speak against it.

    To a split: one that is linked with reports of both events. To a merge: one that has a report in the event and
    another one that is linked with it, yet is an event of its own.
    """
    anchored = {one.report: one.event for one in now.values() if one.event is not None}
    linked = _linked(tx, anchored)
    others = _homes(tx, {other for _, other in linked}, home)
    events = set(anchored.values())
    found: set[str] = set()
    for report, other in linked:
        if other not in others:
            continue
        article, url, event = others[other]
        elsewhere = event != anchored[report]
        if kind is ReviewKind.SPLIT and elsewhere and event in events:
            found.add(url)
        if kind is ReviewKind.MERGE and elsewhere and _tells_of(tx, article, anchored[report], home):
            found.add(url)
    return sorted(found)


def _linked(tx: Transaction, anchored: Mapping[int, int]) -> list[tuple[int, int]]:
    """(a report of the decision, another report that a link holds to it)."""
    pairs: set[tuple[int, int]] = set()
    for batch in chunks(sorted(anchored)):
        for end, far in ((LinkRow.left_id, LinkRow.right_id), (LinkRow.right_id, LinkRow.left_id)):
            wanted = select(end, far).where(among(tx, end, batch), LinkRow.score > EVEN)
            pairs |= {(near, other) for near, other in tx.connection.execute(wanted) if other not in anchored}
    return sorted(pairs)


def _homes(tx: Transaction, reports: set[int], home: Mapping[int, int]) -> dict[int, tuple[int, str, int]]:
    """Report -> (article, its address, event)."""
    found: dict[int, tuple[int, str, int]] = {}
    for batch in chunks(sorted(reports)):
        wanted = (
            select(ReportRow.id, ReportRow.event_id, ArticleRow.id, ArticleRow.url)
            .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
            .join(ArticleRow, ArticleRow.id == ReadingRow.article_id)
            .where(among(tx, ReportRow.id, batch))
        )
        for report, event, article, url in tx.connection.execute(wanted):
            if (there := home.get(report, event)) is not None:
                found[report] = (article, url, there)
    return found


def _tells_of(tx: Transaction, article: int, event: int, home: Mapping[int, int]) -> bool:
    return any(one.event == event for one in reports_now(tx, {article}, home).values())
