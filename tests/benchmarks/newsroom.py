"""The loopback newsroom as a benchmark's server: pages of a corpus beside the repository, on several hosts."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"


@contextmanager
def newsroom(outlets: int, scenario: str = "clean", *, max_seconds: int = 600) -> Iterator[dict[str, Any]]:
    """Start the newsroom in a process of its own; yields its ready file. SystemExit when it is not there."""
    serve, pages = SHARED / "newsroom" / "serve.py", SHARED / "corpora" / "pages"
    if not serve.exists():
        raise SystemExit(f"this benchmark needs {serve.relative_to(SHARED.parent)} beside the repository")
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        ready = Path(folder) / "ready.json"
        command = [sys.executable, str(serve), "--pages", str(pages), "--outlets", str(outlets), "--scenario", scenario]
        command += ["--multi-host", "--ready-file", str(ready), "--max-seconds", str(max_seconds)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                while not ready.exists():
                    time.sleep(0.1)
                yield json.loads(ready.read_text(encoding="utf-8"))
            finally:
                process.terminate()


def addresses(ready: dict[str, Any], count: int) -> list[str]:
    """``count`` article addresses that may be read at any pace, the same ones again and again."""
    free = [outlet for outlet in ready["outlets"] if not outlet["crawl_delay"]]
    urls = [a["url"] for outlet in free for a in outlet["articles"] if a["expect"] == "ok"]
    return [urls[n % len(urls)] for n in range(count)]
