"""What flows add to the plain steps: retries on trouble only, a silent server that ends with its run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from prefect.states import Failed

from flows.nightly import discover, fetch, nightly, read, transient
from pipeline.errors import PermanentError, TransientError
from pipeline.options import Options

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("error", "again"), [(TransientError("busy"), True), (PermanentError("no"), False), (ValueError("bug"), False)]
)
def test_only_trouble_of_the_outside_world_is_tried_again(error: Exception, again: bool) -> None:
    assert transient(read, None, Failed(data=error)) is again  # type: ignore[arg-type]


@pytest.mark.parametrize("task", [discover, fetch, read])
def test_tasks_keep_no_results_and_retry_with_a_condition(task: object) -> None:
    assert task.persist_result is False  # type: ignore[attr-defined]
    assert task.retry_condition_fn is transient  # type: ignore[attr-defined]
    assert type(task.cache_policy).__name__ == "_None"  # type: ignore[attr-defined]


def test_flow_parameters_are_the_options_of_a_night() -> None:
    asked = Options(Path("s.toml"), ("a",), None, 3, True).parameters()
    assert set(asked) <= set(nightly.parameters.properties)


def test_the_worker_deployments_name_flows_that_exist() -> None:
    text = (ROOT / "flows" / "prefect.yaml").read_text("utf-8")
    entries = re.findall(r"entrypoint: (\w+)\.(\w+):(\w+)", text)
    assert [name for _, _, name in entries] == ["nightly", "reprocess", "backfill"]
    for package, module, name in entries:
        assert f"def {name}(" in (ROOT / package / f"{module}.py").read_text("utf-8")


def test_the_pinned_pair_of_versions_is_the_one_that_starts() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {"prefect==3.8.8", "fastapi==0.152.0"} <= set(wanted)


def test_a_flow_is_silent_and_sends_nothing_home(tmp_path: Path) -> None:
    code = (
        "import json, os; from flows import server; server.quiet()\n"
        "with server.temporary_server():\n"
        "    from prefect import flow; server.wait()\n"
        "    kept = {k: os.environ[k] for k in ('DO_NOT_TRACK', 'PREFECT_SERVER_ANALYTICS_ENABLED')}\n"
        "    print(json.dumps([flow(lambda: 7, name='x')(), kept]))\n"
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")}
    environment = kept | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.stderr == ""
    told = [7, {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}]
    assert json.loads(done.stdout) == told
    assert [path.name for path in (tmp_path / "cache" / "strikelog").iterdir()] == ["prefect-3.8.8.db"]
