"""Settings: order of sources, and mistakes told with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import settings
from pipeline.errors import ConfigError


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str) -> None:
    Path("strikelog.toml").write_text(text, "utf-8")


def test_arguments_win_over_environment_over_file_over_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    write("timeout_s = 3\nretries = 7\nworkers = 2\n")
    monkeypatch.setenv("STRIKELOG_RETRIES", "8")
    monkeypatch.setenv("STRIKELOG_TIMEOUT_S", "4")
    found = settings.load(timeout_s=5, concurrency=None)
    assert (found.timeout_s, found.retries, found.workers, found.concurrency) == (5, 8, 2, 24)


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        settings.load().retries = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("workers = 1\ntimeout = 3\n", r"strikelog\.toml:2: timeout: unknown key \(did you mean timeout_s\?\)"),
        ("\nretries = 'many'\n", r"strikelog\.toml:2: retries: input should be a valid integer.*'many'"),
        ("retries = = 3\n", r"strikelog\.toml: .*line 1.*\(it must be TOML\)"),
        ("database_url = 'postgresql://me:secret@db/x'\n", r"strikelog\.toml:1: database_url: a password in a file"),
    ],
)
def test_a_mistake_in_the_file_names_file_line_and_key(text: str, told: str) -> None:
    write(text)
    with pytest.raises(ConfigError, match=told):
        settings.load()


def test_a_mistyped_variable_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIKELOG_WORKER", "2")
    with pytest.raises(ConfigError, match=r"STRIKELOG_WORKER: unknown setting .*did you mean STRIKELOG_WORKERS"):
        settings.load()


def test_a_wrong_value_in_the_environment_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIKELOG_WORKERS", "-1")
    with pytest.raises(ConfigError, match="STRIKELOG_WORKERS: input should be greater than 0, not '-1'"):
        settings.load()


def test_the_named_file_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.FILE_VARIABLE, "elsewhere.toml")
    with pytest.raises(ConfigError, match=r"elsewhere\.toml: no such file"):
        settings.load()


def test_the_example_file_lists_every_setting_with_its_default() -> None:
    example = Path(settings.__file__).parents[1] / "strikelog.example.toml"
    lines = [line.removeprefix("# ") for line in example.read_text("utf-8").splitlines() if " = " in line]
    write("\n".join(lines))
    listed = {line.partition(" = ")[0] for line in lines}
    assert listed == set(settings.Settings.model_fields)
    found = settings.load().model_dump(exclude={"sources_file"})
    assert found == settings.Settings.model_construct().model_dump(exclude={"sources_file"})
