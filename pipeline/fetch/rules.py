"""The robots.txt of every host of a run, fetched once each, before anything else of the host."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from urllib.parse import SplitResult, urljoin

from pipeline.fetch.address import RefusedAddress, UnknownHost, web_parts
from pipeline.fetch.exchange import Answer, Trouble
from pipeline.robots import Robots, robots_of

_REDIRECTS = 5
_TRIES = 2
Ask = Callable[[str, SplitResult], Awaitable[Answer]]  # one request, at its host's pace; raises Trouble


# Origin -> (when fetched on the monotonic clock, rules). Kept beyond one fetcher, for less than the day that RFC 9309
# allows; what closed a host for want of an answer is asked again by the next fetcher.
_remembered: dict[str, tuple[float, Robots]] = {}
_KEPT_S = 3600.0


class RulesCache:
    """Origin (scheme, name and port) -> rules."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known: dict[str, asyncio.Task[Robots]] = {}

    async def of(self, parts: SplitResult) -> Robots:
        """The rules of an address's host."""
        origin = f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"
        fetched_at, robots = _remembered.get(origin, (0.0, None))
        if robots is not None and time.monotonic() - fetched_at < _KEPT_S:
            return robots
        task = self._known.get(origin)
        if task is None:
            task = self._known[origin] = asyncio.create_task(self._fetch(origin))
        return await asyncio.shield(task)

    async def _fetch(self, origin: str) -> Robots:
        """The rules, through redirects, with one more try when the host is in trouble."""
        url = f"{origin}/robots.txt"
        robots = Robots(closed=True)
        for _ in range(_TRIES):
            try:
                robots = await self._once(url)
            except Trouble as trouble:
                robots = robots_of(None, b"")
                if not trouble.again:
                    break
            if not robots.closed:
                _remembered[origin] = (time.monotonic(), robots)
                break
        return robots

    async def _once(self, url: str) -> Robots:
        for _ in range(_REDIRECTS + 1):
            try:
                answer = await self._ask(url, web_parts(url))
            except (RefusedAddress, UnknownHost):
                return robots_of(None, b"")
            location = answer.header("location")
            if answer.status not in (301, 302, 303, 307, 308) or not location:
                return robots_of(answer.status, answer.body)
            url = urljoin(url, location)
        return robots_of(404, b"")  # endless redirects: as unavailable, says the RFC
