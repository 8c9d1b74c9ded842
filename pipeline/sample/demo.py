"""The demonstration: a night over the sample newsroom, twice with the same result."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, closing
from pathlib import Path

from pipeline.errors import StrikelogError
from pipeline.sample.server import SampleServer, serving

NEXT = """
Try next (the demonstration's store is {db}):
  {program} events --db {db} --format jsonl
  {program} show {event} --db {db}
  {program} sample serve --port {port} --edition 2      # the corrections of the next day, in another terminal, then
  {program} run --sources {sources} --db {db}
  {program} sources list
"""


def demo(folder: Path) -> int:
    """Serve the sample, run the nightly flow over it, show report and events; returns the exit code."""
    with _serving(folder) as server:
        sources = server.write_sources(folder / "sources.toml")
        database = f"sqlite:///{folder / 'strikelog.db'}"
        environment = {
            **os.environ,
            "STRIKELOG_DATABASE_URL": database,
            "STRIKELOG_ARCHIVE_DIR": str(folder / "archive"),
        }
        print(f"The sample newsroom is at {server.base}; the nightly flow reads it ...", flush=True)
        _flow(environment, sources)
        port = server.server_address[1]
    _strikelog("events", "--db", database, environment=environment)
    print(NEXT.format(program=_program(), db=database, sources=sources, port=port, event=_told_most(database)).rstrip())
    return 0


def _program() -> str:
    """How the program is called from here: by its name where that is on the path."""
    return "strikelog" if shutil.which("strikelog") else os.path.relpath(Path(sys.executable).with_name("strikelog"))


def _told_most(database: str) -> str:
    """The id of the event that most outlets tell of: worth a look."""
    from pipeline.store import open_store
    from pipeline.store.events import events

    with closing(open_store(database)) as store, store.read() as tx:
        return max(events(tx), key=lambda event: event.n_outlets).event_id


def _serving(folder: Path) -> AbstractContextManager[SampleServer]:
    """The newsroom at the port of the last time, so that its articles keep their addresses."""
    known = folder / "sources.toml"
    found = re.search(r"127\.0\.0\.1:(\d+)", known.read_text("utf-8")) if known.is_file() else None
    return serving(int(found[1]) if found else 0)


def _flow(environment: Mapping[str, str], sources: Path) -> None:
    parameters = json.dumps({"sources_file": str(sources.resolve())})
    done = subprocess.run([sys.executable, "-m", "flows", "nightly", parameters], env=environment, check=False)
    if done.returncode:
        raise StrikelogError("the nightly flow failed", todo="run: strikelog doctor")


def _strikelog(*words: str, environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "pipeline.cli", *words], env=environment, check=True)
