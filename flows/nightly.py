"""The nightly flow: the steps of `pipeline.nightly`, a batch of sources or articles a task.

Tasks get keys and return numbers; what they make is in the store before they end. A task is tried again only when
the outside world was in trouble (`TransientError`), and doing it twice changes nothing.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task, exponential_backoff

from pipeline import nightly as steps
from pipeline import settings
from pipeline.errors import TransientError
from pipeline.options import Options
from pipeline.settings import Settings


def transient(_task: Task[Any, Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a failed task is worth another try."""
    return isinstance(state.result(raise_on_failure=False), TransientError)


patient = task(
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=3,
    retry_delay_seconds=exponential_backoff(2),
    retry_condition_fn=transient,
)


@patient
def discover(parameters: dict[str, Any], run_id: int, source_ids: list[str]) -> int:
    """Poll the feeds of a batch of sources."""
    return steps.discover_batch(settings.load(), Options.of(parameters), run_id, source_ids)


@patient
def fetch(parameters: dict[str, Any], run_id: int, left: int) -> int:
    """Fetch, clean and keep the next batch of articles."""
    return steps.fetch_batch(settings.load(), Options.of(parameters), run_id, left)


@patient
def read(run_id: int, after: int) -> tuple[int, int]:
    """Read and link the next batch of texts."""
    return steps.read_batch(settings.load(), run_id, after)


@flow(name="nightly", persist_result=False)
def nightly(
    sources_file: str | None = None,
    source_ids: list[str] | None = None,
    since: datetime | None = None,
    limit: int | None = None,
    force: bool = False,
) -> dict[str, object]:
    """One window of time: everything that the sources list now. Returns the run report."""
    file = Path(sources_file) if sources_file else None
    options = Options(file, tuple(source_ids or ()), since, limit, force)
    return steps_of_a_night(settings.load(), options)


def steps_of_a_night(chosen: Settings, options: Options) -> dict[str, object]:
    """The steps of `pipeline.nightly.night` as tasks of the flow that calls it."""
    parameters = options.parameters()
    run_id = steps.begin(chosen, options)
    for batch in options.batches(chosen):
        discover(parameters, run_id, list(batch))
    left = steps.see(chosen, options, run_id)
    while left > 0 and (taken := fetch(parameters, run_id, left)):
        left -= taken
    read_all(chosen, run_id)
    return steps.finish(chosen, run_id).as_json()


def read_all(chosen: Settings, run_id: int) -> None:
    """Read batch by batch in this process, or side by side on a Dask cluster where the settings name one."""
    if chosen.dask_address:
        from prefect_dask.task_runners import DaskTaskRunner

        runner: Any = DaskTaskRunner(address=chosen.dask_address)
        side_by_side.with_options(task_runner=runner)(run_id, steps.read_starts(chosen))
    number, after = 1, 0
    while number:  # on a cluster too: what a batch has left is read here
        number, after = read(run_id, after)


@flow(name="reading", persist_result=False)
def side_by_side(run_id: int, starts: list[int]) -> None:
    """Read batches as tasks that go on at the same time."""
    for future in [read.submit(run_id, after) for after in starts]:
        future.result()
