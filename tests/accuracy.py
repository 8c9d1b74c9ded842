"""Run every scorer of ../shared over the program and hold the figures to data/floors.toml.

Usage: python tests/accuracy.py [CORPUS ...]. Prints a table; exit status 1 where a figure is below its floor.
Without ../shared it says so and measures nothing.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
STRIKELOG = str(Path(sys.executable).parent / "strikelog")
TIMEOUT_S = 3600


def command_of(corpus: dict[str, Any]) -> list[str]:
    """The scorer's command line for a corpus of data/floors.toml."""
    if (own := ROOT / "tests" / corpus["scorer"]).exists():
        return [sys.executable, str(own)]
    scorer, folder = str(SHARED / "eval" / corpus["scorer"]), str(SHARED / "corpora" / corpus["name"])
    if corpus["scorer"] == "score_linking.py":
        return [sys.executable, scorer, folder, "--strikelog", STRIKELOG]
    return [sys.executable, scorer, "--corpus", folder, "--command", f"{shlex.quote(STRIKELOG)} {corpus['command']}"]


def closing_object(output: str) -> dict[str, Any]:
    """The last JSON object that a scorer prints."""
    lines = [line for line in output.splitlines() if line.startswith("{")]
    if not lines:
        raise ValueError("the scorer printed no JSON object")
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def look_up(figures: Any, key: str) -> float | None:
    """The figure at a dotted path, null where there is none."""
    for part in key.split("."):
        figures = figures.get(part) if isinstance(figures, dict) else None
    return float(figures) if isinstance(figures, int | float) else None


def measure(corpus: dict[str, Any]) -> bool:
    """Run one scorer, print its rows, tell whether every figure reaches its floor."""
    run = subprocess.run(command_of(corpus), capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    if run.returncode not in (0, 1):
        print(f"{corpus['name']}: the scorer failed: {run.stderr.strip()[-300:]}")
        return False
    found, held = closing_object(run.stdout), True
    for figure in corpus["figures"]:
        value = look_up(found, figure["key"])
        good = value is not None and value >= figure["floor"]
        held &= good
        shown = "-" if value is None else f"{value:.3f}"
        verdict = "" if good else "  BELOW"
        print(f"{corpus['name']:20} {figure['key']:28} {shown:>7}  floor {figure['floor']:.3f}"
              f"  goal {figure['goal']:.3f}{verdict}", flush=True)
    return held


def main(names: list[str]) -> int:
    """Measure the named corpora, or all."""
    if not SHARED.is_dir():
        print(f"No corpora at {SHARED}: nothing measured.")
        return 0
    corpora = tomllib.loads((ROOT / "data" / "floors.toml").read_text(encoding="utf-8"))["corpus"]
    results = [measure({"command": "extract", **c}) for c in corpora if not names or c["name"] in names]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
