"""The command line as a whole: fast start, help for all, errors as one line."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS, main, top_help
from pipeline.store import open_store

HEAVY = ("spacy", "prefect", "trafilatura", "sqlalchemy", "httpx", "feedparser", "pydantic", "cyclopts", "rich", "lxml")
HELP = "import pipeline.cli as c; c.main(['--help'])"


def seconds(*words: str) -> float:
    """The shortest of ten runs."""
    times = []
    for _ in range(10):
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def test_help_imports_nothing_heavy() -> None:
    code = f"{HELP}; import sys; print('LOADED', *[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "LOADED"


def test_listing_events_maps_no_rows_and_loads_no_reader(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'store.db'}"
    open_store(address).close()
    heavy = ("sqlalchemy.orm", "alembic", "models.event", "spacy", "httpx", "trafilatura", "prefect")
    code = f"import sys; from pipeline.cli import main; main(['events', '--db', {address!r}])"
    code += f"; print('LOADED', *[m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["Nothing found.", "LOADED"]


def test_help_starts_in_three_times_a_bare_interpreter() -> None:
    assert seconds("-c", HELP) < 3 * seconds("-c", "pass")


def test_help_lists_every_command() -> None:
    assert all(f"  {name} " in top_help() and line in top_help() for name, (_, line) in COMMANDS.items())


def test_every_listed_command_has_its_module_and_no_module_is_unlisted() -> None:
    folder = Path(sys.modules["pipeline.cli"].__file__ or "").parent
    shared = {"__init__", "__main__", "running", "render", "flow", "files", "stores"}
    assert {module for module, _ in COMMANDS.values()} == {path.stem for path in folder.glob("*.py")} - shared


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Usage: strikelog {name}")
    assert f"Examples:\n    strikelog {name}" in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_one_line_and_exit_2(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--no-such-option"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"strikelog {name}: ")
    assert said.count("\n") == 1


def test_an_unknown_command_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evnts"]) == 2
    assert "did you mean events?" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == "0.1.0"


@pytest.mark.parametrize("name", ["extract", "clean", "import"])
def test_a_hyphen_is_standard_input_and_no_option(name: str, tmp_path: Path) -> None:
    store = ["--db", f"sqlite:///{tmp_path / 'store.db'}"] if name == "import" else []
    command = [sys.executable, "-m", "pipeline.cli", name]
    assert subprocess.run([*command, "-", *store], input=b"", capture_output=True).returncode == 0
    wrong = subprocess.run([*command, "--bogus", *store], input=b"", capture_output=True, text=False)
    assert (wrong.returncode, b"unknown option --bogus" in wrong.stderr) == (2, True)
