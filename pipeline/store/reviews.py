"""Analysts' decisions as rows: who, when, why, for what; each takes effect at once and holds after any re-reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pydantic_core import to_json
from sqlalchemy import insert, select, update

from models.states import EventStatus, PairVerdict, ReviewKind
from models.stored import EventView
from models.tables.rows import EventRow, PairRow, ReadingRow, ReportRow, ReviewRow
from pipeline.errors import NotFoundError, UsageError
from pipeline.identity import event_name
from pipeline.review import accepted_values, rejected_values, told_value, value_of
from pipeline.store.conflicts import Anchor, identities, reports_now, seen_events
from pipeline.store.connect import Transaction
from pipeline.store.counter import draw
from pipeline.store.events import event, live_id, report_ids
from pipeline.store.relinking import relink_around
from pipeline.store.statements import among, chunks
from pipeline.store.tellings import members
from pipeline.store.views import view_of, write_views


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides, why, and for what it is meant to hold."""

    author: str
    reason: str
    scope: str = "event"


def decide(tx: Transaction, kind: ReviewKind, number: int, decision: Decision) -> int:
    """Accept, reject or note an event; returns the id of the review. NotFoundError."""
    number = live_id(tx, number)
    remembered = {ReviewKind.ACCEPT: accepted_values, ReviewKind.REJECT: rejected_values}.get(kind)
    seen = remembered(_as_told(tx, number)) if remembered else None
    review = _keep(tx, kind, number, decision, seen=seen)
    _refresh(tx, [number], f"{kind} by {decision.author}: {decision.reason}")
    return review


def correct(tx: Transaction, number: int, field: str, text: str, decision: Decision) -> int:
    """Set one field of an event; ``text`` is JSON, or a day, number or word. UsageError, NotFoundError."""
    number = live_id(tx, number)
    value = value_of(event(tx, number), field, text)
    seen = told_value(_as_told(tx, number), field)
    review = _keep(tx, ReviewKind.CORRECT, number, decision, field=field, value=value, seen=seen)
    _refresh(tx, [number], f"{field} corrected by {decision.author}: {decision.reason}")
    return review


def _as_told(tx: Transaction, number: int) -> EventView:
    """The event as its texts tell it, whatever was decided."""
    return view_of(list(members(tx, report_ids(tx, number)).values()))


def merge(tx: Transaction, numbers: Sequence[int], decision: Decision) -> int:
    """Say that some events are one; the oldest id stays, the others redirect. UsageError, NotFoundError."""
    live = sorted({live_id(tx, number) for number in numbers})
    if len(live) < 2:
        raise UsageError("these are one event already")
    groups = [_anchors(tx, report_ids(tx, number)) for number in live]
    review = _keep(tx, ReviewKind.MERGE, live[0], decision, seen=_identities(tx, *groups))
    pairs = [(a, b) for n, left in enumerate(groups) for right in groups[n + 1 :] for a, b in product(left, right)]
    _keep_pairs(tx, review, PairVerdict.SAME, pairs)
    _regroup(tx, live, f"merged by {decision.author}: {decision.reason}")
    return review


def split(tx: Transaction, number: int, urls: Sequence[str], decision: Decision) -> int:
    """Say that what some articles tell is another event than what the others tell. UsageError, NotFoundError."""
    number = live_id(tx, number)
    found = members(tx, report_ids(tx, number))
    apart = [report for report, member in found.items() if member.article.url in urls or member.origin.url in urls]
    rest = [report for report in found if report not in apart]
    if not apart or not rest:
        raise UsageError(
            f"{event_name(number)}: name some, not all, of its articles", todo="`strikelog show` lists them"
        )
    parted, left = _anchors(tx, apart), _anchors(tx, rest)
    review = _keep(tx, ReviewKind.SPLIT, number, decision, seen=_identities(tx, parted, left))
    _keep_pairs(tx, review, PairVerdict.DIFFERENT, list(product(parted, left)))
    _regroup(tx, [number], f"split by {decision.author}: {decision.reason}")
    return review


