"""What this machine needs and lacks: each check says what is well or wrong, and how to mend it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.errors import StrikelogError
from pipeline.settings import Settings

FREE_BYTES = 500_000_000
FASTAPI_BELOW = (0, 153)  # Prefect 3.8.8 does not start with this one or a later one


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it is well, what was found, how to mend it; an ``advice`` stops nothing."""

    name: str
    well: bool
    found: str
    mend: str = ""
    advice: bool = False

    @property
    def state(self) -> str:
        """The verdict in a word."""
        return "well" if self.well else "advice" if self.advice else "WRONG"


def findings(settings: Settings) -> Iterator[Finding]:
    """All checks, in the order in which a run would need what they check."""
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _python, _cleaner, _model, _lexicons, _prefect, _telemetry, _sources, _contact, _folder, _space, _store,
    )  # fmt: skip
    for check in checks:
        yield check(settings)


def _python(_settings: Settings) -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", sys.version_info >= (3, 11), found, "install Python 3.11 or newer, then: make install")


def _cleaner(_settings: Settings) -> Finding:
    """An old pip leaves out what trafilatura needs of lxml."""
    well = importlib.util.find_spec("lxml_html_clean") is not None
    found = f"trafilatura {_version('trafilatura')}" + ("" if well else ", lxml_html_clean is missing")
    return Finding("cleaner", well, found, "run: make install")


def _model(settings: Settings) -> Finding:
    well = importlib.util.find_spec(settings.model) is not None or Path(settings.model).is_dir()
    found = f"{settings.model} {_version(settings.model.replace('_', '-'))}" if well else f"no model {settings.model}"
    return Finding("model", well, found, "run: make install, or name an installed spaCy pipeline in STRIKELOG_MODEL")


def _lexicons(_settings: Settings) -> Finding:
    from extractors.lexicon import LexiconError
    from extractors.registry import extractors, warm

    try:
        warm()
    except LexiconError as error:
        return Finding("lexicons", False, str(error), "correct the file")
    return Finding("lexicons", True, f"{len(extractors())} extractors")


def _prefect(_settings: Settings) -> Finding:
    prefect, fastapi = _version("prefect"), _version("fastapi")
    numbers = tuple(int(part) for part in fastapi.split(".")[:2] if part.isdecimal())
    well = prefect.startswith("3.8.") and numbers < FASTAPI_BELOW
    return Finding("prefect", well, f"prefect {prefect} with fastapi {fastapi}", "run: make install")


def _telemetry(_settings: Settings) -> Finding:
    """Our own flows set both; a server that somebody else starts needs them too."""
    wanted = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    other = [name for name, value in wanted.items() if os.environ.get(name, value).lower() not in (value, "0", "true")]
    return Finding("telemetry", not other, "off" if not other else f"{', '.join(other)} set otherwise", "unset them")


def _sources(settings: Settings) -> Finding:
    from pipeline.sources import load_sources

    try:
        sources = load_sources(settings.sources_file)
    except (StrikelogError, ValueError) as error:
        return Finding("sources", False, str(error), "correct the file")
    return Finding("sources", True, f"{sum(source.enabled for source in sources)} enabled in {settings.sources_file}")


def _contact(settings: Settings) -> Finding:
    found = settings.contact or "none: sites cannot write to you"
    mend = "set STRIKELOG_CONTACT to an address of yours"
    return Finding("contact", bool(settings.contact), found, mend, advice=True)


def _folder(settings: Settings) -> Finding:
    folder = next(path for path in (settings.archive_dir, *settings.archive_dir.absolute().parents) if path.is_dir())
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            return Finding("archive", True, f"{settings.archive_dir} can be written")
    except OSError as error:
        mend = "make it writable, or set STRIKELOG_ARCHIVE_DIR"
        return Finding("archive", False, f"{settings.archive_dir}: {error.strerror}", mend)


def _space(_settings: Settings) -> Finding:
    free = shutil.disk_usage(Path.cwd()).free
    return Finding("space", free >= FREE_BYTES, f"{free / 1e9:.1f} GB free", "free at least 0.5 GB")


def _store(settings: Settings) -> Finding:
    from pipeline.store import open_store

    try:
        with closing(open_store(settings.database_url)) as store, store.read():
            return Finding("store", True, store.engine.url.render_as_string(hide_password=True))
    except StrikelogError as error:
        return Finding("store", False, error.message, error.todo or "check STRIKELOG_DATABASE_URL")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
