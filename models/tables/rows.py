"""All tables of the store, typed. Only `pipeline.store` and the migrations import them."""

from models.tables.articles import AliasRow, ArchiveRow, ArticleRow, FeedRow, SourceRow, VersionRow
from models.tables.events import (
    BlockRow,
    ClaimRow,
    EventHistoryRow,
    EventRow,
    ExtractorRow,
    LinkRow,
    ReadingRow,
    ReportRow,
)
from models.tables.row import Row
from models.tables.runs import CounterRow, PageLookRow, PairRow, ReviewRow, RunItemRow, RunRow, SnapshotRow

__all__ = [
    "AliasRow",
    "ArchiveRow",
    "ArticleRow",
    "BlockRow",
    "ClaimRow",
    "CounterRow",
    "EventHistoryRow",
    "EventRow",
    "ExtractorRow",
    "FeedRow",
    "LinkRow",
    "PageLookRow",
    "PairRow",
    "ReadingRow",
    "ReportRow",
    "ReviewRow",
    "Row",
    "RunItemRow",
    "RunRow",
    "SnapshotRow",
    "SourceRow",
    "VersionRow",
]
