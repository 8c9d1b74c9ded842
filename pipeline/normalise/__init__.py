"""Words to values: dates, places, counts, actors, munitions."""

from __future__ import annotations

import importlib
from typing import Any

from extractors.resolve import Resolvers


class _Nothing:
    """Knows no name: stands in for a catalogue that is not installed."""

    def __getattr__(self, name: str) -> Any:
        return {"candidates": lambda *_: (), "longest": lambda *_: 0,
                "choose": lambda names, *_: [None] * len(names)}.get(name, lambda *_: None)


def _load(module: str, *names: str) -> Any:
    try:
        found = importlib.import_module(f"pipeline.normalise.{module}")
    except ModuleNotFoundError:
        return _Nothing()
    return next((getattr(found, n)() for n in names if hasattr(found, n)), _Nothing())


def make_resolvers() -> Resolvers:
    """The normalisers of one process."""
    return Resolvers(_load("places", "gazetteer", "Gazetteer"), _load("dates", "calendar", "Calendar"),
                     _load("actors", "actor_catalogue"), _load("munitions", "munition_catalogue", "load_munitions", "load"))
