"""One source's feeds and sitemaps, polled: what is new, what to remember, what to report."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from models.feed import Discovery, FeedFate, FeedItem, FeedKind, FeedReport, FeedState
from models.page import FetchOutcome, FetchRequest, FetchStatus, Validators
from pipeline.discover.entry import FeedDocument, FeedEntry
from pipeline.discover.items import feed_items, once
from pipeline.discover.pace import after_failure, after_success, is_due
from pipeline.discover.read import read_feed
from pipeline.sources import Source

MAX_CHILDREN = 8  # sitemaps of one index in one night
MAX_SEEN = 5000
FULL_AFTER = timedelta(days=7)
_ADVICE = "put the feed's own address into the sources file"


class Fetches(Protocol):
    """What discovery needs of a fetcher."""

    async def fetch(self, request: FetchRequest) -> FetchOutcome:
        """Fetch one address; never raises for what the web does."""


@dataclass(frozen=True, slots=True)
class _Polled:
    """One address after its poll."""

    state: FeedState
    report: FeedReport
    items: tuple[FeedItem, ...] = ()
    children: tuple[str, ...] = ()


async def discover(
    source: Source,
    states: Mapping[str, FeedState],
    client: Fetches,
    *,
    now: datetime | None = None,
    force: bool = False,
) -> Discovery:
    """Poll all feeds and sitemaps of a source at once; ``states`` are those kept from last time, by address.

    Items are the entries that were not there at the last reading, or whose title or update time has changed since,
    the newest first, each identity once. An item whose fetch then fails is not listed again: the caller keeps it.
    ``force`` asks a feed that is not due or disabled too. Never raises for what a server does.
    """
    moment = now or datetime.now(UTC)
    listed = [states.get(url, FeedState(url)) for url in dict.fromkeys((*source.feeds, *source.sitemaps))]
    first = await asyncio.gather(*(_poll(source, state, client, moment, force) for state in listed))
    below = dict.fromkeys(url for polled in first for url in polled.children)
    children = [states.get(url, FeedState(url)) for url in below]
    rest = await asyncio.gather(*(_poll(source, state, client, moment, True) for state in children))
    polls = [*first, *rest]
    items = once([item for polled in polls for item in polled.items], moment)[: source.max_items]
    return Discovery(source.id, items, tuple(p.state for p in polls), tuple(p.report for p in polls))


async def _poll(source: Source, state: FeedState, client: Fetches, now: datetime, force: bool) -> _Polled:
    if state.disabled and not force:
        return _Polled(state, FeedReport(source.id, state.feed_url, FeedFate.DISABLED, state.kind, error=state.reason))
    if not force and not is_due(state, now):
        return _Polled(state, FeedReport(source.id, state.feed_url, FeedFate.NOT_DUE, state.kind))
    started = time.perf_counter()
    outcome = await client.fetch(_request(source, state, now))
    polled = _settle(source, state, outcome, now)
    return replace(polled, report=replace(polled.report, seconds=round(time.perf_counter() - started, 3)))


def _request(source: Source, state: FeedState, now: datetime) -> FetchRequest:
    """The question "has it changed?"; after a week of "no" the feed is asked for in full, since servers err."""
    validators = state.validators
    if state.read_at is not None and now - state.read_at > FULL_AFTER:
        validators = Validators(body_sha256=validators.body_sha256)
    return FetchRequest(
        url=state.moved_to or state.feed_url,
        source_id=source.id,
        feed=True,
        validators=validators,
        min_delay_s=source.min_delay_s,
        allow_private=source.allow_private,
        obey_robots=source.obey_robots,
    )


def _settle(source: Source, state: FeedState, outcome: FetchOutcome, now: datetime) -> _Polled:
    """What one answer makes of a feed's state."""
    limits = (source.poll_floor_s, source.poll_ceiling_s)
    report = FeedReport(
        source.id, state.feed_url, FeedFate.FAILED, state.kind, outcome.status,
        http_status=outcome.page.status if outcome.page else None, error=outcome.reason,
    )  # fmt: skip
    moved = replace(state, moved_to=outcome.moved_to or state.moved_to)
    if outcome.status is FetchStatus.NOT_MODIFIED:
        read_at = now if outcome.page is not None else state.read_at  # the same bytes, in full
        kept = replace(moved, validators=outcome.validators, read_at=read_at)
        kept = after_success(kept, now, limits, (), outcome.retry_after_s)
        return _Polled(kept, replace(report, fate=FeedFate.UNCHANGED, error=None), (), state.children)
    if outcome.status is not FetchStatus.FETCHED or outcome.page is None:
        # A moved address that fails is forgotten: next time the one in the sources file is asked.
        failed = replace(state, moved_to=None)
        reason = outcome.reason or outcome.status.value
        return _Polled(after_failure(failed, outcome.status, reason, now, limits, outcome.retry_after_s), report)
    document = read_feed(
        outcome.page.body, base_url=outcome.page.final_url, headers=dict(reversed(outcome.page.headers))
    )
    return _read(source, moved, outcome, document, report, now)


