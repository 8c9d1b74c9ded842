"""What a host's robots.txt allows (RFC 9309, with Crawl-delay), read by protego."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

MAX_BYTES = 512_000  # the RFC asks to read at least 500 KiB


@dataclass(frozen=True, slots=True)
class Robots:
    """One host's rules as they concern us. Without ``rules`` everything is allowed, or nothing if ``closed``."""

    rules: Protego | None = None
    closed: bool = False
    reason: str | None = None

    def allows(self, url: str, agent: str) -> bool:
        """Whether an address may be fetched by the product ``agent``; robots.txt itself always may."""
        if self.closed:
            return False
        if self.rules is None or urlsplit(url).path == "/robots.txt":
            return True
        return bool(self.rules.can_fetch(url, agent))

    def delay_s(self, agent: str) -> float | None:
        """The pause between two requests that the host asks of us, seconds."""
        if self.rules is None:
            return None
        delay = self.rules.crawl_delay(agent)
        rate = self.rules.request_rate(agent)
        spaced = rate.seconds / rate.requests if rate and rate.requests else None
        wanted = [float(value) for value in (delay, spaced) if value is not None and value >= 0]
        return max(wanted) if wanted else None

    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the host announces."""
        return tuple(self.rules.sitemaps) if self.rules else ()


OPEN = Robots()


def parse_robots(body: bytes) -> Robots:
    """The rules of a robots.txt; anything that cannot be read as one allows everything."""
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\0", "")
    if text.lstrip()[:1] == "<":  # an error page with status 200
        return OPEN
    try:
        return Robots(Protego.parse(text))
    except Exception as error:  # noqa: BLE001 - a rule file that breaks its parser asks nothing that we could obey
        return Robots(reason=f"robots.txt cannot be read: {error}")


def robots_of(status: int | None, body: bytes) -> Robots:
    """The rules by the answer's status: 4xx means no rules, no answer or 5xx that nobody may come in for now."""
    if status is not None and 200 <= status < 300:
        return parse_robots(body)
    if status is not None and 400 <= status < 500 and status != 429:
        return OPEN
    return Robots(closed=True, reason="robots.txt cannot be had, so nothing is fetched")
