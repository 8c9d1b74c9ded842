"""What becomes of each item of a run: one fate from a closed set, with the reason, counted.

A reason has exactly one fate (`FATES`), so a stage names only the reason. Items are articles seen in a feed,
sitemap or archive; a source (its feeds) is an item too, counted on its own line of the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from models.page import FetchStatus
from models.vocabulary import CleanStatus, ExtractStatus, Fate


class Stage(StrEnum):
    """The stage at which an item met its fate."""

    DISCOVER = "discover"
    FETCH = "fetch"
    CLEAN = "clean"
    EXTRACT = "extract"
    STORE = "store"


class Reason(StrEnum):
    """Why an item met its fate."""

    STORED = "stored"  # new, with an attack: in the store
    FETCHED = "fetched"  # its text is in the store, to be read
    UPDATED = "updated"  # known, its text has changed: a new version is in the store
    NO_ATTACK = "no_attack"  # read, and there is no attack in it
    UNCHANGED = "unchanged"  # known and the same as before
    LISTED = "listed"  # a source whose list was read
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    DUPLICATE = "duplicate"  # the same article under another address, in this run
    DISALLOWED = "disallowed"  # robots.txt says no
    REFUSED = "refused"  # an address that no crawler may open: private, file:, javascript: ...
    GONE = "gone"  # 404 or 410
    FORBIDDEN = "forbidden"  # 401, 403, 451 or another 4xx
    BLOCKED = "blocked"  # a challenge page
    CONSENT = "consent"  # a consent page
    PAYWALLED = "paywalled"
    NOT_ARTICLE = "not_article"
    NOT_HTML = "not_html"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_DUE = "not_due"  # a source that is polled later, or an article outside the window
    DISABLED = "disabled"  # a source that a person or its failures switched off
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    SERVER_ERROR = "server_error"  # 5xx, a broken or cut answer
    RATE_LIMITED = "rate_limited"  # 429
    WAITING = "waiting"  # seen or fetched, and the run ended before the next stage
    DEADLINE = "deadline"  # the run's time was over
    LIMIT = "limit"  # beyond --limit
    GIVEN_UP = "given_up"  # in trouble for too many nights
    MALFORMED = "malformed"  # cannot be read as what it says that it is
    FAILED = "failed"  # our own fault: kept for a person to look at


FATES: Mapping[Reason, Fate] = MappingProxyType({
    Reason.STORED: Fate.DONE,
    Reason.FETCHED: Fate.DONE,
    Reason.UPDATED: Fate.DONE,
    Reason.NO_ATTACK: Fate.DONE,
    Reason.UNCHANGED: Fate.SKIPPED,
    Reason.LISTED: Fate.DONE,
    Reason.UNSUPPORTED_LANGUAGE: Fate.SKIPPED,
    Reason.DUPLICATE: Fate.SKIPPED,
    Reason.DISALLOWED: Fate.SKIPPED,
    Reason.REFUSED: Fate.SKIPPED,
    Reason.GONE: Fate.SKIPPED,
    Reason.FORBIDDEN: Fate.SKIPPED,
    Reason.BLOCKED: Fate.SKIPPED,
    Reason.CONSENT: Fate.SKIPPED,
    Reason.PAYWALLED: Fate.SKIPPED,
    Reason.NOT_ARTICLE: Fate.SKIPPED,
    Reason.NOT_HTML: Fate.SKIPPED,
    Reason.EMPTY: Fate.SKIPPED,
    Reason.TOO_LARGE: Fate.SKIPPED,
    Reason.NOT_DUE: Fate.SKIPPED,
    Reason.DISABLED: Fate.SKIPPED,
    Reason.TIMEOUT: Fate.RETRY,
    Reason.UNREACHABLE: Fate.RETRY,
    Reason.SERVER_ERROR: Fate.RETRY,
    Reason.RATE_LIMITED: Fate.RETRY,
    Reason.WAITING: Fate.RETRY,
    Reason.DEADLINE: Fate.RETRY,
    Reason.LIMIT: Fate.RETRY,
    Reason.GIVEN_UP: Fate.QUARANTINED,
    Reason.MALFORMED: Fate.QUARANTINED,
    Reason.FAILED: Fate.QUARANTINED,
})  # fmt: skip

# A status of fetch has the reason of the same name; a page that is as it was is an item unchanged.
OF_FETCH: Mapping[FetchStatus, Reason] = MappingProxyType(
    {FetchStatus.NOT_MODIFIED: Reason.UNCHANGED}
    | {status: Reason(status.value) for status in FetchStatus if status is not FetchStatus.NOT_MODIFIED}
)

OF_CLEAN: Mapping[CleanStatus, Reason] = MappingProxyType({
    CleanStatus.EMPTY: Reason.EMPTY,
    CleanStatus.BLOCKED: Reason.BLOCKED,
    CleanStatus.PAYWALLED: Reason.PAYWALLED,
    CleanStatus.NOT_ARTICLE: Reason.NOT_ARTICLE,
    CleanStatus.FAILED: Reason.MALFORMED,
})  # fmt: skip

OF_EXTRACT: Mapping[ExtractStatus, Reason] = MappingProxyType({
    ExtractStatus.EXTRACTED: Reason.STORED,
    ExtractStatus.NO_ATTACK: Reason.NO_ATTACK,
    ExtractStatus.UNSUPPORTED_LANGUAGE: Reason.UNSUPPORTED_LANGUAGE,
    ExtractStatus.FAILED: Reason.FAILED,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one item: ``key`` is its canonical URL (or a source's name), ``detail`` one line."""

    key: str
    source: str
    stage: Stage
    reason: Reason
    detail: str = ""

    @property
    def fate(self) -> Fate:
        """The fate that goes with the reason."""
        return FATES[self.reason]


def count(outcomes: Iterable[Outcome]) -> Counter[Reason]:
    """How many items met each reason."""
    return Counter(outcome.reason for outcome in outcomes)


def by_fate(reasons: Mapping[Reason, int]) -> Counter[Fate]:
    """How many items met each fate; the sum is the number of items."""
    fates: Counter[Fate] = Counter()
    for reason, number in reasons.items():
        fates[FATES[reason]] += number
    return fates
