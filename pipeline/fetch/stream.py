"""Many addresses at once: the hosts side by side, each at its own pace."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator, Iterable
from typing import Any
from urllib.parse import urlsplit

from models.page import FetchOutcome, FetchRequest
from pipeline.fetch.fetcher import Fetcher
from pipeline.fetch.policy import FetchPolicy


async def stream_pages(fetcher: Fetcher, requests: Iterable[FetchRequest]) -> AsyncIterator[FetchOutcome]:
    """The outcome of every request, in the order in which they come; at most two a slot wait to be taken.

    Each host has its own workers, so that a slow host never keeps others waiting.
    """
    policy = fetcher.policy
    done: asyncio.Queue[FetchOutcome] = asyncio.Queue(maxsize=2 * policy.concurrency)
    groups = _by_host(requests)

    async def work(group: deque[FetchRequest]) -> None:
        while group:
            await done.put(await fetcher.fetch(group.popleft()))

    total = sum(map(len, groups))
    workers = [asyncio.create_task(work(group)) for group in groups for _ in range(_width(policy, len(group), total))]
    guard = asyncio.gather(*workers)
    try:
        for _ in range(total):
            getting = asyncio.create_task(done.get())
            either: list[asyncio.Future[Any]] = [getting, guard]
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if guard.done():
                guard.result()
            yield await getting
    finally:
        guard.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


def _width(policy: FetchPolicy, size: int, total: int) -> int:
    """Workers of one host: its share of twice the slots. More would open connections that are hardly used again."""
    share = math.ceil(2 * policy.concurrency * size / total)
    return max(1, min(policy.host_concurrency, policy.concurrency, share))


def _by_host(requests: Iterable[FetchRequest]) -> list[deque[FetchRequest]]:
    groups: dict[str, deque[FetchRequest]] = {}
    for request in requests:
        groups.setdefault(_netloc(request.url), deque()).append(request)
    return list(groups.values())


def _netloc(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
