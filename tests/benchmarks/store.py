"""Import of extracted reports beside a bare bulk insert of the same rows, in one run.

python tests/benchmarks/store.py [--reports 100000] [--batch 1000] [--url sqlite:///...]
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sqlalchemy import func, insert, select
from synthetic import World

from models.event import Extraction
from models.stored import ArticleText
from models.tables import Row
from pipeline.store import Store, open_store
from pipeline.store.keeping import store_readings
from pipeline.store.statements import chunks

Pair = tuple[ArticleText, Extraction]


def stream(reports: int) -> Iterator[Pair]:
    """So many tellings, in the order of days."""
    world = World()
    return islice((pair for number in count() for pair in world.tellings(number)), reports)


def import_all(store: Store, reports: int, batch: int) -> float:
    """Seconds to store and link all; making the tellings is not counted."""
    spent = 0.0
    for number, pairs in enumerate(chunks(stream(reports), batch), 1):
        start = time.process_time()
        store_readings(store, pairs)
        spent += time.process_time() - start
        if number % max(1, reports // batch // 5) == 0:
            done = number * batch
            print(f"  {done:7} reports: {done / spent:5.0f} a second, {peak_mb():.0f} MB", flush=True)
    return spent


def peak_mb() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def copy_bare(source: Store, target: Store, batch: int) -> tuple[float, int]:
    """(seconds to insert the same rows with Core, rows); reading them is not counted."""
    spent, rows = 0.0, 0
    for table in Row.metadata.sorted_tables:
        with source.read() as tx:
            result = tx.connection.execute(select(table).execution_options(yield_per=batch))
            for part in result.mappings().partitions(batch * 4):
                values = [dict(row) for row in part]
                start = time.process_time()
                with target.write() as out:
                    out.connection.execute(insert(table), values)
                spent += time.process_time() - start
                rows += len(values)
    return spent, rows


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=1000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="strikelog-bench-") as folder:
        ours, bare = (open_store(f"sqlite:///{folder}/{name}.db") for name in ("ours", "bare"))
        ours_s = import_all(ours, args.reports, args.batch)
        with ours.read() as tx:
            events = tx.connection.execute(select(func.count()).select_from(Row.metadata.tables["event"])).scalar()
        bare_s, rows = copy_bare(ours, bare, args.batch)
        ours.close()
        bare.close()
    print(f"reports {args.reports}, events {events}, rows {rows}, peak memory of both {peak_mb():.0f} MB")
    print(f"import and link  {ours_s:8.1f} s  {args.reports / ours_s:8.0f} reports/s")
    print(f"bare Core insert {bare_s:8.1f} s  {args.reports / bare_s:8.0f} reports/s")
    print(f"ratio            {bare_s / ours_s:8.2f}   (floor 0.33)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
