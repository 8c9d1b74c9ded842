"""From feed entries to items: identity, outlet's zone, believable dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from models.feed import FeedItem
from pipeline.discover.entry import FeedEntry
from pipeline.identity_url import canonical_url
from pipeline.sources import Source
from pipeline.timestamps import plausible


def feed_items(entries: Iterable[FeedEntry], source: Source, feed_url: str, now: datetime) -> tuple[FeedItem, ...]:
    """The items of entries with an http or https address; a date that cannot be true is dropped, its words kept."""
    found = []
    for entry in entries:
        identity = canonical_url(entry.url or "")
        if entry.url and identity:
            found.append(_item(entry, entry.url.strip(), identity, source, feed_url, now))
    return tuple(found)


def _item(entry: FeedEntry, url: str, identity: str, source: Source, feed_url: str, now: datetime) -> FeedItem:
    published, updated = entry.published_at(source.zone), entry.updated_at(source.zone)
    return FeedItem(
        source_id=source.id,
        feed_url=feed_url,
        url=url,
        canonical_url=identity,
        guid=entry.guid,
        title=entry.title,
        summary=entry.summary,
        content=entry.content,
        published=published if published and plausible(published, now) else None,
        published_text=entry.published or entry.updated,
        updated=updated if updated and plausible(updated, now) else None,
        authors=entry.authors,
        language=(entry.language or source.language)[:2].lower(),
    )


def once(items: Sequence[FeedItem], now: datetime) -> tuple[FeedItem, ...]:
    """Each identity once, the newest first, those without a date last.

    A sitemap names by its own address what a feed lists through a redirect: title and time tell that they are one.
    """
    best: dict[str, FeedItem] = {}
    told: dict[tuple[str, datetime], str] = {}
    for item in items:
        if item.title and item.published:
            first = told.setdefault((item.title, item.published), item.feed_url)
            if first != item.feed_url and item.canonical_url not in best:
                continue
        best.setdefault(item.canonical_url, item)
    oldest = datetime(1900, 1, 1, tzinfo=UTC)
    return tuple(sorted(best.values(), key=lambda item: min(item.published or oldest, now), reverse=True))
