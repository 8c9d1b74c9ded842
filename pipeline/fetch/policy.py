"""How we behave on the web: one frozen value, made from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.settings import Settings

_EVERYWHERE = ("0.0.0.0/0", "::/0")
PRODUCT = "strikelog"


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """Limits and manners; names carry units. ``allow_private`` lists networks (CIDR) open to every source."""

    user_agent: str = PRODUCT
    concurrency: int = 24
    host_delay_s: float = 1.0
    host_concurrency: int = 1
    timeout_s: float = 20.0
    item_deadline_s: float = 60.0
    retries: int = 3
    backoff_s: float = 0.5
    longest_wait_s: float = 30.0  # a server that asks for a longer pause is left for another night
    max_page_bytes: int = 10_000_000
    max_feed_bytes: int = 20_000_000
    max_redirects: int = 8
    max_crawl_delay_s: float = 120.0
    allow_private: tuple[str, ...] = ()
    obey_robots: bool = True

    @classmethod
    def of(cls, settings: Settings) -> FetchPolicy:
        """The policy that the settings ask for."""
        return cls(
            user_agent=user_agent(settings.contact),
            concurrency=settings.concurrency,
            host_delay_s=settings.host_delay_s,
            host_concurrency=settings.host_concurrency,
            timeout_s=settings.timeout_s,
            item_deadline_s=settings.item_deadline_s,
            retries=settings.retries,
            max_page_bytes=settings.max_page_bytes,
            max_feed_bytes=settings.max_feed_bytes,
            allow_private=_EVERYWHERE if settings.allow_private_addresses else (),
        )


def user_agent(contact: str = "") -> str:
    """Who we are, truly: product, version and the contact of the settings."""
    try:
        number = version(PRODUCT)
    except PackageNotFoundError:
        number = "0"
    return f"{PRODUCT}/{number}" + (f" (+{contact})" if contact else "")
