"""Cleaning in several processes: pages in, articles out, in the same order."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from threading import Thread
from zoneinfo import ZoneInfo

from models.article import CleanPage
from models.feed import FeedItem
from models.page import RawPage
from pipeline.clean.page import clean

_AHEAD = 8  # pages a worker may have waiting; bounds memory


@dataclass(frozen=True, slots=True)
class CleanTask:
    """One page to clean; the fields are the arguments of `clean`. ``timezone`` is an IANA name."""

    id: str
    body: bytes | str
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    http_status: int | None = None
    timezone: str | None = None
    feed: FeedItem | None = None

    @classmethod
    def of_page(cls, id: str, page: RawPage, timezone: str | None = None, feed: FeedItem | None = None) -> CleanTask:
        """The task of a fetched page."""
        return cls(id, page.body, page.final_url, page.headers, page.status, timezone, feed)


def run_task(task: CleanTask) -> CleanPage:
    """Clean one page; a function of the module, so that another process can run it."""
    zone = ZoneInfo(task.timezone) if task.timezone else None
    return clean(
        task.body, id=task.id, url=task.url, headers=dict(reversed(task.headers)), http_status=task.http_status,
        zone=zone, feed=task.feed,
    )  # fmt: skip


def clean_many(tasks: Iterable[CleanTask], workers: int = 1) -> Iterator[CleanPage]:
    """Clean pages with ``workers`` processes, in the order of the tasks; streams, with bounded memory."""
    if workers <= 1:
        yield from map(run_task, tasks)
        return
    with clean_pool(workers) as pool:
        waiting: deque[Future[CleanPage]] = deque()
        for task in tasks:
            waiting.append(pool.submit(run_task, task))
            if len(waiting) >= workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def clean_pool(workers: int) -> ProcessPoolExecutor:
    """Processes that can clean; forked from a clean server, so that threads of the caller do no harm."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.clean.warm"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker waits for tasks for ever; one whose run was killed must not stay behind."""

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()
