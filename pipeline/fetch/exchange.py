"""One request and its whole answer, under limits of size and time."""

from __future__ import annotations

import asyncio
import ssl
import time
from dataclasses import dataclass

import httpcore
import httpx

from models.page import FetchStatus, Headers
from pipeline.fetch.address import RefusedAddress, UnknownHost
from pipeline.fetch.pace import HostPace
from pipeline.fetch.transport import LOCATION
from pipeline.fetch.unpack import BadCoding, TooLarge, unpack

_KEPT_COOKIES = 50  # of one run; a site that sets more is flooding, and gets none back


_TROUBLES = (
    TooLarge, BadCoding, RefusedAddress, UnknownHost, OSError, UnicodeError, httpx.InvalidURL,
    httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol,
)  # fmt: skip


class Trouble(Exception):  # noqa: N818 - it becomes an outcome
    """An exchange without a usable answer; ``again`` says that trying once more may help."""

    def __init__(self, status: FetchStatus, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.status, self.reason, self.again = status, reason, again


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer; ``body`` is unpacked."""

    url: str
    status: int
    headers: Headers
    body: bytes
    elapsed_s: float
    http_version: str

    def header(self, name: str) -> str | None:
        """The first header of a lower-case name."""
        return next((value for key, value in self.headers if key == name), None)


async def exchange(
    client: httpx.AsyncClient, url: str, headers: dict[str, str], limit: int, budget_s: float, pace: HostPace
) -> Answer:
    """Ask for one address and read the answer; raises Trouble. Redirects are answers like any other."""
    started = time.perf_counter()
    try:
        async with asyncio.timeout(budget_s):
            request = client.build_request("GET", url, headers=headers)
            response = await client.send(request, stream=True, follow_redirects=False)
            pace.answered()
            try:
                raw = await _read(response, limit)
            finally:
                await response.aclose()
        body = unpack(raw, response.headers.get("content-encoding"), limit)
    except _TROUBLES as error:
        raise _trouble(error, budget_s) from error
    finally:
        if len(client.cookies.jar) > _KEPT_COOKIES:
            client.cookies.clear()
    took = time.perf_counter() - started
    return Answer(url, response.status_code, _headers(response), body, took, response.http_version)


def _headers(response: httpx.Response) -> Headers:
    """Lower-case names, as sent otherwise."""
    named = ((b"location" if key == LOCATION else key.lower(), value) for key, value in response.headers.raw)
    return tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in named)


async def _read(response: httpx.Response, limit: int) -> bytes:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise TooLarge(f"announces {announced} bytes, {limit} are allowed")
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_raw():
        size += len(part)
        if size > limit:
            raise TooLarge(f"more than {limit} bytes")
        parts.append(part)
    return b"".join(parts)


def _trouble(error: Exception, budget_s: float) -> Trouble:
    """What an error of the network, the protocol or our own limits means for the item."""
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    match error:
        case TooLarge():
            return Trouble(FetchStatus.TOO_LARGE, str(error))
        case BadCoding():
            return Trouble(FetchStatus.MALFORMED, str(error))
        case RefusedAddress():
            return Trouble(FetchStatus.REFUSED, str(error))
        case UnknownHost():
            return Trouble(FetchStatus.UNREACHABLE, str(error))
        case TimeoutError():
            return Trouble(FetchStatus.TIMEOUT, f"no complete answer within {budget_s:.0f} s")
        case httpcore.TimeoutException():
            return Trouble(FetchStatus.TIMEOUT, told, again=True)
        case httpcore.ConnectError() | ssl.SSLError():
            return Trouble(FetchStatus.UNREACHABLE, told, again="CERTIFICATE" not in told)
        case httpcore.NetworkError() | OSError():
            return Trouble(FetchStatus.SERVER_ERROR, told, again=True)
        case httpcore.RemoteProtocolError() if "peer closed" in told or "disconnected" in told:
            return Trouble(FetchStatus.SERVER_ERROR, told, again=True)
        case httpcore.RemoteProtocolError() if "too long" in told:
            return Trouble(FetchStatus.TOO_LARGE, "headers beyond all measure")
    return Trouble(FetchStatus.MALFORMED, told)
