"""Pages per second against a bare httpx loop, fetch alone and with clean; both sides in turns on one server.

python tests/benchmarks/fetch.py --pages 2000 --concurrency 24
python tests/benchmarks/fetch.py --clean --pages 300
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections.abc import Callable, Sequence

import httpx
from newsroom import addresses, newsroom

from models.page import FetchOutcome, FetchRequest, FetchStatus
from pipeline.clean.batch import CleanTask, clean_pool, run_task
from pipeline.fetch import Fetcher, FetchPolicy, stream_pages

LOCAL = ("127.0.1.0/24",)


async def bare_loop(urls: Sequence[str], concurrency: int) -> int:
    """What one writes first: a client, a semaphore, gather."""
    slots = asyncio.Semaphore(concurrency)
    limits = httpx.Limits(max_connections=concurrency)
    async with httpx.AsyncClient(limits=limits, timeout=20, trust_env=False) as client:

        async def one(url: str) -> int:
            async with slots:
                return len((await client.get(url)).content)

        return sum(size > 0 for size in await asyncio.gather(*map(one, urls)))


async def fetched(urls: Sequence[str], concurrency: int) -> int:
    """The fetcher with everything on but the pause between requests."""
    policy = FetchPolicy(concurrency=concurrency, host_concurrency=concurrency, host_delay_s=0, allow_private=LOCAL)
    async with Fetcher(policy) as fetcher:
        outcomes = stream_pages(fetcher, list(map(FetchRequest, urls)))
        return len([1 async for outcome in outcomes if outcome.status is FetchStatus.FETCHED])


def serial_loop(urls: Sequence[str]) -> int:
    """httpx and trafilatura, one page after the other."""
    import trafilatura

    done = 0
    with httpx.Client(timeout=20, trust_env=False) as client:
        for url in urls:
            page = client.get(url).text
            done += trafilatura.bare_extraction(page, url=url, with_metadata=True) is not None
    return done


async def fetched_and_cleaned(urls: Sequence[str], concurrency: int, workers: int) -> int:
    """One loop fetches, processes clean, at most a few pages wait between them."""
    policy = FetchPolicy(concurrency=concurrency, host_concurrency=concurrency, host_delay_s=0, allow_private=LOCAL)
    loop, done = asyncio.get_running_loop(), 0
    with clean_pool(workers) as pool:
        room = asyncio.Semaphore(8 * workers)

        async def one(outcome: FetchOutcome) -> bool:
            try:
                assert outcome.page is not None
                task = CleanTask.of_page(outcome.request.url, outcome.page)
                return (await loop.run_in_executor(pool, run_task, task)).status == "cleaned"
            finally:
                room.release()

        async with Fetcher(policy) as fetcher:
            cleaning = []
            async for outcome in stream_pages(fetcher, list(map(FetchRequest, urls))):
                await room.acquire()
                cleaning.append(asyncio.create_task(one(outcome)))
            done = sum(await asyncio.gather(*cleaning))
    return done


def timed(work: Callable[[], int], urls: Sequence[str]) -> tuple[float, float]:
    """Pages per second, and milliseconds of this process's own time a page; every page must have come."""
    started, cpu = time.perf_counter(), time.process_time()
    done = work()
    seconds, used = time.perf_counter() - started, time.process_time() - cpu
    if done < len(urls) * 0.99:
        raise SystemExit(f"only {done} of {len(urls)} pages")
    return len(urls) / seconds, 1000 * used / len(urls)


def compare(rounds: int, urls: Sequence[str], sides: dict[str, Callable[[], int]]) -> None:
    """Print the median of each side and their ratio; the sides take turns so that a busy machine is fair to both."""
    rates: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, work in sides.items():
            rates[name].append(timed(work, urls))
    first = statistics.median(rate for rate, _ in next(iter(rates.values())))
    for name, listed in rates.items():
        rate, used = (statistics.median(column) for column in zip(*listed, strict=True))
        print(f"{name:<30} {rate:>7.1f} pages/s   ratio {rate / first:.2f}   {used:6.2f} ms own time a page")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--outlets", type=int, default=20)
    parser.add_argument("--concurrency", type=int, default=24)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clean", action="store_true", help="fetch and clean together")
    args = parser.parse_args()
    with newsroom(args.outlets) as ready:
        urls = addresses(ready, args.pages)
        if args.clean:
            sides: dict[str, Callable[[], int]] = {
                "serial httpx and trafilatura": lambda: serial_loop(urls),
                "fetch and clean": lambda: asyncio.run(fetched_and_cleaned(urls, args.concurrency, args.workers)),
            }
        else:
            sides = {
                "bare httpx.AsyncClient loop": lambda: asyncio.run(bare_loop(urls, args.concurrency)),
                "fetch": lambda: asyncio.run(fetched(urls, args.concurrency)),
            }
        compare(args.rounds, urls, sides)


if __name__ == "__main__":
    main()
