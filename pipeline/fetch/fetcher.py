"""The fetcher: one client for a run, with manners. Every request ends as an outcome, never as an exception."""

from __future__ import annotations

import asyncio
import hashlib
import random
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Protocol
from urllib.parse import SplitResult, urljoin

import httpx

from models.page import ArchiveKey, FetchOutcome, FetchRequest, FetchStatus, RawPage, Validators
from pipeline.fetch.address import Guard, RefusedAddress, UnknownHost, web_parts
from pipeline.fetch.exchange import Answer, Trouble, exchange
from pipeline.fetch.pace import HostPace, Paces
from pipeline.fetch.policy import PRODUCT, FetchPolicy
from pipeline.fetch.recognise import judge, max_age_s, refresh_target, retry_after_s
from pipeline.fetch.rules import RulesCache

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
_ACCEPT_FEED = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
_FIXED = {"accept-encoding": "gzip, deflate, br, zstd", "accept-language": "en, *;q=0.5"}
_TRIES_OF_TIMEOUTS = 2


class Keeps(Protocol):
    """What the fetcher needs of an archive."""

    def append(self, page: RawPage) -> ArchiveKey:
        """Keep a page and say where."""


@dataclass(slots=True)
class _Trip:
    """The state of one item on its way through redirects and retries; ``left_s`` is its time on the network."""

    request: FetchRequest
    left_s: float
    url: str
    hops: list[str] = field(default_factory=list)
    permanent: bool = True
    attempts: int = 0


