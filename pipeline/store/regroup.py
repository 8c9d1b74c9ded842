"""Events follow the groups: which id a group keeps, which ids redirect, which end in a tombstone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, select, update

from models.event import ExtractedEvent
from models.tables.rows import ReadingRow, ReportRow
from pipeline.linking.features import Features
from pipeline.store.conflicts import concerned
from pipeline.store.connect import Transaction
from pipeline.store.counter import draw
from pipeline.store.events import report_ids
from pipeline.store.statements import among, chunks
from pipeline.store.views import end_events, write_views

Home = tuple[int, int, int]  # event, article, ordinal


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What became of events: ids created, changed, merged (old -> new) and deleted."""

    created: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    merged: Mapping[int, int] = field(default_factory=dict)
    deleted: tuple[int, ...] = ()


def homes(tx: Transaction, reports: Iterable[int]) -> dict[int, Home]:
    """Report -> (event, article, ordinal) for the reports that are in an event."""
    found: dict[int, Home] = {}
    for batch in chunks(reports):
        wanted = (
            select(ReportRow.id, ReportRow.event_id, ReadingRow.article_id, ReportRow.ordinal)
            .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
            .where(among(tx, ReportRow.id, batch), ReportRow.event_id.is_not(None))
        )
        found |= {
            report: (event, article, ordinal)
            for report, event, article, ordinal in tx.connection.execute(wanted)
            if event
        }
    return found


def regroup(
    tx: Transaction,
    groups: Sequence[Sequence[int]],
    features: Mapping[int, Features],
    fresh: Mapping[int, ExtractedEvent],
    lost: Mapping[int, Home],
    cause: str,
) -> Regrouped:
    """Give each group its event and write what changed. ``lost`` are former reports, as `homes` had them."""
    settled = [report for group in groups for report in group if report not in fresh]
    before = {report: home[0] for report, home in homes(tx, settled).items()}
    votes = [_votes(group, features, before, lost) for group in groups]
    owners = _owners(votes)
    empty = [number for number in range(len(groups)) if number not in owners.values()]
    new = dict(zip(empty, draw(tx, len(empty)), strict=True)) if empty else {}
    event_of = {number: event for event, number in owners.items()} | new
    moved = [
        (report, event_of[n]) for n, group in enumerate(groups) for report in group if before.get(report) != event_of[n]
    ]
    stirred = {
        event_of[n] for n, group in enumerate(groups) if any(before.get(r) != event_of[n] or r in fresh for r in group)
    }
    stirred |= {event for event, _, _ in lost.values()} | {before[report] for report, _ in moved if report in before}
    members = {event_of[n]: list(group) for n, group in enumerate(groups)}
    gone = stirred - members.keys()
    members |= _beside(tx, stirred, members, features, lost)
    changed = write_views(
        tx, {e: members[e] for e in sorted(stirred & members.keys())}, fresh, set(new.values()), cause
    )
    _move(tx, moved)
    merged = _redirects(votes, event_of, gone)
    deleted = sorted(gone - merged.keys())
    end_events(tx, merged, deleted, cause)
    return Regrouped(tuple(new.values()), tuple(changed), merged, tuple(deleted))


def _beside(
    tx: Transaction,
    stirred: set[int],
    members: Mapping[int, Sequence[int]],
    features: Mapping[int, Features],
    lost: Mapping[int, Home],
) -> dict[int, list[int]]:
    """Events that an analyst merged or parted and whose other side is stirred: added to it, and their reports."""
    articles = {features[report].article for event in stirred for report in members.get(event, ())}
    beside = concerned(tx, articles | {article for _, article, _ in lost.values()}) - stirred
    stirred |= beside
    found = {event: list(report_ids(tx, event)) for event in beside - members.keys()}
    return {event: reports for event, reports in found.items() if reports}


def _votes(
    group: Sequence[int], features: Mapping[int, Features], before: Mapping[int, int], lost: Mapping[int, Home]
) -> Counter[int]:
    """How strongly each event id belongs to a group: by reports that were in it, and by re-read ones."""
    votes: Counter[int] = Counter()
    for report in group:
        if report in before:
            votes[before[report]] += 4
    here = {(features[report].article, features[report].ordinal) for report in group}
    articles = {article for article, _ in here}
    for event, article, ordinal in lost.values():
        if article in articles:
            votes[event] += 2 if (article, ordinal) in here else 1
    return votes


def _owners(votes: Sequence[Counter[int]]) -> dict[int, int]:
    """Event id -> number of the group that keeps it. An id goes where most of it went; a group keeps its oldest."""
    best: dict[int, tuple[int, int]] = {}
    for number, counted in enumerate(votes):
        for event, strength in counted.items():
            if event not in best or strength > best[event][0]:
                best[event] = (strength, number)
    claims: dict[int, list[int]] = defaultdict(list)
    for event, (_, number) in best.items():
        claims[number].append(event)
    return {min(events): number for number, events in claims.items()}


def _redirects(votes: Sequence[Counter[int]], event_of: Mapping[int, int], gone: Iterable[int]) -> dict[int, int]:
    """Where the ids that no group keeps have gone."""
    targets: dict[int, int] = {}
    for event in gone:
        strengths = [(counted[event], -number) for number, counted in enumerate(votes) if counted[event]]
        if strengths:
            targets[event] = event_of[-max(strengths)[1]]
    return targets


def _move(tx: Transaction, moved: Sequence[tuple[int, int]]) -> None:
    if moved:
        to = update(ReportRow).where(ReportRow.id == bindparam("report")).values(event_id=bindparam("event"))
        tx.connection.execute(to, [{"report": report, "event": event} for report, event in moved])
