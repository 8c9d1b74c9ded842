"""Words to values: dates, places, counts, actors, munitions."""

from __future__ import annotations

from extractors.resolve import Resolvers
from pipeline.normalise.actors import actor_catalogue
from pipeline.normalise.dates import calendar
from pipeline.normalise.munitions import load_munitions
from pipeline.normalise.places import gazetteer


def make_resolvers() -> Resolvers:
    """The normalisers of one process."""
    return Resolvers(gazetteer(), calendar(), actor_catalogue(), load_munitions())
