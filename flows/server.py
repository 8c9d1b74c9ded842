"""A Prefect server for one run: silent, alone with its own database, and gone when the run is gone.

Prefect's own temporary server writes to the screen, outlives a killed run and migrates its database anew in each
empty home folder. Ours is started before the heavy imports, so that both go on at the same time.
"""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from pipeline.errors import MissingPartError

STARTUP_S = 300.0
FOLDER = "strikelog-prefect-"
QUIET = {
    "DO_NOT_TRACK": "1",  # this alone does not stop the server's heartbeat
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # a failure is told once, by us
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLI_COLORS": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",  # else one of Prefect's own may start and outlive us
}
# A single run needs no scheduler, no automations and no watch over late runs.
IDLE = {
    f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false"
    for name in ("SCHEDULER", "LATE_RUNS", "FOREMAN", "TRIGGERS", "CANCELLATION_CLEANUP", "PAUSE_EXPIRATIONS",
                 "EVENT_PERSISTER", "REPOSSESSOR", "DB_VACUUM")
}  # fmt: skip
NO_PAGES = {"PREFECT_UI_ENABLED": "false"}


def quiet() -> None:
    """Set both opt-outs and keep Prefect's own words off the screen; what the user has set stays."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


@contextmanager
def temporary_server(*, schedules: bool = False) -> Iterator[None]:
    """A server for this process unless PREFECT_API_URL names one; sets PREFECT_API_URL and PREFECT_HOME meanwhile.

    ``schedules`` keeps the services that a served deployment needs. Yields at once: call `wait` before the first
    flow, which raises MissingPartError when it does not start.
    """
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    with tempfile.TemporaryDirectory(prefix=FOLDER, ignore_cleanup_errors=True) as home:
        port = _free_port()
        os.environ.update(PREFECT_HOME=home, PREFECT_API_URL=f"http://127.0.0.1:{port}/api")
        _from_template(Path(home))
        with (Path(home) / "server.log").open("wb") as log:
            process = _start(port, log.fileno(), {} if schedules else IDLE)
            try:
                yield
            finally:
                for name in ("PREFECT_HOME", "PREFECT_API_URL"):
                    del os.environ[name]
                process.kill()  # nothing in it is worth an orderly end: our store has the run report
                process.wait()


def wait() -> None:
    """Return when the server answers."""
    url, deadline = os.environ["PREFECT_API_URL"], time.monotonic() + STARTUP_S
    while time.monotonic() < deadline:
        with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(f"{url}/health", timeout=5):
            _to_template()
            return
        time.sleep(0.05)
    raise MissingPartError(f"Prefect's server at {url} does not answer", todo="run: strikelog doctor")


def _start(port: int, log: int, without: Mapping[str, str]) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "flows.server", str(port)]
    environment = {**os.environ, **NO_PAGES, **without}
    return subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _template() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "strikelog" / f"prefect-{version('prefect')}.db"


def _from_template(home: Path) -> None:
    """Begin with a database that is migrated already, when an earlier run has left one."""
    with suppress(OSError):
        shutil.copyfile(_template(), home / "prefect.db")


def _to_template() -> None:
    """Leave the freshly migrated database for later runs; a cache folder that cannot be written is no matter."""
    template, source = _template(), Path(os.environ.get("PREFECT_HOME", "")) / "prefect.db"
    if template.exists() or not source.is_file():
        return
    with suppress(OSError, sqlite3.Error):
        template.parent.mkdir(parents=True, exist_ok=True)
        part = template.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(source)) as migrated, closing(sqlite3.connect(part)) as copy:
            migrated.backup(copy)
        part.replace(template)


def _follow_parent() -> None:
    """End with the run: a killed run leaves no server and no folder behind."""
    parent, home = os.getppid(), Path(os.environ["PREFECT_HOME"])
    while os.getppid() == parent:
        time.sleep(0.5)
    if home.name.startswith(FOLDER):
        shutil.rmtree(home, ignore_errors=True)
    os._exit(0)


def _serve(port: int) -> None:
    import uvicorn

    threading.Thread(target=_follow_parent, daemon=True).start()
    uvicorn.run("prefect.server.api.server:create_app", factory=True, host="127.0.0.1", port=port, log_level="error")


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
