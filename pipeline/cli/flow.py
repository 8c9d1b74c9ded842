"""Starting a flow from the command line: as `python -m flows`, since the pipeline imports no Prefect."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import NoReturn

from pipeline.settings import PREFIX, Settings


def become(settings: Settings, name: str, parameters: Mapping[str, object]) -> NoReturn:
    """Turn this process into the flow ``name`` (see flows/__main__.py); the store's address goes by environment."""
    os.environ[f"{PREFIX}DATABASE_URL"] = settings.database_url
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "flows", name, json.dumps(parameters, default=str)])
