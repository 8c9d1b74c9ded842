"""One host, one pace: how many requests at once, how long between two, when it asked us to wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# When a host may be asked again, on the monotonic clock. Kept beyond one fetcher: a run makes several, one after the
# other, and the server sees only one of us.
_free_at: dict[str, float] = {}


class HostPace:
    """The queue before one host."""

    def __init__(self, host: str, concurrency: int, delay_s: float) -> None:
        self.delay_s = delay_s
        self._host = host
        self._slots = asyncio.Semaphore(concurrency)
        self._gate = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn and hold it; the next one is due ``delay_s`` after this request's answer has begun.

        Counting from the answer keeps the gap on the server's clock too, however long the request was under way.
        """
        async with self._slots:
            async with self._gate:
                while (wait := _free_at.get(self._host, 0.0) - time.monotonic()) > 0:
                    await asyncio.sleep(wait)
                self.answered()
            yield

    def answered(self) -> None:
        """The server has taken notice of a request just now."""
        if self.delay_s > 0:
            self.pause(self.delay_s)

    def pause(self, seconds: float) -> None:
        """No request for so long."""
        _free_at[self._host] = max(_free_at.get(self._host, 0.0), time.monotonic() + seconds)


class Paces:
    """The hosts of a run."""

    def __init__(self, concurrency: int, delay_s: float) -> None:
        self._concurrency, self._delay_s = concurrency, delay_s
        self._hosts: dict[str, HostPace] = {}

    def of(self, host: str, min_delay_s: float | None = None) -> HostPace:
        """The pace of a host (name and port); a source may ask for a longer delay than the run's, or a shorter one."""
        pace = self._hosts.get(host)
        if pace is None:
            wanted = self._delay_s if min_delay_s is None else min_delay_s
            pace = self._hosts[host] = HostPace(host, self._concurrency, wanted)
        elif min_delay_s is not None:
            pace.delay_s = max(pace.delay_s, min_delay_s)
        return pace
