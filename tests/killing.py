"""Runs over the newsroom's pages that are killed at some moment, run again, and compared with an undisturbed one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUN_S = 600.0


@dataclass(frozen=True, slots=True)
class Ground:
    """Where runs take place: the folder for archive and settings, the sources file, the store's address."""

    folder: Path
    sources: Path
    database_url: str

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start strikelog."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("STRIKELOG_", "PREFECT_"))}
        ours = {
            "STRIKELOG_DATABASE_URL": self.database_url,
            "STRIKELOG_ARCHIVE_DIR": str(self.folder / "archive"),
            "STRIKELOG_BATCH_ARTICLES": "10",  # more moments between two transactions
        }
        command = [sys.executable, "-m", "pipeline.cli", *words]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, env=kept | ours, cwd=self.folder, text=True, encoding="utf-8", **pipes)

    def finish(self, *words: str) -> str:
        """What strikelog prints; AssertionError with its last words where it fails."""
        output, errors = (process := self.start(*words)).communicate(timeout=RUN_S)
        assert process.returncode == 0, errors[-2000:]
        return output

    def night(self, *words: str) -> float:
        """Seconds of a whole run over the sources."""
        begun = time.monotonic()
        self.finish("run", "--plain", "--sources", str(self.sources), *words)
        return time.monotonic() - begun

    def killed(self, after_s: float) -> bool:
        """Start a run and kill it then; false where it had ended before."""
        process = self.start("run", "--plain", "--sources", str(self.sources))
        try:
            process.communicate(timeout=after_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return True
        return False

    def dump(self) -> list[str]:
        """The canonical dump; AssertionError where the store is not sound."""
        self.finish("db", "check")
        return self.finish("db", "dump", "--canonical").splitlines()


def moments(run_s: float, points: int, seed: int = 11) -> Iterator[float]:
    """Random moments of a run, one in each of so many equal parts of it."""
    dice = random.Random(seed)
    for part in range(points):
        yield run_s * (part + dice.random()) / points
