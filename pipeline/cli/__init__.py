"""The command line: a light table of commands, each loaded only when it is run.

Exit codes: 0 all well, 1 it ran and something failed (some lines, some items, nothing found), 2 it could not
start (usage, settings, a missing file). Nothing heavy may be imported here: `strikelog --help` must start fast.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

# name -> (module in this package, one line of help); the order is that of --help.
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("run", "The nightly flow, now: discover, fetch, clean, read, store"),
    "reprocess": ("reprocess", "Read one article again, from the archive or the network"),
    "backfill": ("backfill", "Ingest a past window from sitemaps or files on disk"),
    "schedule": ("schedule", "Serve the nightly and reprocess deployments on this machine"),
    "events": ("events", "List the stored events, filtered, in any format"),
    "show": ("show", "One event, with the sentence behind each value"),
    "explain": ("explain", "Why an event's values are what they are: rules, losers, merges"),
    "changes": ("changes", "What changed in the store since a time"),
    "deleted": ("deleted", "Which events were deleted since a time"),
    "review": ("review", "Accept, correct, merge, split, reject or note an event"),
    "extract": ("extract", "Read articles (JSON Lines) into coded events"),
    "clean": ("clean", "Make articles of HTML pages (JSON Lines)"),
    "import": ("import_", "Read, link and store articles (JSON Lines)"),
    "sources": ("sources", "List, check and add sources"),
    "archive": ("archive", "Show and verify archived pages"),
    "sample": ("sample", "Serve the bundled sample newsroom on this machine"),
    "db": ("db", "Migrate, dump and check the store"),
    "schema": ("schema", "JSON Schema of what extract, clean and events write"),
    "doctor": ("doctor", "What is missing or wrong on this machine, and how to mend it"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help"):
        print(top_help())
        return 0
    if words[0] in ("-V", "--version"):
        from importlib.metadata import version

        print(version("strikelog"))
        return 0
    if words[0] not in COMMANDS:
        return _unknown(words[0])
    from pipeline.cli.running import run

    return run(words[0], COMMANDS[words[0]][0], words[1:])


def top_help() -> str:
    """The help of the program itself."""
    width = max(map(len, COMMANDS))
    rows = (f"  {name:{width}}  {line}" for name, (_, line) in COMMANDS.items())
    return "\n".join((
        "Usage: strikelog COMMAND ...",
        "",
        "Reads the news and keeps a traceable log of armed attacks.",
        "",
        *rows,
        "",
        "strikelog COMMAND --help shows a command's options and examples; --version the version.",
        "Settings come from STRIKELOG_* variables and strikelog.toml (strikelog.example.toml lists them all).",
    ))  # fmt: skip


def _unknown(word: str) -> int:
    from pipeline.located import closest

    what = "option" if word.startswith("-") else "command"
    print(f"strikelog: unknown {what} {word!r} ({closest(word, COMMANDS)})", file=sys.stderr)
    return 2
