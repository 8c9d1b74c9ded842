"""What a user can mend is told in a line with its exit code; a fault of ours keeps its traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.lexicon import LexiconError
from pipeline.errors import ConfigError, NotFoundError, StoreError, TransientError, UsageError, told


@pytest.mark.parametrize(
    ("error", "line", "code"),
    [
        (UsageError("no such thing", todo="try another"), "no such thing (try another)", 2),
        (ConfigError("unknown key", file=Path("a.toml"), line=3, key="x"), "a.toml:3: x: unknown key", 2),
        (ConfigError("unknown", key="STRIKELOG_X", todo="unset it"), "STRIKELOG_X: unknown (unset it)", 2),
        (NotFoundError("no event 7"), "no event 7", 1),
        (StoreError("the disk is full"), "the disk is full", 1),
        (TransientError("busy", retry_after_s=3), "busy", 1),
        (LexiconError("weapon.toml: term twice"), "weapon.toml: term twice", 2),
        (FileNotFoundError(2, "No such file", "x.jsonl"), "no such file: x.jsonl", 2),
    ],
)
def test_what_a_user_can_mend_is_one_line(error: Exception, line: str, code: int) -> None:
    assert told(error) == (line, code)


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), PermissionError(13, "denied")])
def test_a_fault_of_ours_is_not_hidden(error: Exception) -> None:
    assert told(error) is None
