"""When a feed is asked again, and what its failures cost it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from models.feed import FeedState
from models.page import FetchStatus

# A feed that has cost itself this much without a success in between is switched off. Ten nights of a dead address,
# twenty of an empty one, forty of a server that does not answer.
DISABLE_AT = 10.0
LONGEST_WISH_S = 7 * 86_400.0  # a server may ask for a week at most

HARD, SOFT, TEMPORARY = 1.0, 0.5, 0.25
_COST = {
    FetchStatus.GONE: HARD,
    FetchStatus.REFUSED: HARD,
    FetchStatus.MALFORMED: HARD,
    FetchStatus.NOT_HTML: HARD,
    FetchStatus.FORBIDDEN: SOFT,
    FetchStatus.DISALLOWED: SOFT,
    FetchStatus.BLOCKED: SOFT,
    FetchStatus.CONSENT: SOFT,
    FetchStatus.PAYWALLED: SOFT,
    FetchStatus.TOO_LARGE: SOFT,
    FetchStatus.FETCHED: SOFT,  # it came, and there was nothing to read in it
    FetchStatus.TIMEOUT: TEMPORARY,
    FetchStatus.UNREACHABLE: TEMPORARY,
    FetchStatus.SERVER_ERROR: TEMPORARY,
    FetchStatus.RATE_LIMITED: TEMPORARY,
}


def cost_of(status: FetchStatus) -> float:
    """What one failed poll adds to a feed's score; our own deadline costs it nothing."""
    return _COST.get(status, 0.0)


def after_failure(
    state: FeedState, status: FetchStatus, reason: str, now: datetime, limits: tuple[float, float], wish_s: float | None
) -> FeedState:
    """The state after a failed poll: a longer wait with each failure, then off, with a word of why."""
    score = state.failure_score + cost_of(status)
    wait = max(_clamp((state.interval_s or limits[0]) * 2 ** min(score, 10.0), limits), _wish(wish_s))
    return replace(
        state,
        polled_at=now,
        failure_score=score,
        disabled=score >= DISABLE_AT,
        reason=reason,
        next_poll_at=now + timedelta(seconds=wait),
    )


def after_success(
    state: FeedState, now: datetime, limits: tuple[float, float], published: Sequence[datetime], wish_s: float | None
) -> FeedState:
    """The state after a poll that worked; ``published`` is empty when the feed had not changed.

    The interval follows the feed: half the median gap between its entries, and half as long again after each
    poll that brought nothing, between floor and ceiling (``limits``, seconds) and never under the server's wish.
    """
    measured = _median_gap_s(published)
    interval = measured / 2 if measured is not None else (state.interval_s or limits[0]) * 1.5
    interval = _clamp(interval, limits)
    return replace(
        state,
        polled_at=now,
        interval_s=interval,
        failure_score=0.0,
        reason=None,
        next_poll_at=now + timedelta(seconds=max(interval, _wish(wish_s))),
    )


def is_due(state: FeedState, now: datetime) -> bool:
    """Whether a feed's time has come."""
    return state.next_poll_at is None or now >= state.next_poll_at


def _median_gap_s(published: Sequence[datetime]) -> float | None:
    times = sorted(published)[-30:]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
    return median(gaps) if len(gaps) >= 3 else None


def _clamp(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])


def _wish(wish_s: float | None) -> float:
    return min(wish_s or 0.0, LONGEST_WISH_S)