class Fetcher:
    """Fetches addresses; use as an async context manager. ``deadline`` is the run's end (aware), if it has one."""

    def __init__(
        self, policy: FetchPolicy | None = None, *, archive: Keeps | None = None, deadline: datetime | None = None
    ) -> None:
        self.policy = policy or FetchPolicy()
        self._archive, self._deadline = archive, deadline
        self._guard = Guard(self.policy.allow_private)
        self._paces = Paces(self.policy.host_concurrency, self.policy.host_delay_s)
        self._slots = asyncio.Semaphore(self.policy.concurrency)

    async def __aenter__(self) -> Fetcher:
        from pipeline.fetch.transport import GuardedTransport

        self._client = httpx.AsyncClient(
            transport=GuardedTransport(self._guard, self.policy.host_concurrency),
            headers={"user-agent": self.policy.user_agent, **_FIXED},
            timeout=self.policy.timeout_s,
            trust_env=False,
        )
        self._rules = RulesCache(self._ask_robots)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def fetch(self, request: FetchRequest) -> FetchOutcome:
        """Fetch one address, through redirects and retries; never raises for what the web does."""
        left = (self._deadline - datetime.now(UTC)).total_seconds() if self._deadline else None
        try:
            async with asyncio.timeout(left):
                outcome = await self._tries(request)
        except TimeoutError:
            return FetchOutcome(request, FetchStatus.DEADLINE, reason="the run's time was over")
        if self._archive is not None and outcome.page is not None and outcome.status is not FetchStatus.NOT_MODIFIED:
            outcome = replace(outcome, archived=await asyncio.to_thread(self._archive.append, outcome.page))
        return outcome

    async def _tries(self, request: FetchRequest) -> FetchOutcome:
        trip = _Trip(request, self.policy.item_deadline_s, request.url)
        while True:
            trip.attempts += 1
            outcome, again = await self._once(trip)
            limit = _TRIES_OF_TIMEOUTS if outcome.status is FetchStatus.TIMEOUT else self.policy.retries + 1
            if not again or trip.attempts >= limit:
                return outcome
            wait = outcome.retry_after_s
            if wait is None:
                wait = self.policy.backoff_s * 2 ** (trip.attempts - 1) * random.uniform(0.5, 1.5)
            if wait > self.policy.longest_wait_s:
                return outcome
            if outcome.retry_after_s is not None:  # the server speaks for all of itself
                self._paces.of(_host(web_parts(trip.url))).pause(wait)
            await asyncio.sleep(wait)

    async def _once(self, trip: _Trip) -> tuple[FetchOutcome, bool]:
        """One way from the first address to an answer that is no redirect."""
        trip.url, trip.hops, trip.permanent = trip.request.url, [], True
        try:
            while True:
                answer = await self._hop(trip)
                target = self._target(answer, trip)
                if target is None:
                    return self._outcome(trip, answer)
                if target in (trip.url, *trip.hops) or len(trip.hops) >= self.policy.max_redirects:
                    raise Trouble(FetchStatus.MALFORMED, "redirects without end")
                trip.hops.append(trip.url)
                trip.url = target
        except Trouble as trouble:
            return self._failure(trip, trouble), trouble.again
        except RefusedAddress as refusal:
            return self._failure(trip, Trouble(FetchStatus.REFUSED, str(refusal))), False
        except UnknownHost as unknown:
            return self._failure(trip, Trouble(FetchStatus.UNREACHABLE, str(unknown))), False

    async def _hop(self, trip: _Trip) -> Answer:
        """Check one address, wait for its host's turn, ask."""
        request = trip.request
        parts = web_parts(trip.url)
        await self._guard.check(parts.hostname or "", request.allow_private)
        pace = self._paces.of(_host(parts), request.min_delay_s)
        if self.policy.obey_robots and request.obey_robots:
            await self._obey(parts, trip.url, pace)
        if trip.left_s <= 0:
            raise Trouble(FetchStatus.TIMEOUT, f"no complete answer within {self.policy.item_deadline_s:.0f} s")
        limit = self.policy.max_feed_bytes if request.feed else self.policy.max_page_bytes
        loop = asyncio.get_running_loop()
        async with pace.turn(), self._slots:
            began = loop.time()
            try:
                return await exchange(self._client, _plain(trip.url), self._headers(trip), limit, trip.left_s, pace)
            finally:
                trip.left_s -= loop.time() - began

    async def _obey(self, parts: SplitResult, url: str, pace: HostPace) -> None:
        robots = await self._rules.of(parts)
        if not robots.allows(url, PRODUCT):
            raise Trouble(FetchStatus.DISALLOWED, robots.reason or "robots.txt forbids it")
        delay = robots.delay_s(PRODUCT)
        if delay is not None and delay > pace.delay_s:
            pace.delay_s = min(delay, self.policy.max_crawl_delay_s)
            pace.answered()

    async def _ask_robots(self, url: str, parts: SplitResult) -> Answer:
        """One robots.txt request; its host was let in by the item that needs it, a redirect's target is not."""
        if not url.endswith("/robots.txt"):
            await self._guard.check(parts.hostname or "")
        pace = self._paces.of(_host(parts))
        async with pace.turn(), self._slots:
            return await exchange(self._client, _plain(url), {"accept": "text/plain,*/*;q=0.5"}, 2_000_000, 30.0, pace)

    def _headers(self, trip: _Trip) -> dict[str, str]:
        known = trip.request.validators
        headers = {"accept": _ACCEPT_FEED if trip.request.feed else _ACCEPT}
        if known.etag:
            headers["if-none-match"] = known.etag
        if known.last_modified:
            headers["if-modified-since"] = known.last_modified
        return headers

    def _target(self, answer: Answer, trip: _Trip) -> str | None:
        """Where a redirect leads, by header or by a page that is only a refresh; null for an answer."""
        location = answer.header("location")
        if answer.status in _REDIRECTS and location:
            trip.permanent = trip.permanent and answer.status in _PERMANENT
            return _joined(trip.url, location)
        if answer.status == 200 and not trip.request.feed and (refresh := refresh_target(answer)):
            trip.permanent = False
            target = _joined(trip.url, refresh)
            return None if target == trip.url else target
        return None

    def _outcome(self, trip: _Trip, answer: Answer) -> tuple[FetchOutcome, bool]:
        status, reason, again = judge(answer, feed=trip.request.feed)
        known = trip.request.validators
        digest = hashlib.sha256(answer.body).hexdigest() if status is FetchStatus.FETCHED else known.body_sha256
        if status is FetchStatus.FETCHED and digest == known.body_sha256:
            status, reason = FetchStatus.NOT_MODIFIED, "the same bytes as last time"
        etag, changed = answer.header("etag"), answer.header("last-modified")
        if status is FetchStatus.NOT_MODIFIED and answer.status == 304:
            etag, changed = etag or known.etag, changed or known.last_modified
        page = RawPage(
            trip.request.url, trip.url, answer.status, answer.headers, answer.body, datetime.now(UTC),
            tuple(trip.hops), round(answer.elapsed_s, 4), answer.http_version,
        )  # fmt: skip
        wish = retry_after_s(answer) if status not in (FetchStatus.FETCHED, FetchStatus.NOT_MODIFIED) else None
        fresh = max_age_s(answer) if trip.request.feed else None
        moved = trip.url if trip.hops and trip.permanent and answer.status in (200, 304) else None
        kept = None if answer.status == 304 else page
        outcome = FetchOutcome(
            trip.request, status, kept, reason, trip.attempts, Validators(etag, changed, digest),
            wish if wish is not None else fresh, moved,
        )  # fmt: skip
        return outcome, again

    def _failure(self, trip: _Trip, trouble: Trouble) -> FetchOutcome:
        known = trip.request.validators
        reason = trouble.reason if trip.url == trip.request.url else f"{trouble.reason} (redirected to {trip.url})"
        return FetchOutcome(trip.request, trouble.status, None, reason, trip.attempts, known)


def _host(parts: SplitResult) -> str:
    """What is paced: a host by name and port."""
    port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    return f"{(parts.hostname or '').lower()}:{port}"


def _plain(url: str) -> str:
    """The address without fragment and without the name and password that an item must not make us send."""
    parts = web_parts(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()


def _joined(base: str, location: str) -> str:
    with suppress(ValueError):
        return urljoin(base, location.strip())
    raise Trouble(FetchStatus.MALFORMED, f"redirects to what is no address: {location[:100]}")
