"""Fetching: from addresses to complete answers, with manners and limits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pipeline.fetch.fetcher import Fetcher, Keeps
from pipeline.fetch.policy import FetchPolicy
from pipeline.fetch.stream import stream_pages

if TYPE_CHECKING:
    from pipeline.settings import Settings

__all__ = ["FetchPolicy", "Fetcher", "open_fetcher", "stream_pages"]


def open_fetcher(settings: Settings, *, archive: Keeps | None = None, deadline: datetime | None = None) -> Fetcher:
    """A fetcher as the settings ask for; use with ``async with``.

    ``archive`` keeps every complete answer. Without a ``deadline`` the run's time begins now.
    """
    end = deadline or datetime.now(UTC) + timedelta(seconds=settings.run_deadline_s)
    return Fetcher(FetchPolicy.of(settings), archive=archive, deadline=end)