def _read(
    source: Source, state: FeedState, outcome: FetchOutcome, document: FeedDocument, report: FeedReport, now: datetime
) -> _Polled:
    limits = (source.poll_floor_s, source.poll_ceiling_s)
    report = _counted(report, document, source)
    if document.kind is FeedKind.HTML:
        return _page_instead(source, state, document, report, now)
    if not document.entries and not document.children and document.error:
        failed = after_failure(state, outcome.status, document.error, now, limits, None)
        return _Polled(failed, replace(report, error=document.error))
    children = _due_children(document, state)
    entries = tuple(entry for entry in document.entries if entry.url)
    marks = [_mark(entry) for entry in entries]
    known = frozenset(state.seen)
    fresh = [entry for entry, mark in zip(entries, marks, strict=True) if mark not in known]
    items = feed_items(fresh, source, state.feed_url, now)
    times = [at for entry in entries if (at := entry.published_at(source.zone)) and at <= now]
    wish = max(document.ttl_s or 0.0, outcome.retry_after_s or 0.0)
    kept = replace(
        after_success(state, now, limits, times, wish),
        validators=outcome.validators,
        kind=document.kind,
        read_at=now,
        seen=tuple(dict.fromkeys([*marks, *state.seen]))[: max(MAX_SEEN, 2 * len(marks))],
        children=tuple(url for url, at in document.children if at is None)[:MAX_CHILDREN],
    )
    return _Polled(kept, replace(report, fate=FeedFate.READ, new=len(items), error=document.error), items, children)


def _page_instead(
    source: Source, state: FeedState, document: FeedDocument, report: FeedReport, now: datetime
) -> _Polled:
    """A page where a feed should be: when it announces feeds, the first of them is asked this very night."""
    error = document.error or ""
    if document.children and state.moved_to is None:
        url = document.children[0][0]
        error = f"{error}; it announces {url}: {_ADVICE}"
        kept = replace(state, polled_at=now, reason=error)
        return _Polled(kept, replace(report, error=error), (), (url,))
    limits = (source.poll_floor_s, source.poll_ceiling_s)
    failed = after_failure(replace(state, moved_to=None), FetchStatus.MALFORMED, error, now, limits, None)
    return _Polled(failed, replace(report, error=error))


def _counted(report: FeedReport, document: FeedDocument, source: Source) -> FeedReport:
    """The report with what the document holds."""
    undated = [e for e in document.entries if e.published_at(source.zone) is None]
    strange = dict.fromkeys(text for e in undated if (text := e.published or e.updated))
    return replace(
        report,
        kind=document.kind,
        entries=max(document.total, len(document.entries)),
        entries_with_url=sum(bool(e.url) for e in document.entries),
        entries_with_date=len(document.entries) - len(undated),
        unread_dates=tuple(strange)[:5],
    )


def _due_children(document: FeedDocument, state: FeedState) -> tuple[str, ...]:
    """The sitemaps of an index that may hold something new, the latest changed first."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    rows = [(at, url) for url, at in document.children if at is None or state.read_at is None or at > state.read_at]
    rows.sort(key=lambda row: (row[0] is None, row[0] or epoch), reverse=True)
    return tuple(url for _, url in rows[:MAX_CHILDREN])


def _mark(entry: FeedEntry) -> str:
    """A short hash that changes when an entry's title or update time does."""
    told = "\n".join((entry.url or "", entry.title or "", entry.updated or ""))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
