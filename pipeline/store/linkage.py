"""Linking in the store: find what new reports must be compared with, keep the links, regroup what they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic_core import to_json
from sqlalchemy import select

from models.event import ExtractedEvent
from models.tables.rows import LinkRow, ReportRow
from pipeline.linking.evidence import LIMIT, Judgement, judge, log_odds, odds
from pipeline.linking.features import Features, load
from pipeline.linking.grouping import Edge, Pair, components, group_linked
from pipeline.linking.weights import weights
from pipeline.store.candidates import candidates
from pipeline.store.connect import Transaction
from pipeline.store.pairs import fixed_pairs
from pipeline.store.readings import Change
from pipeline.store.regroup import Regrouped, homes, regroup
from pipeline.store.reports import forget_links
from pipeline.store.statements import among, chunks, insert_tuples

EVEN = 0.5  # probability above which a link holds reports together


def link(tx: Transaction, change: Change, cause: str) -> Regrouped:
    """Link a batch of new reports and part what lost its reports; events follow. Order of batches never matters."""
    touched = _mates(tx, change.dropped) | {report for edge in _linked(tx, change.dropped) for report in edge[:2]}
    lost = homes(tx, change.dropped)
    forget_links(tx, change.dropped)
    features = dict(change.added)
    known = compare(tx, change.added, features)
    return relink(tx, {*change.added, *touched} - set(change.dropped), features, known, change.events, lost, cause)


def relink(
    tx: Transaction,
    start: Iterable[int],
    features: dict[int, Features],
    known: Mapping[Pair, float],
    events: Mapping[int, ExtractedEvent],
    lost: Mapping[int, tuple[int, int, int]],
    cause: str,
) -> Regrouped:
    """Group anew everything that hangs together with some reports."""
    fixed = fixed_pairs(tx)
    joined = [pair for pair, same in fixed.items() if same]
    parts = components(start, lambda front: [*_linked(tx, front), *_touching(joined, front)])
    _load(tx, (report for part, _ in parts for report in part), features)
    groups = []
    for part, edges in parts:
        groups += group_linked({report: features[report] for report in part}, edges, known, fixed)
    return regroup(tx, groups, features, events, lost, cause)


def _touching(pairs: Sequence[Pair], front: Sequence[int]) -> list[Edge]:
    here = set(front)
    return [(*pair, LIMIT) for pair in pairs if here & set(pair)]


def compare(tx: Transaction, added: Mapping[int, Features], features: dict[int, Features]) -> dict[Pair, float]:
    """Judge new reports against all that share a key; keeps links. Returns the odds by ordered pair."""
    pairs = candidates(tx, added)
    _load(tx, {report for pair in pairs for report in pair}, features)
    known = {(a, b): odds(features[a], features[b]) for a, b in pairs}
    least = weights().edge_threshold
    rows = [_link(a, b, judge(features[a], features[b])) for (a, b), value in known.items() if value > least]
    insert_tuples(tx, LinkRow, ("left_id", "right_id", "score", "reasons"), sorted(rows))
    return known


def _link(left: int, right: int, judgement: Judgement) -> tuple[int, int, float, str]:
    reasons = to_json([(e.feature, round(e.odds, 2), e.why) for e in judgement.reasons]).decode()
    return left, right, judgement.probability, reasons


def _load(tx: Transaction, reports: Iterable[int], features: dict[int, Features]) -> None:
    """Load the features that are not there yet."""
    for batch in chunks(sorted(set(reports) - features.keys())):
        found = tx.connection.execute(select(ReportRow.id, ReportRow.features).where(among(tx, ReportRow.id, batch)))
        features.update((report, load(text)) for report, text in found.all())


def _linked(tx: Transaction, front: Sequence[int]) -> list[Edge]:
    """The links above even of some reports."""
    edges: list[Edge] = []
    for batch in chunks(front):
        for end in (LinkRow.left_id, LinkRow.right_id):
            wanted = select(LinkRow.left_id, LinkRow.right_id, LinkRow.score)
            found = tx.connection.execute(wanted.where(among(tx, end, batch), LinkRow.score > EVEN))
            edges += ((a, b, log_odds(score)) for a, b, score in found.all())
    return edges


def _mates(tx: Transaction, reports: Iterable[int]) -> set[int]:
    """All reports of the events that some reports are in."""
    mates: set[int] = set()
    for batch in chunks(reports):
        home = select(ReportRow.event_id).where(among(tx, ReportRow.id, batch), ReportRow.event_id.is_not(None))
        mates |= set(tx.connection.execute(select(ReportRow.id).where(ReportRow.event_id.in_(home))).scalars())
    return mates
