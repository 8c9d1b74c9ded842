"""A night with nothing new: 200 feeds asked for a second time, and no article.

python tests/benchmarks/quiet_night.py --outlets 200
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from newsroom import newsroom

from models.feed import Discovery, FeedState
from pipeline.discover import discover
from pipeline.fetch import Fetcher, FetchPolicy
from pipeline.sources import Source


def sources_of(ready: Mapping[str, Any]) -> list[Source]:
    """One source an outlet, with its feed."""
    rows = [
        {"id": outlet["name"], "name": outlet["name"], "homepage": outlet["base"] + "/", "feeds": [outlet["feed"]]}
        for outlet in ready["outlets"]
    ]
    return [Source.model_validate({**row, "country": "GB", "language": "en", "scale": "national"}) for row in rows]


async def night(sources: Sequence[Source], states: Mapping[str, FeedState]) -> list[Discovery]:
    """All sources polled with one fetcher."""
    policy = FetchPolicy(allow_private=("127.0.1.0/24",))
    async with Fetcher(policy) as fetcher:
        return await asyncio.gather(*(discover(source, states, fetcher, force=True) for source in sources))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, default=200)
    args = parser.parse_args()
    with newsroom(args.outlets) as ready:
        sources = sources_of(ready)
        states: dict[str, FeedState] = {}
        for name in ("first night", "second night"):
            started, cpu = time.perf_counter(), time.process_time()
            found = asyncio.run(night(sources, states))
            seconds, used = time.perf_counter() - started, time.process_time() - cpu
            states = {state.feed_url: state for one in found for state in one.states}
            fates = Counter(report.fate.value for one in found for report in one.reports)
            items = sum(len(one.items) for one in found)
            print(f"{name:<13} {seconds:6.2f} s ({used:.2f} s own time)   {items} items   {dict(fates)}")


if __name__ == "__main__":
    main()
