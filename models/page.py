"""Shapes of fetching and archiving: what is asked of a server, what it answered, where that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.vocabulary import Fate

Headers = tuple[tuple[str, str], ...]


class FetchStatus(StrEnum):
    """What became of one address: a closed set; `fate` maps each to the run's four fates."""

    FETCHED = "fetched"  # a page with a body to read
    NOT_MODIFIED = "not_modified"  # 304, or the same bytes as last time
    GONE = "gone"  # 404 or 410: a fact to keep
    BLOCKED = "blocked"  # a challenge page, 401 or 403
    CONSENT = "consent"  # a consent wall instead of the article
    PAYWALLED = "paywalled"  # 402, or a page that says that it is cut
    DISALLOWED = "disallowed"  # robots.txt forbids it
    REFUSED = "refused"  # we do not open it: scheme, private address, redirect to one
    TOO_LARGE = "too_large"  # body, unpacked body or headers over the limit
    NOT_READABLE = "not_readable"  # no text that we read: picture, PDF, archive
    UNAVAILABLE = "unavailable"  # 429, 5xx, timeout, broken connection: try another night
    FAILED = "failed"  # redirect loop, no such host, other 4xx, not HTTP
    OUT_OF_TIME = "out_of_time"  # the run's deadline came first

    @property
    def fate(self) -> Fate:
        """The run's fate of an item whose fetch ended so (a fetched one still has to be read)."""
        return _FATES[self]


_FATES = {
    FetchStatus.FETCHED: Fate.DONE,
    FetchStatus.NOT_MODIFIED: Fate.SKIPPED,
    FetchStatus.GONE: Fate.SKIPPED,
    FetchStatus.BLOCKED: Fate.SKIPPED,
    FetchStatus.CONSENT: Fate.SKIPPED,
    FetchStatus.PAYWALLED: Fate.DONE,
    FetchStatus.DISALLOWED: Fate.SKIPPED,
    FetchStatus.REFUSED: Fate.SKIPPED,
    FetchStatus.TOO_LARGE: Fate.QUARANTINED,
    FetchStatus.NOT_READABLE: Fate.SKIPPED,
    FetchStatus.UNAVAILABLE: Fate.RETRY,
    FetchStatus.FAILED: Fate.QUARANTINED,
    FetchStatus.OUT_OF_TIME: Fate.RETRY,
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "changed since?", and our own hash beside it since servers err."""

    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to fetch; ``allow_private`` lists networks (CIDR) that its source vouches for."""

    url: str
    source_id: str = ""
    validators: Validators = Validators()
    min_delay_s: float | None = None
    allow_private: tuple[str, ...] = ()
    obey_robots: bool = True


@dataclass(frozen=True, slots=True)
class RawPage:
    """A complete answer. ``body`` is unpacked; ``fetched_at`` is UTC; header names are lower case."""

    url: str
    final_url: str
    status: int
    headers: Headers
    body: bytes
    fetched_at: datetime
    redirects: tuple[str, ...] = ()
    elapsed_s: float = 0.0
    http_version: str = "HTTP/1.1"

    def header(self, name: str) -> str | None:
        """The first header of a name, any case; null without one."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)


@dataclass(frozen=True, slots=True)
class ArchiveKey:
    """Where a response is kept: WARC file name (inside the archive's folder) and byte offset."""

    file: str
    offset: int

    def __str__(self) -> str:
        return f"{self.file}@{self.offset}"

    @classmethod
    def parse(cls, text: str) -> ArchiveKey:
        """The key of ``file@offset``; ValueError when it is not one."""
        name, _, offset = text.rpartition("@")
        if not name or not offset.isdecimal():
            raise ValueError(f"not an archive key (file@offset): {text!r}")
        return cls(name, int(offset))


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What became of one request; ``page`` is there whenever the server answered in full.

    ``validators`` are those to keep for next time; ``retry_after_s`` is the server's wish.
    ``moved_to`` is the address behind permanent redirects.
    """

    request: FetchRequest
    status: FetchStatus
    page: RawPage | None = None
    reason: str | None = None
    attempts: int = 1
    validators: Validators = Validators()
    retry_after_s: float | None = None
    moved_to: str | None = None
    archived: ArchiveKey | None = None