def withdraw(tx: Transaction, review_id: int) -> None:
    """Take a decision back; what the texts say counts again. NotFoundError."""
    row = tx.connection.execute(select(ReviewRow.__table__).where(ReviewRow.id == review_id)).one_or_none()
    if row is None or row.withdrawn_at is not None:
        raise NotFoundError(f"no review {review_id} in force", todo="`strikelog review list` shows them")
    tx.connection.execute(update(ReviewRow).where(ReviewRow.id == review_id).values(withdrawn_at=tx.now))
    number = row.event_id if row.kind == ReviewKind.REJECT else live_id(tx, row.event_id)
    cause = f"review {review_id} withdrawn"
    if row.kind in (ReviewKind.MERGE, ReviewKind.SPLIT):
        _give_back(tx, number, seen_events(row.seen))
        _regroup(tx, [number, *_anchored_events(tx, review_id)], cause)
    else:
        _refresh(tx, [number], cause)


def _give_back(tx: Transaction, number: int, before: Mapping[Anchor, int]) -> None:
    """Give the ids that a merge ended their reports again: what parts now, parts under the id that it had."""
    now = reports_now(tx, {article for article, _ in before}, {})
    merged = select(EventRow.id).where(EventRow.status == EventStatus.MERGED)
    ended = set(tx.connection.execute(merged.where(among(tx, EventRow.id, sorted(set(before.values()))))).scalars())
    for anchor, home in before.items():
        if home in ended and anchor in now and now[anchor].event == number:
            tx.connection.execute(update(ReportRow).where(ReportRow.id == now[anchor].report).values(event_id=home))


def _keep(tx: Transaction, kind: ReviewKind, number: int, decision: Decision, **values: str | None) -> int:
    review = draw(tx, 1)[0]
    row = {"field": None, "value": None, "seen": None} | values
    row |= {"author": decision.author, "reason": decision.reason, "scope": decision.scope}
    tx.connection.execute(insert(ReviewRow).values(id=review, event_id=number, kind=kind, decided_at=tx.now, **row))
    return review


def _identities(tx: Transaction, *groups: Sequence[Anchor]) -> str:
    return to_json(identities(tx, [anchor for group in groups for anchor in group])).decode()


def _anchors(tx: Transaction, reports: Iterable[int]) -> list[Anchor]:
    found: list[Anchor] = []
    for batch in chunks(reports):
        wanted = select(ReadingRow.article_id, ReportRow.ordinal).join(
            ReadingRow, ReadingRow.id == ReportRow.reading_id
        )
        found += (
            (article, ordinal)
            for article, ordinal in tx.connection.execute(wanted.where(among(tx, ReportRow.id, batch)))
        )
    return sorted(found)


def _keep_pairs(tx: Transaction, review: int, verdict: PairVerdict, pairs: Sequence[tuple[Anchor, Anchor]]) -> None:
    rows = [
        {
            "id": key,
            "review_id": review,
            "verdict": verdict,
            "left_article": left[0],
            "left_ordinal": left[1],
            "right_article": right[0],
            "right_ordinal": right[1],
        }
        for key, (left, right) in zip(draw(tx, len(pairs)), pairs, strict=True)
    ]
    tx.connection.execute(insert(PairRow), rows)


def _anchored_events(tx: Transaction, review: int) -> list[int]:
    """The events in which the reports of a decision are now."""
    wanted = (
        select(ReportRow.event_id)
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .join(
            PairRow, (PairRow.left_article == ReadingRow.article_id) | (PairRow.right_article == ReadingRow.article_id)
        )
        .where(PairRow.review_id == review, ReportRow.event_id.is_not(None), ReadingRow.current)
    )
    return sorted({number for number in tx.connection.execute(wanted).scalars() if number is not None})


def _regroup(tx: Transaction, numbers: Sequence[int], cause: str) -> None:
    relink_around(tx, [report for number in numbers for report in report_ids(tx, number)], cause)
    _refresh(tx, numbers, cause)


def _refresh(tx: Transaction, numbers: Sequence[int], cause: str) -> None:
    """Write the views of events again: what was decided shows."""
    groups = {number: list(report_ids(tx, number)) for number in dict.fromkeys(numbers)}
    write_views(tx, {number: reports for number, reports in groups.items() if reports}, {}, set(), cause)
