"""Kill -9 at random moments of a run over the newsroom's pages, then run again: the dump must be that of a whole run.

    python tests/benchmarks/kills.py [--points 25] [--outlets 6] [--url postgresql://...]

Each moment has a store of its own: with --url, a database made on that server. Prints a line a moment; exit status 1
where a dump differs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import new_postgres_database
from killing import Ground, moments
from test_newsroom import newsroom, sources


def ground(folder: Path, name: str, file: Path, server: str | None) -> Ground:
    """A new folder and a new, empty store."""
    (folder / name).mkdir()
    url = new_postgres_database(server) if server else f"sqlite:///{folder / name / 'x.db'}"
    return Ground(folder / name, file, url)


def same(killed: Ground, whole: list[str]) -> bool:
    """Whether the dumps are equal; differing lines are printed."""
    found = killed.dump()
    for line in sorted(set(found) ^ set(whole))[:6]:
        print(f"    {'too much' if line in found else 'missing'}: {line[:300]}")
    return found == whole


def main() -> int:
    """Print a line a moment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=25)
    parser.add_argument("--outlets", type=int, default=6)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--url", help="address of a PostgreSQL server's database `postgres`")
    args = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="strikelog-kills-") as name:
        folder = Path(name)
        with newsroom(folder, "clean", args.outlets, 7200) as manifest:
            quick = {"outlets": [one for one in manifest["outlets"] if not one["crawl_delay"]]}
            file = sources(folder, quick)
            undisturbed = ground(folder, "whole", file, args.url)
            undisturbed.night()
            whole = undisturbed.dump()
            spent = ground(folder, "warm", file, args.url).night()  # the first run of all is slower
            print(f"whole run: {spent:.1f} s, {len(whole)} lines", flush=True)
            for number, moment in enumerate(moments(spent, args.points, args.seed), 1):
                one = ground(folder, str(number), file, args.url)
                cut = one.killed(moment)
                one.night()
                equal = same(one, whole)
                failed += not equal
                print(f"{number:3} {'killed' if cut else 'ended'} at {moment:5.1f} s: {'same' if equal else 'DIFFERS'}",
                      flush=True)
    print(f"{args.points - failed} of {args.points} the same")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
