"""What new reports must be compared with: each other, and what is kept under the keys that they seek."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from models.tables.rows import BlockRow
from pipeline.linking.blocking import UNDATED_KEYS, keys_of
from pipeline.linking.features import Features
from pipeline.linking.grouping import Pair
from pipeline.store.connect import Transaction
from pipeline.store.statements import among, chunks, insert_tuples

AT_ONCE = 5000  # reports whose keys are held in memory
ByKey = Mapping[int, list[int]]


def candidates(tx: Transaction, added: Mapping[int, Features]) -> set[Pair]:
    """Ordered pairs of a new report and another one that share a key; from now on the new ones can be found."""
    pairs: set[Pair] = set()
    for batch in chunks(added, AT_ONCE):
        reports = {report: added[report] for report in batch}
        undated = any(one.days is None for one in reports.values()) or _any_undated(tx)
        keepers, seekers = _by_key({report: keys_of(one, undated) for report, one in reports.items()})
        pairs |= _together(seekers, keepers)
        pairs |= _stored(tx, seekers)
        insert_tuples(
            tx, BlockRow, ("key", "report_id"), [(key, report) for key in sorted(keepers) for report in keepers[key]]
        )
    return pairs


def _by_key(keys: Mapping[int, tuple[set[int], set[int]]]) -> tuple[ByKey, ByKey]:
    """(who is found under a key, who seeks under it)."""
    keepers: defaultdict[int, list[int]] = defaultdict(list)
    seekers: defaultdict[int, list[int]] = defaultdict(list)
    for report, (kept, sought) in keys.items():
        for key in kept:
            keepers[key].append(report)
        for key in sought:
            seekers[key].append(report)
    return keepers, seekers


def _together(seekers: ByKey, keepers: ByKey) -> set[Pair]:
    """Pairs of new reports: of two that share a key each finds the other, so one of them is enough."""
    return {(a, b) for key in seekers.keys() & keepers.keys() for a in seekers[key] for b in keepers[key] if a < b}


def _stored(tx: Transaction, seekers: ByKey) -> set[Pair]:
    pairs: set[Pair] = set()
    for batch in chunks(sorted(seekers)):
        wanted = select(BlockRow.key, BlockRow.report_id).where(among(tx, BlockRow.key, batch))
        for key, other in tx.connection.execute(wanted).all():
            pairs.update((report, other) if report < other else (other, report) for report in seekers[key])
    return pairs


def _any_undated(tx: Transaction) -> bool:
    first, end = UNDATED_KEYS
    wanted = select(BlockRow.key).where(BlockRow.key >= first, BlockRow.key < end).limit(1)
    return tx.connection.execute(wanted).first() is not None
