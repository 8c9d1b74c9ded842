"""Every error that a user may meet, printed as one line and never as a traceback.

StrikelogError          something that a person can mend or wait out
├── UsageError          the command line asks for what cannot be
├── ConfigError         a file or variable that a person wrote is wrong: says which, where, what to do
├── NotFoundError       no such event, article, source or file
├── StoreError          the database is missing, locked, full, read-only or of another version
├── MissingPartError    a part of the installation is not there (a model, a browser, a database server)
├── PermanentError      the outside world says no: trying again does not help
└── TransientError      the outside world is in trouble: the only error that is retried
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar


class StrikelogError(Exception):
    """Something that a person can mend or wait out; ``exit_code`` is what the command ends with."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, todo: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.message} ({self.todo})" if self.todo else self.message


class UsageError(StrikelogError):
    """The command line asks for what cannot be."""

    exit_code = 2


class ConfigError(StrikelogError):
    """A file or variable that a person wrote is wrong; knows the file, the line (from 1) and the key."""

    exit_code = 2

    def __init__(
        self,
        message: str,
        *,
        file: Path | str | None = None,
        line: int | None = None,
        key: str | None = None,
        todo: str | None = None,
    ) -> None:
        super().__init__(message, todo=todo)
        self.file, self.line, self.key = file, line, key

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        parts = [part for part in (place, self.key, self.message) if part]
        return ": ".join(parts) + (f" ({self.todo})" if self.todo else "")


class NotFoundError(StrikelogError):
    """No such event, article, source or file."""


class StoreError(StrikelogError):
    """The database is missing, locked, full, read-only or of another version."""


class MissingPartError(StrikelogError):
    """A part of the installation is not there; ``strikelog doctor`` says how to mend it."""


class PermanentError(StrikelogError):
    """The outside world says no: trying again does not help."""


class TransientError(StrikelogError):
    """The outside world is in trouble; ``retry_after_s`` is what it asked for, in seconds."""

    def __init__(self, message: str, *, retry_after_s: float | None = None, todo: str | None = None) -> None:
        super().__init__(message, todo=todo)
        self.retry_after_s = retry_after_s


def told(error: Exception) -> tuple[str, int] | None:
    """(one line, exit code) for an error that a user can mend; null for a fault of ours, which keeps its traceback.

    A wrong lexicon is an error of `extractors`: where none was loaded, spaCy is not imported to find out.
    """
    lexicon = sys.modules.get("extractors.lexicon")
    if isinstance(error, StrikelogError):
        return str(error), error.exit_code
    if isinstance(error, FileNotFoundError):
        return f"no such file: {error.filename}", 2
    if lexicon is not None and isinstance(error, lexicon.LexiconError):
        return str(error), 2
    return None
