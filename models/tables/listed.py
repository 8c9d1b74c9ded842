"""The columns by which events are listed, as bare tables: to map all rows as classes takes a fifth of a cold start.

A test holds names and types to the rows.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Date, Text, column, table

from models.tables.types import Key, UtcTime

EVENT = table(
    "event",
    column("id", Key),
    column("status", Text),
    column("event_type", Text),
    column("salience", Text),
    column("day_start", Date),
    column("day_end", Date),
    column("country", Text),
    column("n_independent", Key),
    column("first_seen", UtcTime),
    column("last_changed", UtcTime),
    column("view", Text),
)
FORMER = table(
    "event_history",
    column("event_id", Key),
    column("valid_from", UtcTime),
    column("valid_to", UtcTime),
    column("status", Text),
    column("view", Text),
)
REPORT = table("report", column("reading_id", Key), column("event_id", Key))
READING = table("reading", column("id", Key), column("article_id", Key), column("current", Boolean))
ARTICLE = table("article", column("id", Key), column("outlet", Text), column("source_id", Text))
LISTED = (EVENT, FORMER, REPORT, READING, ARTICLE)
