"""Where in a file that a person wrote a mistake is, and what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def line_of_key(file: Path, key: str, after: int = 0) -> int | None:
    """The line (from 1) after line ``after`` of a TOML file that sets ``key`` or opens its table."""
    pattern = re.compile(rf"""^\s*(?:["']?{re.escape(key)}["']?\s*=|\[+\s*{re.escape(key)}\s*\]+)""")
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return next((n for n, text in enumerate(lines, 1) if n > after and pattern.match(text)), None)


def line_of_entry(file: Path, table: str, index: int) -> int:
    """The line of the ``index``-th (from 0) ``[[table]]`` of a TOML file; 0 when there is none."""
    line = 0
    for _ in range(index + 1):
        line = line_of_key(file, table, after=line) or line
    return line


def closest(word: str, known: Iterable[str]) -> str:
    """What to do about an unknown name: the nearest known one, or all of them."""
    import difflib

    names = sorted(known)
    if near := difflib.get_close_matches(word, names, n=1, cutoff=0.6):
        return f"did you mean {near[0]}?"
    return "known: " + ", ".join(names)


def tidy_message(error: Mapping[str, Any]) -> str:
    """One pydantic error in plain words: what was expected and what was given."""
    if error["type"] == "extra_forbidden":
        return "unknown key"
    given = repr(error.get("input"))
    short = given if len(given) <= 60 else given[:57] + "..."
    return f"{str(error['msg'])[:1].lower()}{str(error['msg'])[1:]}, not {short}"
