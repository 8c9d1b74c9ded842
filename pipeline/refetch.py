"""The text of one address: from the network now, or cleaned anew from the archived page."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from models.page import ArchiveKey, FetchOutcome, FetchRequest, FetchStatus
from models.stored import ArticleText, PendingArticle, StoredArticle
from models.vocabulary import Fate
from pipeline.archive import Archive
from pipeline.crawling import answers, cleaned
from pipeline.errors import NotFoundError, PermanentError, TransientError
from pipeline.identity_url import canonical_url
from pipeline.outcome import FATES
from pipeline.settings import Settings
from pipeline.settle import Answer, text_of, verdict
from pipeline.sources import Source, load_sources


def fetch_text(settings: Settings, url: str, known: StoredArticle | None) -> ArticleText:
    """Fetch and clean one address, with the manners of its source. PermanentError, TransientError."""
    source = source_of(settings, url, known)
    return _text(asyncio.run(_ask(settings, _pending(url, known, source), source)), url)


def _pending(url: str, known: StoredArticle | None, source: Source | None) -> PendingArticle:
    when = known.article.published if known else None
    return PendingArticle(
        article_id=known.article_id if known else 0,
        canonical_url=known.article.id if known else canonical_url(url),
        listed_url=url,
        source_id=source.id if source else known.source_id if known else None,
        attempts=0,
        feed_published=when.isoformat() if when else None,
    )


def text_again(settings: Settings, known: StoredArticle) -> ArticleText | None:
    """The archived page cleaned anew; null where it is not there: then the stored text is read as it is."""
    try:
        key = ArchiveKey.parse(known.archive_key or "")
        with Archive(settings.archive_dir) as archive:
            page = archive.read(key)
    except (ValueError, NotFoundError):
        return None
    source = source_of(settings, known.article.id, known)
    article = _pending(known.article.id, known, source)
    fetched = FetchOutcome(FetchRequest(page.url), FetchStatus.FETCHED, page, archived=key)
    return text_of(asyncio.run(_clean(article, fetched, source)))


async def _clean(article: PendingArticle, fetched: FetchOutcome, source: Source | None) -> Answer:
    with ThreadPoolExecutor(1) as pool:
        return await cleaned(pool, article, fetched, source)


async def _ask(settings: Settings, article: PendingArticle, source: Source | None) -> Answer:
    deadline = datetime.now(UTC) + timedelta(seconds=settings.item_deadline_s)
    sources = {source.id: source} if source else {}
    async for answer in answers(settings, [article], sources, deadline):
        return answer
    raise AssertionError("every article has an answer")


def _text(answer: Answer, url: str) -> ArticleText:
    text = text_of(answer)
    if text is not None:
        return text
    reason, detail = verdict(answer, None)
    kind = TransientError if FATES[reason] is Fate.RETRY else PermanentError
    raise kind(f"{url}: {reason.replace('_', ' ')}" + (f": {detail}" if detail else ""))


def source_of(settings: Settings, url: str, known: StoredArticle | None) -> Source | None:
    """The source that an article came from, or that is at home at its host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    sources = load_sources(settings.sources_file)
    if known and known.source_id:
        return next((source for source in sources if source.id == known.source_id), None)
    homes = {(urlsplit(source.homepage).hostname or "").removeprefix("www."): source for source in reversed(sources)}
    return homes.get(host)
