"""Articles by canonical address: discovered, fetched, kept in versions, read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select, update

from models.article import Article
from models.feed import FeedItem
from models.page import Validators
from models.states import Stage
from models.stored import PendingArticle, StoredArticle
from models.tables.rows import AliasRow, ArchiveRow, ArticleRow, ExtractorRow, ReadingRow, VersionRow
from models.vocabulary import Fate
from pipeline.jsonl import parse_published
from pipeline.outcome import FATES, Reason
from pipeline.store.connect import Transaction
from pipeline.store.counter import draw
from pipeline.store.statements import among, chunks, insert_new, upsert

FIRST_REFETCH = timedelta(hours=1)  # then each gap is as long as the article is old: 1 h, 2 h, 4 h, 8 h ...


def discover(tx: Transaction, items: Iterable[FeedItem]) -> int:
    """Note the entries of feeds; returns how many addresses are new. A known one keeps what it has."""
    fresh: dict[str, FeedItem] = {}
    for batch in chunks(items):
        known = article_ids(tx, [name for item in batch for name in _names(item)])
        fresh.update({item.canonical_url: item for item in batch if known.keys().isdisjoint(_names(item))})
    ids = dict(zip(fresh, draw(tx, len(fresh)), strict=True)) if fresh else {}
    insert_new(tx, ArticleRow, [_discovered(tx, ids[url], item) for url, item in fresh.items()], ["url"])
    aliases = {name: ids[url] for url, item in fresh.items() for name in _names(item) if name != url}
    add_aliases(tx, aliases)
    return len(fresh)


def _names(item: FeedItem) -> list[str]:
    """The addresses of an entry and its GUID; a GUID that is no address is unique only within its feed."""
    guid = item.guid and (item.guid if item.guid.startswith("http") else f"{item.feed_url}#{item.guid}")
    return [name for name in (item.canonical_url, item.url, guid) if name]


def _discovered(tx: Transaction, article_id: int, item: FeedItem) -> dict[str, object]:
    return blank_article(tx, article_id, item.canonical_url) | {
        "listed_url": item.url,
        "source_id": item.source_id or None,
        "feed_url": item.feed_url,
        "feed_title": item.title,
        "feed_text": item.content or item.summary,
        "feed_published": item.published.isoformat() if item.published else None,
    }


_BLANK: dict[str, object] = dict.fromkeys(ArticleRow.__table__.columns.keys())


def blank_article(tx: Transaction, article_id: int, url: str) -> dict[str, object]:
    """All columns of an article of which only the address is known."""
    return _BLANK | {"id": article_id, "url": url, "stage": Stage.DISCOVERED, "attempts": 0, "discovered_at": tx.now}


def add_aliases(tx: Transaction, aliases: dict[str, int]) -> None:
    """Other names of articles; a name that is taken stays where it is."""
    insert_new(tx, AliasRow, [{"alias": name, "article_id": key} for name, key in aliases.items()], ["alias"])


def article_ids(tx: Transaction, names: Sequence[str]) -> dict[str, int]:
    """Article ids of the addresses and aliases that are known."""
    found: dict[str, int] = {}
    for batch in chunks(names):
        for name, key in ((AliasRow.alias, AliasRow.article_id), (ArticleRow.url, ArticleRow.id)):
            found.update(tx.connection.execute(select(name, key).where(among(tx, name, batch))).all())
    return found


def pending(tx: Transaction, limit: int | None = None, source_ids: Sequence[str] | None = None) -> list[PendingArticle]:
    """What is discovered and not yet fetched, and due; oldest first."""
    wanted = (
        select(ArticleRow.__table__)
        .where(ArticleRow.stage == Stage.DISCOVERED)
        .where(ArticleRow.next_try_at.is_(None) | (ArticleRow.next_try_at <= tx.now))
    )
    return _pending(tx, wanted, limit, source_ids)


def due_again(
    tx: Transaction, limit: int | None = None, source_ids: Sequence[str] | None = None
) -> list[PendingArticle]:
    """What was fetched and is due to be looked at again for silent edits; oldest first."""
    return _pending(tx, select(ArticleRow.__table__).where(ArticleRow.refetch_at <= tx.now), limit, source_ids)


def _pending(
    tx: Transaction, wanted: Select[Any], limit: int | None, source_ids: Sequence[str] | None
) -> list[PendingArticle]:
    if source_ids is not None:
        wanted = wanted.where(ArticleRow.source_id.in_(source_ids))
    return [_one_pending(row) for row in tx.connection.execute(wanted.order_by(ArticleRow.id).limit(limit))]


def _one_pending(row: Any) -> PendingArticle:
    return PendingArticle(
        article_id=row.id,
        canonical_url=row.url,
        listed_url=row.listed_url or row.url,
        source_id=row.source_id,
        attempts=row.attempts,
        validators=Validators(row.etag, row.last_modified, row.body_sha256),
        feed_title=row.feed_title,
        feed_text=row.feed_text,
        feed_published=row.feed_published,
        discovered_at=row.discovered_at,
    )


def record_outcome(
    tx: Transaction,
    url: str,
    reason: Reason,
    *,
    retry_at: datetime | None = None,
    validators: Validators | None = None,
    refetch_at: datetime | None = None,
) -> None:
    """What came of trying to fetch an article; a fate of retry leaves it pending until ``retry_at``."""
    values: dict[str, object] = {"reason": reason, "fate": FATES[reason], "refetch_at": refetch_at}
    if FATES[reason] is Fate.RETRY:
        values |= {"attempts": ArticleRow.attempts + 1, "next_try_at": retry_at}
    if validators is not None:
        values |= {key: getattr(validators, key) for key in ("etag", "last_modified", "body_sha256")}
    here = update(ArticleRow).where(ArticleRow.url == url)
    tx.connection.execute(here.values(values))
    if FATES[reason] is not Fate.RETRY:
        tx.connection.execute(here.where(ArticleRow.stage == Stage.DISCOVERED).values(stage=Stage.ENDED))


def look_again(tx: Transaction, article_ids: Iterable[int]) -> None:
    """Make fetched articles due for another look now: their feed lists them as updated."""
    for batch in chunks(article_ids):
        fetched = update(ArticleRow).where(among(tx, ArticleRow.id, batch), ArticleRow.stage != Stage.DISCOVERED)
        tx.connection.execute(fetched.values(refetch_at=tx.now))


def next_refetch(first_seen: datetime, now: datetime, days: float) -> datetime | None:
    """When to look at an article again: gaps double with its age, nothing after ``days``."""
    due = now + max(FIRST_REFETCH, now - first_seen)
    return due if due <= first_seen + timedelta(days=days) else None


def stored(tx: Transaction, url: str) -> StoredArticle | None:
    """The current text of an article by its address or an alias; null when there is none."""
    found = article_ids(tx, [url])
    wanted = _texts().where(ArticleRow.id == found.get(url, 0))
    return next(_stored(tx, wanted), None)


def stored_as(tx: Transaction, article_id: int) -> StoredArticle | None:
    """The current text of an article by its id; null when there is none."""
    return next(_stored(tx, _texts().where(ArticleRow.id == article_id)), None)


def unread(
    tx: Transaction, extractor_version: str, *, limit: int | None = None, after: int = 0, never: bool = False
) -> list[StoredArticle]:
    """Current texts that this extractor (``never``: any extractor) has not read, by article id from ``after``."""
    read = (
        select(ReadingRow.id)
        .join(ExtractorRow, ExtractorRow.id == ReadingRow.extractor_id)
        .where(ReadingRow.version_id == ArticleRow.version_id, ExtractorRow.version == extractor_version)
    )
    missing = ArticleRow.stage == Stage.FETCHED if never else ~read.exists()
    wanted = _texts().where(missing, ArticleRow.id > after).order_by(ArticleRow.id).limit(limit)
    return list(_stored(tx, wanted))


def never_read(tx: Transaction) -> list[int]:
    """The ids of articles whose current text no extractor has read."""
    wanted = select(ArticleRow.id).where(ArticleRow.stage == Stage.FETCHED).order_by(ArticleRow.id)
    return list(tx.connection.execute(wanted).scalars())


def _texts() -> Select[Any]:
    columns: Any = select(
        ArticleRow.id, ArticleRow.url, ArticleRow.source_id, ArticleRow.outlet, VersionRow.id.label("version_id"),
        VersionRow.content_sha256, VersionRow.title, VersionRow.text, VersionRow.published, VersionRow.language,
        VersionRow.archive_key,
    )  # fmt: skip
    return columns.join(VersionRow, VersionRow.id == ArticleRow.version_id)  # type: ignore[no-any-return]


def _stored(tx: Transaction, wanted: Select[Any]) -> Iterator[StoredArticle]:
    for row in tx.connection.execute(wanted):
        when, only_day = parse_published(row.published)
        article = Article(row.url, row.text, row.title, row.url, when, only_day, row.language, row.outlet)
        yield StoredArticle(article, row.id, row.version_id, row.content_sha256, row.archive_key, row.source_id)


def record_archived(tx: Transaction, key: str, url: str, status: int, body_sha256: str, fetched_at: datetime) -> None:
    """Where a fetched answer lies in the archive."""
    row = {"key": key, "url": url, "status": status, "body_sha256": body_sha256, "fetched_at": fetched_at}
    upsert(tx, ArchiveRow, [row], ["key"])


def archived(tx: Transaction, url: str) -> list[str]:
    """Archive keys of an address, newest first."""
    wanted = select(ArchiveRow.key).where(ArchiveRow.url == url).order_by(ArchiveRow.fetched_at.desc())
    return list(tx.connection.execute(wanted).scalars())


def read_already(tx: Transaction, keys: Sequence[tuple[str, str]], extractor_version: str) -> set[tuple[str, str]]:
    """Of (canonical address, content hash): those whose current text this extractor has read."""
    found: set[tuple[str, str]] = set()
    for batch in chunks([url for url, _ in keys]):
        wanted = (
            select(ArticleRow.url, VersionRow.content_sha256)
            .join(VersionRow, VersionRow.id == ArticleRow.version_id)
            .join(ReadingRow, (ReadingRow.version_id == VersionRow.id) & ReadingRow.current)
            .join(ExtractorRow, ExtractorRow.id == ReadingRow.extractor_id)
            .where(among(tx, ArticleRow.url, batch), ExtractorRow.version == extractor_version)
        )
        found |= set(tx.connection.execute(wanted))
    return found & set(keys)
