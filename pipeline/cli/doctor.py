"""strikelog doctor: what is missing or wrong on this machine."""

from __future__ import annotations

from pipeline.cli.render import Format
from pipeline.cli.running import command_app

app = command_app("doctor", examples="strikelog doctor\nstrikelog doctor --format json")


@app.default
def doctor(*, format: Format = Format.TABLE) -> int:
    """Check model, database, folders and versions, and say how to mend what is wrong.

    Parameters
    ----------
    format
        How the findings are written.
    """
    from pipeline import settings
    from pipeline.checkup import findings
    from pipeline.cli.render import write_rows

    found = list(findings(settings.load()))
    rows = [{"check": f.name, "state": f.state, "found": f.found, "mend": "" if f.well else f.mend} for f in found]
    write_rows(rows, format, ["check", "state", "found", "mend"])
    return 0 if all(f.well or f.advice for f in found) else 1
