"""Running one command: its module, its arguments, its errors as one line, its exit code."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter

from pipeline.errors import StrikelogError, told

MANY_OBJECTS = 20_000  # before the youngest are looked at; Python's own 700 costs a tenth of a start


def _no_option(_: type, value: str) -> None:
    if value.startswith("-") and value != "-":
        raise ValueError(f"unknown option {value}")


FileOrStdin = Annotated[str, Parameter(allow_leading_hyphen=True, validator=_no_option)]
"""A file's name, or "-" for standard input."""


def command_app(name: str, *, examples: str) -> App:
    """The App of a command module; ``examples`` (one command a line) close its --help."""
    lines = "\n".join(f"    {line.strip()}" for line in examples.strip().splitlines())
    return App(
        name=f"strikelog {name}",
        version_flags=(),
        help_flags=("--help", "-h"),
        help_format="plaintext",
        help_epilogue=f"Examples:\n{lines}",
        result_action="return_value",
    )


def run(name: str, module: str, words: Sequence[str]) -> int:
    """Run command ``name``; what a user can mend ends as one line on stderr and never as a traceback."""
    gc.set_threshold(MANY_OBJECTS)  # what a start makes lives to its end: early collections find nothing
    atexit.register(gc.freeze)  # nor do those at the exit, which cost a seventh of a short command
    app: App = importlib.import_module(f"pipeline.cli.{module}").app
    try:
        result = app(list(words), exit_on_error=False, print_error=False)
        sys.stdout.flush()
    except CycloptsError as error:
        return _say(name, f"{_plain(error)} (strikelog {name} --help shows what it takes)", 2)
    except BrokenPipeError:  # the reader of our output has gone: `strikelog events | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _say(name, "stopped", 130)
    except (StrikelogError, OSError, ValueError) as error:
        if (known := told(error)) is None:
            raise
        return _say(name, *known)
    return result if isinstance(result, int) else 0


def _plain(error: CycloptsError) -> str:
    return " ".join(str(error).split()).rstrip(".")


def _say(name: str, text: str, code: int) -> int:
    print(f"strikelog {name}: {text}", file=sys.stderr)
    return code
