"""Files and standard input as text lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from pipeline.errors import UsageError


@contextmanager
def open_lines(name: str) -> Iterator[TextIO]:
    """Lines of a UTF-8 file, or of standard input for "-"; bytes that are not UTF-8 are replaced, never fatal."""
    if name == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        with open(name, encoding="utf-8", errors="replace") as stream:
            yield stream
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise UsageError(f"{name}: {error.strerror}") from error
