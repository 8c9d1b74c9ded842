"""Milliseconds a page: clean against trafilatura with its metadata, in turns on the same pages.

python tests/benchmarks/clean.py --rounds 3
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable

from newsroom import SHARED

from pipeline.clean import clean

Page = tuple[str | None, bytes]


def pages() -> list[Page]:
    """Address and bytes of the development pages beside the repository."""
    folder = SHARED / "corpora" / "pages"
    if not folder.exists():
        raise SystemExit("this benchmark needs shared/corpora/pages beside the repository")
    rows = [json.loads(line) for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(row["url"], gzip.decompress((folder / row["html_path"]).read_bytes())) for row in rows]


def with_trafilatura(page: Page) -> object:
    """Text and metadata as trafilatura gives them."""
    import trafilatura

    return trafilatura.bare_extraction(page[1], url=page[0], with_metadata=True, include_comments=False)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    sides: dict[str, Callable[[Page], object]] = {
        "trafilatura with metadata": with_trafilatura,
        "clean": lambda page: clean(page[1], url=page[0]),
    }
    listed, times = pages(), {name: [] for name in sides}  # type: ignore[var-annotated]
    for _ in range(args.rounds):
        for name, work in sides.items():
            started = time.process_time()
            for page in listed:
                work(page)
            times[name].append((time.process_time() - started) * 1000 / len(listed))
    first = statistics.median(next(iter(times.values())))
    for name, taken in times.items():
        print(f"{name:<28} {statistics.median(taken):7.1f} ms a page   ratio {first / statistics.median(taken):.2f}")


if __name__ == "__main__":
    main()
