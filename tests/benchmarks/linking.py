"""What linking one more article costs in a small and in a large store, in one run.

    python tests/benchmarks/linking.py [--small 3000] [--large 300000] [--articles 600]

Both stores are filled directly (one report an event, with features and blocking keys, as import leaves them), the days
growing with the number of events; then new tellings of events of the last days are stored and linked.
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
from synthetic import PER_DAY, World

from models.event import Extraction
from models.stored import ArticleText
from models.tables.rows import BlockRow
from pipeline.linking.blocking import keys_of
from pipeline.store import Store, Transaction, open_store
from pipeline.store.keeping import store_readings, uncollected
from pipeline.store.readings import Read, keep_readings
from pipeline.store.regroup import regroup
from pipeline.store.statements import chunks, insert_tuples
from pipeline.store.texts import keep_texts

Pair = tuple[ArticleText, Extraction]
FILLED = 3000  # events in one transaction of filling


def fill(store: Store, world: World, events: int) -> None:
    """One report for each of so many events, kept without comparing anything: they are known to differ."""
    firsts = (next(iter(world.tellings(number))) for number in range(events))
    for number, batch in enumerate(chunks(firsts, FILLED), 1):
        with uncollected(), store.write() as tx:
            _fill(tx, batch)
        if number % 10 == 0:
            print(f"  {number * FILLED} events, {time.process_time():.0f} s of processor", flush=True)


def _fill(tx: Transaction, batch: list[Pair]) -> None:
    kept = keep_texts(tx, [text for text, _ in batch])
    change = keep_readings(tx, [Read.of_text(k, text, read) for k, (text, read) in zip(kept, batch, strict=True)])
    keys = sorted((key, report) for report, one in change.added.items() for key in keys_of(one, undated=False)[0])
    insert_tuples(tx, BlockRow, ("key", "report_id"), keys)
    regroup(tx, [[report] for report in change.added], change.added, change.events, {}, "filled")


def more(world: World, events: int, articles: int) -> Iterator[Pair]:
    """Tellings of the events of the last days and of new ones."""
    other = World(seed=world.seed)
    numbers = count(events - 2 * PER_DAY)
    return islice((pair for n in numbers for pair in islice(other.tellings(n, most=4), 1, None)), articles)


def cost(store: Store, world: World, events: int, articles: int) -> float:
    """CPU seconds for one more article, in batches of 100 as a nightly run has them."""
    batches = list(chunks(more(world, events, articles), 100))
    store_readings(store, batches[0])
    start = time.process_time()
    for batch in batches[1:]:
        store_readings(store, batch)
    return (time.process_time() - start) / sum(map(len, batches[1:]))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=3000)
    parser.add_argument("--large", type=int, default=300_000)
    parser.add_argument("--articles", type=int, default=600)
    args = parser.parse_args()
    world, costs = World(), {}
    with tempfile.TemporaryDirectory(prefix="strikelog-bench-") as folder:
        for events in (args.small, args.large):
            store = open_store(f"sqlite:///{folder}/{events}.db")
            fill(store, world, events)
            costs[events] = cost(store, world, events, args.articles)
            store.close()
            print(f"{events:8} events: {costs[events] * 1000:6.2f} ms for one more article", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ratio {costs[args.large] / costs[args.small]:.2f} (at most 1.5); peak memory {memory:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
