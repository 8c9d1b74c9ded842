"""Import of extracted reports beside a bare bulk insert of the same rows, batch by batch in turn, in one run.

python tests/benchmarks/store.py [--reports 100000] [--batch 1000] [--server postgresql://...]

After each batch that ours stores and links, the rows that it added are inserted into a second store of the same schema
and settings, in one transaction, with nothing but Core's `insert`: both sides meet the same load of the machine and
stores of the same size. Reading the rows back and making the tellings is not counted.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import new_postgres_database
from sqlalchemy import Table, func, insert, select
from synthetic import World

from models.event import Extraction
from models.stored import ArticleText
from models.tables.rows import EventHistoryRow, Row
from pipeline.store import Store, open_store
from pipeline.store.keeping import store_readings
from pipeline.store.statements import chunks

Pair = tuple[ArticleText, Extraction]
KEYED_BY = {"claim": "report_id", "block": "report_id", "link": "right_id", "article_alias": "article_id"}


@dataclass(slots=True)
class Spent:
    """Processor and clock seconds of one side."""

    cpu: float = 0.0
    clock: float = 0.0

    def __enter__(self) -> None:
        gc.collect()
        self.cpu -= time.process_time()
        self.clock -= time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.cpu += time.process_time()
        self.clock += time.perf_counter()


def stream(reports: int) -> Iterator[Pair]:
    """So many tellings, in the order of days."""
    world = World()
    return islice((pair for number in count() for pair in world.tellings(number)), reports)


def peak_mb() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def added(store: Store, before: dict[str, Any]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows of each table that were not there ``before``; ids only grow."""
    with store.read() as tx:
        for table in Row.metadata.sorted_tables:
            name = table.name
            column = table.c.valid_to if name == "event_history" else table.c.get(KEYED_BY.get(name, "id"))
            if column is None or name not in before:
                continue
            rows = tx.connection.execute(select(table).where(column > before[name])).mappings().all()
            if rows:
                yield table, [dict(row) for row in rows]


def marks(store: Store) -> dict[str, Any]:
    """The greatest id, and time of history, of each table that import fills."""
    names = ("extractor", "article", "article_alias", "article_version", "reading", "event", "report", "claim",
             "block", "link")  # fmt: skip
    tables = Row.metadata.tables
    with store.read() as tx:
        ends = {name: tx.connection.execute(select(func.max(tables[name].c[KEYED_BY.get(name, "id")]))).scalar() or 0
                for name in names}  # fmt: skip
        latest = tx.connection.execute(select(func.max(EventHistoryRow.valid_to))).scalar()
    return ends | {"event_history": latest or store.clock().replace(year=2000)}


def insert_bare(store: Store, rows: list[tuple[Table, list[dict[str, Any]]]]) -> None:
    """The rows with Core's bulk insert in one transaction."""
    with store.write() as tx:
        for table, values in rows:
            tx.connection.execute(insert(table), values)


def race(ours: Store, bare: Store, reports: int, batch: int) -> tuple[Spent, Spent, int]:
    """(what ours took, what the bare inserts took, rows)."""
    mine, plain, written = Spent(), Spent(), 0
    for number, pairs in enumerate(chunks(stream(reports), batch), 1):
        before = marks(ours)
        with mine:
            store_readings(ours, pairs)
        rows = list(added(ours, before))
        with plain:
            insert_bare(bare, rows)
        written += sum(len(values) for _, values in rows)
        if number % max(1, reports // batch // 10) == 0:
            done, ratio = number * batch, plain.cpu / mine.cpu
            print(f"  {done:7} reports: {done / mine.cpu:5.0f} a second, {ratio:.3f}, {peak_mb():.0f} MB", flush=True)
    return mine, plain, written


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--server", help="address of a PostgreSQL server's database `postgres`")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="strikelog-bench-") as folder:
        ours, bare = (open_store(_new_database(args.server, folder, name)) for name in ("ours", "bare"))
        mine, plain, rows = race(ours, bare, args.reports, args.batch)
        ours.close()
        bare.close()
    print(f"reports {args.reports}, rows {rows}, peak memory of both {peak_mb():.0f} MB")
    for name, side in (("import and link", mine), ("bare Core insert", plain)):
        a_second = args.reports / side.cpu
        print(f"{name:16} {side.cpu:8.1f} s processor, {side.clock:8.1f} s clock, {a_second:6.0f} a second")
    cpu, clock = plain.cpu / mine.cpu, plain.clock / mine.clock
    print(f"ratio {cpu:.3f} of processor time, {clock:.3f} of clock time (floor 0.333)")
    return 0


def _new_database(server: str | None, folder: str, name: str) -> str:
    return new_postgres_database(server) if server else f"sqlite:///{folder}/{name}.db"


if __name__ == "__main__":
    sys.exit(main())
