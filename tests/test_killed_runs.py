"""A run that was killed at any moment, and run again, leaves what an undisturbed run leaves.

`tests/benchmarks/kills.py` does the same at 25 moments.
"""

from __future__ import annotations

from pathlib import Path

from killing import Ground, moments
from test_newsroom import newsroom, sources

POINTS = 3


def test_killed_and_run_again_is_as_undisturbed(database_url: str, tmp_path: Path) -> None:
    with newsroom(tmp_path, "clean") as manifest:
        quick = {"outlets": [one for one in manifest["outlets"] if not one["crawl_delay"]][:2]}
        file = sources(tmp_path, quick)
        (tmp_path / "whole").mkdir()
        whole = Ground(tmp_path / "whole", file, f"sqlite:///{tmp_path / 'whole' / 'x.db'}")
        spent = whole.night()
        (tmp_path / "killed").mkdir()
        ground = Ground(tmp_path / "killed", file, database_url)
        killed = [ground.killed(moment) for moment in moments(spent, POINTS)]
        ground.night()
    assert killed[0]
    assert ground.dump() == whole.dump()
