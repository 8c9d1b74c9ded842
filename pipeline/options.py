"""What a night is asked for: sources, window, limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from models.feed import FeedItem
from pipeline.settings import Settings
from pipeline.sources import Source, chosen, load_sources

SOURCES_A_BATCH = 50


@dataclass(frozen=True, slots=True)
class Options:
    """What a night takes: which sources, nothing published before ``since``, at most ``limit`` articles fetched."""

    sources_file: Path | None = None
    source_ids: tuple[str, ...] = ()
    since: datetime | None = None
    limit: int | None = None
    force: bool = False
    until: datetime | None = None
    kind: str = "nightly"

    def parameters(self) -> dict[str, Any]:
        """As a flow run takes it: JSON values, what is not asked left out."""
        asked = {
            "sources_file": str(self.sources_file.resolve()) if self.sources_file else None,
            "source_ids": list(self.source_ids),
            "since": self.since.isoformat() if self.since else None,
            "limit": self.limit,
            "force": self.force,
            "until": self.until.isoformat() if self.until else None,
        }
        return {name: value for name, value in asked.items() if value not in (None, False, [])}

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> Options:
        """From what `parameters` gave."""
        get = parameters.get
        return cls(
            Path(get("sources_file", "")) if "sources_file" in parameters else None,
            tuple(get("source_ids", ())),
            datetime.fromisoformat(get("since", "")) if "since" in parameters else None,
            get("limit"),
            get("force", False),
            datetime.fromisoformat(get("until", "")) if "until" in parameters else None,
        )

    def holds(self, item: FeedItem) -> bool:
        """Whether an item was published in the window; one without a time was."""
        when = item.published
        return when is None or ((not self.since or when >= self.since) and (not self.until or when < self.until))

    def sources(self, settings: Settings) -> tuple[Source, ...]:
        """The sources; SourcesError names file, line and key."""
        return chosen(load_sources(self.sources_file or settings.sources_file), self.source_ids)

    def ids(self, settings: Settings) -> tuple[str, ...]:
        """The ids of the sources."""
        return tuple(source.id for source in self.sources(settings))

    def batches(self, settings: Settings) -> Iterator[tuple[str, ...]]:
        """Source ids in batches, one discovery task each."""
        ids = self.ids(settings)
        for start in range(0, len(ids), SOURCES_A_BATCH):
            yield ids[start : start + SOURCES_A_BATCH]
