"""Shapes of fetching and archiving: what is asked of a server, what it answered, where that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Headers = tuple[tuple[str, str], ...]


class FetchStatus(StrEnum):
    """What became of one address: a closed set, each with one reason of the run report."""

    FETCHED = "fetched"  # a page with a body to read
    NOT_MODIFIED = "not_modified"  # 304, or the same bytes as last time
    GONE = "gone"  # 404 or 410: a fact to keep
    FORBIDDEN = "forbidden"  # 401, 403, 451 or another 4xx
    BLOCKED = "blocked"  # a challenge page
    CONSENT = "consent"  # a consent wall instead of the article
    PAYWALLED = "paywalled"  # 402
    DISALLOWED = "disallowed"  # robots.txt forbids it
    REFUSED = "refused"  # we do not open it: scheme, private address, redirect to one
    TOO_LARGE = "too_large"  # body, unpacked body or headers over the limit
    NOT_HTML = "not_html"  # no text that we read: picture, PDF, archive
    TIMEOUT = "timeout"  # no complete answer in time
    UNREACHABLE = "unreachable"  # no such host, connection refused, TLS failure
    SERVER_ERROR = "server_error"  # 5xx, a broken or cut answer
    RATE_LIMITED = "rate_limited"  # 429
    MALFORMED = "malformed"  # redirect loop, not HTTP, broken content coding
    DEADLINE = "deadline"  # the run's deadline came first


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "changed since?", and our own hash beside it since servers err."""

    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to fetch; ``allow_private`` lists networks (CIDR) that its source vouches for."""

    url: str
    source_id: str = ""
    feed: bool = False  # a feed or sitemap: other size limit, other Accept header
    validators: Validators = NO_VALIDATORS
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
    validators: Validators = NO_VALIDATORS
    retry_after_s: float | None = None
    moved_to: str | None = None
    archived: ArchiveKey | None = None
