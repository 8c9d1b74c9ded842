"""strikelog schema: the JSON Schema of what a command writes."""

from __future__ import annotations

import json
from enum import StrEnum

from pipeline.cli.running import command_app

app = command_app("schema", examples="strikelog schema extract\nstrikelog schema events > events.schema.json")


class Written(StrEnum):
    """The commands whose output lines have a schema."""

    EXTRACT = "extract"
    CLEAN = "clean"
    EVENTS = "events"


@app.default
def schema(what: Written) -> int:
    """Print the JSON Schema (2020-12) of one output line of a command, generated from the types.

    Parameters
    ----------
    what
        The command whose output lines are described.
    """
    from models import wire
    from models.article import CleanPage
    from models.event import Extraction
    from models.stored import StoredEvent

    kind: type = {Written.EXTRACT: Extraction, Written.CLEAN: CleanPage, Written.EVENTS: StoredEvent}[what]
    print(json.dumps(wire.schema(kind), indent=2))
    return 0
