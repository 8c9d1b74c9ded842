"""`python -m flows nightly|reprocess|backfill [JSON]` runs a flow now; `python -m flows serve [JSON]` serves them.

JSON holds the flow's parameters. The command line starts this; it can be called by hand too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flows import server
from pipeline.errors import StrikelogError, told

Command = Callable[[Mapping[str, Any]], int]


def nightly(parameters: Mapping[str, Any]) -> int:
    """The nightly flow, now, and its report on the screen."""
    with server.temporary_server():
        from flows.nightly import nightly as flow
        from pipeline import report

        server.wait()
        print(*report.lines(report.Report.of(flow(**parameters))), sep="\n", flush=True)
    return 0


def reprocess(parameters: Mapping[str, Any]) -> int:
    """One article again, as a flow run."""
    with server.temporary_server():
        from flows.reprocess import reprocess as flow

        server.wait()
        print(flow(**parameters), flush=True)
    return 0


def backfill(parameters: Mapping[str, Any]) -> int:
    """A past window, as a flow run, and its report on the screen."""
    with server.temporary_server():
        from flows.backfill import backfill as flow
        from pipeline import report

        server.wait()
        print(*report.lines(report.Report.of(flow(**parameters))), sep="\n", flush=True)
    return 0


def serve(parameters: Mapping[str, Any]) -> int:
    """Serve the deployments on this machine until stopped."""
    with server.temporary_server(schedules=True):  # before Prefect is imported, which reads the address then
        from flows.runners import serve_here

        server.wait()
        serve_here(**parameters)
    return 0


COMMANDS: dict[str, Command] = {"nightly": nightly, "reprocess": reprocess, "backfill": backfill, "serve": serve}


def main(words: Sequence[str]) -> int:
    """Run one command; what a user can mend ends as one line on stderr."""
    if not 1 <= len(words) <= 2 or words[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    server.quiet()
    try:
        return COMMANDS[words[0]](json.loads(words[1]) if len(words) == 2 else {})
    except (StrikelogError, OSError, ValueError) as error:
        if (known := told(error)) is None:
            raise
        print(f"strikelog {words[0]}: {known[0]}", file=sys.stderr)
        return known[1]
    except KeyboardInterrupt:
        print(f"strikelog {words[0]}: stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
