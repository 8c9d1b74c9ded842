"""The way from httpx to the network: connections go only to addresses that the guard has resolved."""

from __future__ import annotations

import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable
from functools import cache

import httpcore
import httpx

from pipeline.fetch.address import Guard

LOCATION = b"x-location"
MAX_POOLS = 256


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that were checked for a host, one after the other."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of the host that answers."""
        problem: Exception | None = None
        for address in await self._guard.addresses(host):
            try:
                return await self._network.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem or httpcore.ConnectError(f"{host} has no address")

    async def sleep(self, seconds: float) -> None:
        """Wait, as the pool asks."""
        await self._network.sleep(seconds)


@cache
def _ssl_context() -> ssl.SSLContext:
    """Loading the certificates takes a tenth of a second; one context serves all fetchers."""
    return httpx.create_ssl_context()


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()


class GuardedTransport(httpx.AsyncBaseTransport):
    """A small pool of connections for each origin, over a guarded network; errors stay httpcore's.

    One large pool looks at all its connections for every request, and closes those that a polite crawler, who comes
    back to a host after a second, needs again.
    """

    def __init__(self, guard: Guard, host_connections: int) -> None:
        self._network = GuardedNetwork(guard)
        self._host_connections = host_connections
        self._pools: OrderedDict[tuple[bytes, bytes, int | None], httpcore.AsyncConnectionPool] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body is left to be read by the caller."""
        url = request.url
        pool = await self._pool((url.raw_scheme, url.raw_host, url.port))
        response = await pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=b"",
                extensions=request.extensions,
            )
        )
        # httpx builds the next request of a redirect even when told not to follow it, and fails on a bad address.
        headers = [(LOCATION if name.lower() == b"location" else name, value) for name, value in response.headers]
        return httpx.Response(response.status, headers=headers, stream=_Body(response), extensions=response.extensions)

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            await pool.aclose()
        self._pools.clear()

    async def _pool(self, origin: tuple[bytes, bytes, int | None]) -> httpcore.AsyncConnectionPool:
        if origin not in self._pools:
            await self._make_room()
        pool = self._pools.get(origin)
        if pool is None:
            pool = self._pools[origin] = httpcore.AsyncConnectionPool(
                ssl_context=_ssl_context(),
                max_connections=self._host_connections,
                max_keepalive_connections=self._host_connections,
                keepalive_expiry=15.0,
                http1=True,
                http2=True,
                network_backend=self._network,
            )
        self._pools.move_to_end(origin)
        return pool

    async def _make_room(self) -> None:
        """Close the pool that was used longest ago among those at rest, when there are many: sockets are few."""
        if len(self._pools) < MAX_POOLS:
            return
        resting = (o for o, pool in self._pools.items() if all(c.is_idle() or c.is_closed() for c in pool.connections))
        if (oldest := next(resting, None)) is not None:
            await self._pools.pop(oldest).aclose()
