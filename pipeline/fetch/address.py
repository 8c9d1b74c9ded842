"""Which addresses may be opened: http and https on the public internet, and what a source vouches for.

A name is resolved once a run, checked, and connected to at exactly the addresses that were checked, so that a name
that answers differently the second time gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_NAT64 = ip_network("64:ff9b::/96")


class RefusedAddress(Exception):  # noqa: N818 - it is an answer to a request, not a fault
    """An address that we do not open; the message says why."""


class UnknownHost(Exception):  # noqa: N818 - as above
    """A host name that does not resolve."""


def web_parts(url: str) -> SplitResult:
    """The parts of an http or https address with a host; raises RefusedAddress."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedAddress(f"not an address: {error}") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise RefusedAddress(f"scheme {parts.scheme or 'missing'} is not http or https")
    if not host or port == 0 or any(ord(c) < 33 for c in host):
        raise RefusedAddress("no host in the address")
    return parts


class Guard:
    """Resolves hosts and holds requests to allowed addresses."""

    def __init__(self, allow: Iterable[str] = ()) -> None:
        self._allow = tuple(allow)
        self._known: dict[str, asyncio.Future[tuple[Address, ...]]] = {}

    async def check(self, host: str, allow: Sequence[str] = ()) -> None:
        """Raise RefusedAddress when any address of a host is private and not vouched for, UnknownHost without one."""
        networks = (*self._allow, *allow)
        for address in await self.addresses(host):
            if not may_open(address, networks):
                raise RefusedAddress(f"{host} is at {address}, which is not a public address")

    async def addresses(self, host: str) -> tuple[Address, ...]:
        """All addresses of a host, resolved once; raises UnknownHost."""
        known = self._known.get(host)
        if known is None:
            known = self._known[host] = asyncio.ensure_future(_resolve(host))
        try:
            return await asyncio.shield(known)
        except UnknownHost:
            self._known.pop(host, None)  # names fail for a while, too: the next item asks again
            raise


async def _resolve(host: str) -> tuple[Address, ...]:
    try:
        return (ip_address(host),)
    except ValueError:
        pass
    loop = asyncio.get_running_loop()
    try:
        rows = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnknownHost(f"{host}: {getattr(error, 'strerror', None) or error}") from None
    return tuple(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in rows))


def may_open(address: Address, allow: Sequence[str]) -> bool:
    """Whether an address is public or in an allowed network; embedded IPv4 addresses count as what they embed."""
    address = _embedded(address)
    if address.is_global and not address.is_multicast and not address.is_reserved:
        return True
    return any(address in _network(text) for text in allow if _network(text).version == address.version)


def _embedded(address: Address) -> Address:
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


@lru_cache(maxsize=256)
def _network(text: str) -> Network:
    return ip_network(text, strict=False)
