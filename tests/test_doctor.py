"""The doctor says what is wrong and how to mend it, and is well where all is well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import checkup, settings
from pipeline.cli import main


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(**overrides: object) -> dict[str, checkup.Finding]:
    return {finding.name: finding for finding in checkup.findings(settings.load(**overrides))}


def test_this_machine_is_well() -> None:
    assert [f.name for f in found().values() if not f.well and not f.advice] == []


def test_a_missing_model_is_named_with_its_remedy() -> None:
    finding = found(model="no_such_model")["model"]
    assert not finding.well
    assert "make install" in finding.mend


def test_a_wrong_sources_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text("[[source]]\nid = 3\n", "utf-8")
    finding = found(sources_file=tmp_path / "s.toml")["sources"]
    assert not finding.well
    assert "s.toml:" in finding.found


def test_an_unusable_store_is_told() -> None:
    assert not found(database_url="sqlite:////no/such/folder/x.db")["store"].well


def test_the_command_ends_with_1_when_something_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STRIKELOG_MODEL", "no_such_model")
    assert main(["doctor", "--format", "json"]) == 1
    rows = {row["check"]: row["state"] for row in json.loads(capsys.readouterr().out)}
    assert rows["model"] == "WRONG"
    assert rows["contact"] == "advice"
