"""Every command in the README is run, in a folder with the files that it names and the sample newsroom served."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.sample.server import serving

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCK.findall((ROOT / "README.md").read_text("utf-8")) for line in block.splitlines()]
ENDLESS = ("strikelog schedule",)
ARTICLE = {"id": "1", "url": "https://example.org/1", "title": "Rocket hits base", "text": "A rocket hit a base."}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with all that the README's commands name, and a store that has read the sample."""
    here = tmp_path_factory.mktemp("readme")
    (here / "articles.jsonl").write_text(json.dumps(ARTICLE) + "\n", "utf-8")
    (here / "page.html").write_text("<html><body><article><p>Nothing to see.</p></article></body></html>", "utf-8")
    with serving() as server:
        server.write_sources(here / "my-sources.toml")
        assert run(here, "strikelog run --sources my-sources.toml --plain").returncode == 0
        yield here


def environment() -> dict[str, str]:
    """The program first on the path, and no settings of whoever runs the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("STRIKELOG_", "PREFECT_"))}
    return kept | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    words = ["bash", "-o", "pipefail", "-c", command]
    return subprocess.run(words, cwd=folder, env=environment(), capture_output=True, text=True, timeout=600)


def test_the_readme_has_commands() -> None:
    assert len(COMMANDS) > 15


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make")])
def test_make_knows_its_targets(command: str) -> None:
    done = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.startswith(("make", *ENDLESS))])
def test_a_command_of_the_readme_runs(folder: Path, command: str) -> None:
    done = run(folder, command)
    allowed = (0, 1) if "check" in command else (0,)  # the sample has a dead feed
    assert done.returncode in allowed, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout or ">" in command


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith(ENDLESS)])
def test_an_endless_command_of_the_readme_serves_until_stopped(folder: Path, command: str) -> None:
    words = ["bash", "-c", f"exec {command}"]
    process = subprocess.Popen(
        words, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True, preexec_fn=hear_interrupts
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Serving nightly/nightly (0 2 * * *, Asia/Dubai)")
        time.sleep(2)
        assert process.poll() is None
    finally:
        stop(process)


def hear_interrupts() -> None:
    """A shell that started the tests in the background may have told them to ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def stop(process: subprocess.Popen[str]) -> None:
    """Interrupt as a person does: again, where the server was not ready for it the first time."""
    for _ in range(6):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=20)
            return
    process.kill()
    pytest.fail("the server did not stop")
