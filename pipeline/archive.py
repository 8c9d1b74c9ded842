"""Every fetched answer, kept in WARC files and found again by file and offset."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from models.page import ArchiveKey, RawPage
from pipeline.errors import NotFoundError
from pipeline.warc import ArchiveError, checked_in, info_of, packed, pages_in, record_of, records

__all__ = ["Archive", "ArchiveError", "ArchiveProblem", "records", "verify"]

MAX_FILE_BYTES = 1_000_000_000  # the size that the WARC guidelines recommend


@dataclass(frozen=True, slots=True)
class ArchiveProblem:
    """What `verify` found: where, and what is wrong."""

    file: str
    offset: int
    problem: str


class Archive:
    """A folder of WARC files. Each process appends to a file of its own; use as a context manager to close it."""

    def __init__(self, folder: Path | str, *, max_file_bytes: int = MAX_FILE_BYTES) -> None:
        self.folder = Path(folder)
        self._max_file_bytes = max_file_bytes
        self._lock = threading.Lock()
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file that is written to."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def append(self, page: RawPage) -> ArchiveKey:
        """Keep a page; on disk when this returns. May be called from several threads."""
        member = packed(record_of(page))
        with self._lock:
            file = self._current()
            offset = file.tell()
            file.write(member)
            file.flush()
            return ArchiveKey(Path(file.name).name, offset)

    def read(self, key: ArchiveKey) -> RawPage:
        """The page at a key; raises NotFoundError when there is none, ArchiveError when it is damaged."""
        path = self.path(key.file)
        with path.open("rb") as file:
            file.seek(key.offset)
            for _, page in pages_in(file, path.name, key.offset):
                return page
        raise NotFoundError(f"no page at {key}", todo="`strikelog archive verify` checks the files")

    def path(self, name: str) -> Path:
        """The path of an archive file; raises NotFoundError."""
        path = self.folder / name
        if Path(name).name != name or not path.is_file():
            raise NotFoundError(f"no archive file {name} in {self.folder}")
        return path

    def files(self) -> tuple[Path, ...]:
        """The WARC files of the folder, oldest name first."""
        return tuple(sorted([*self.folder.glob("*.warc.gz"), *self.folder.glob("*.warc")]))

    def _current(self) -> IO[bytes]:
        if self._file is not None and self._file.tell() >= self._max_file_bytes:
            self._file.close()
            self._file = None
        if self._file is None:
            self._file = self._new_file()
        return self._file

    def _new_file(self) -> IO[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        moment = datetime.now(UTC)
        for number in range(1000):
            path = self.folder / f"strikelog-{moment:%Y%m%d%H%M%S}-{os.getpid()}-{number:03}.warc.gz"
            try:
                file = path.open("xb")
            except FileExistsError:
                continue
            file.write(packed(info_of(path.name)))
            return file
        raise ArchiveError(f"no free file name in {self.folder}")


def verify(archive: Archive) -> Iterator[ArchiveProblem]:
    """Read every record of every file and check its digests; yields what is wrong."""
    for path in archive.files():
        last = 0
        try:
            with path.open("rb") as file:
                for key, problem in checked_in(file, path.name):
                    last = key.offset
                    if problem:
                        yield ArchiveProblem(path.name, key.offset, problem)
        except ArchiveError as error:
            yield ArchiveProblem(path.name, last, error.message)
