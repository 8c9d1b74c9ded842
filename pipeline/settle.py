"""Answers to texts of the store: each page cleaned beside the fetching, each article's fate noted with its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from models.article import CleanPage
from models.page import FetchOutcome, FetchStatus
from models.stored import ArticleText, KeptText, PendingArticle
from models.vocabulary import CleanStatus, Fate
from pipeline.clean.drift import PageLook, look
from pipeline.identity_url import canonical_url
from pipeline.ingest import CHANGED
from pipeline.outcome import FATES, OF_CLEAN, OF_FETCH, Outcome, Reason, Stage
from pipeline.sources import Source
from pipeline.store import Transaction
from pipeline.store.articles import next_refetch, record_archived, record_outcome
from pipeline.store.looks import keep_looks
from pipeline.store.runs import record_items
from pipeline.store.texts import keep_texts

FIRST_RETRY_S = 900.0  # doubled with each night in trouble
MAX_ATTEMPTS = 6
FEED_TEXT_CHARS = 280  # a feed's own text of this length stands in for a page that we may not read
NO_PAGE = frozenset({Reason.BLOCKED, Reason.CONSENT, Reason.PAYWALLED, Reason.FORBIDDEN})


@dataclass(frozen=True, slots=True)
class Answer:
    """One article, what its server said, and the page cleaned when there was one."""

    article: PendingArticle
    fetched: FetchOutcome
    page: CleanPage | None
    source: Source | None


def settle(tx: Transaction, run_id: int, answers: Sequence[Answer], refetch_days: float) -> None:
    """Keep the texts and note what became of each article, in the open transaction."""
    texts = {answer.article.article_id: text for answer in answers if (text := text_of(answer))}
    kept = dict(zip(texts, keep_texts(tx, list(texts.values())), strict=True)) if texts else {}
    outcomes = []
    for answer in answers:
        reason, detail = verdict(answer, kept.get(answer.article.article_id))
        _note(tx, answer, reason, refetch_days)
        shown = Reason.WAITING if reason is Reason.FETCHED else reason
        article = answer.article
        outcomes.append(Outcome(article.canonical_url, article.source_id or "", Stage.FETCH, shown, detail))
    record_items(tx, run_id, outcomes)
    keep_looks(tx, run_id, (seen for answer in answers if (seen := _look(answer)) is not None))


def _look(answer: Answer) -> tuple[int, str, PageLook] | None:
    """(article, source, look) of a page that was fetched; a wall in its place is a page that cannot be read."""
    article = answer.article
    if answer.source is None:
        return None
    if answer.page is not None:
        return article.article_id, answer.source.id, look(answer.page)
    shut = answer.fetched.status in (FetchStatus.BLOCKED, FetchStatus.CONSENT)
    return (article.article_id, answer.source.id, PageLook(0, False, False, read=False)) if shut else None


def verdict(answer: Answer, kept: KeptText | None) -> tuple[Reason, str]:
    """The reason and its detail; ``kept`` is what the store made of the text, null without one."""
    if kept is not None:
        if kept.article_id != answer.article.article_id:
            return Reason.DUPLICATE, f"article {kept.article_id}"
        if not kept.new_version:
            return Reason.UNCHANGED, ""
        return Reason.FETCHED, CHANGED if answer.article.validators.body_sha256 else ""
    reason = OF_FETCH[answer.fetched.status]
    if reason is Reason.FETCHED and answer.page:
        return OF_CLEAN[answer.page.status], answer.page.error or ""
    tried = FATES[reason] is Fate.RETRY and reason is not Reason.DEADLINE
    if tried and answer.article.attempts + 1 >= MAX_ATTEMPTS:
        return Reason.GIVEN_UP, f"{reason} for the {MAX_ATTEMPTS}th time"
    return reason, answer.fetched.reason or ""


def text_of(answer: Answer) -> ArticleText | None:
    """The text to keep: the page's, or the feed's own where the page may not be read; null without either."""
    page, article = answer.page, answer.article
    if page is not None and page.status is CleanStatus.CLEANED:
        return _from_page(answer, page)
    reason = OF_CLEAN.get(page.status) if page else OF_FETCH[answer.fetched.status]
    if reason in NO_PAGE and len(article.feed_text or "") >= FEED_TEXT_CHARS:
        return _from_feed(answer, page.status if page else CleanStatus.BLOCKED)
    return None


def _from_page(answer: Answer, page: CleanPage) -> ArticleText:
    article, raw = answer.article, answer.fetched.page
    return ArticleText(
        canonical_url=identity(answer, page),
        url=raw.final_url if raw else article.listed_url,
        text=page.text,
        title=page.title or article.feed_title,
        published=page.published or article.feed_published,
        published_method=page.published_method if page.published else "feed" if article.feed_published else None,
        language=page.language or (answer.source.language if answer.source else None),
        outlet=answer.source.name if answer.source else page.site,
        source_id=article.source_id,
        authors=page.authors,
        headers=raw.headers if raw else (),
        archive_key=str(answer.fetched.archived) if answer.fetched.archived else None,
        aliases=tuple(dict.fromkeys((article.canonical_url, article.listed_url))),
        fetched_at=raw.fetched_at if raw else None,
    )


def identity(answer: Answer, page: CleanPage) -> str:
    """The page's own canonical address where it is of the same host; a copy of another outlet's stays itself."""
    named = canonical_url(page.canonical_url or "")
    at = urlsplit(canonical_url(answer.fetched.page.final_url if answer.fetched.page else answer.article.listed_url))
    said = urlsplit(named)
    own = said.netloc == at.netloc and said.path not in ("", "/")
    return named if own else answer.article.canonical_url


def _from_feed(answer: Answer, status: CleanStatus) -> ArticleText:
    article = answer.article
    return ArticleText(
        canonical_url=article.canonical_url,
        url=article.listed_url,
        text=article.feed_text or "",
        title=article.feed_title,
        published=article.feed_published,
        published_method="feed" if article.feed_published else None,
        language=answer.source.language if answer.source else None,
        outlet=answer.source.name if answer.source else None,
        source_id=article.source_id,
        clean_status=status,
        from_feed=True,
    )


def _note(tx: Transaction, answer: Answer, reason: Reason, refetch_days: float) -> None:
    """What the store remembers of this try: when to come back, and what to ask with."""
    article, fetched = answer.article, answer.fetched
    if reason is Reason.DEADLINE:  # it was not asked for: it stays as it is, due at once
        return
    if fetched.archived and fetched.page:
        page = fetched.page
        key, digest = str(fetched.archived), fetched.validators.body_sha256 or ""
        record_archived(tx, key, article.canonical_url, page.status, digest, page.fetched_at)
    retry_at = tx.now + timedelta(seconds=max(fetched.retry_after_s or 0.0, FIRST_RETRY_S * 2**article.attempts))
    again = next_refetch(article.discovered_at or tx.now, tx.now, refetch_days)
    seen_before = bool(article.validators.body_sha256)
    retry = FATES[reason] is Fate.RETRY
    record_outcome(
        tx,
        article.canonical_url,
        reason,
        retry_at=retry_at if retry else None,
        validators=fetched.validators if reason in (Reason.FETCHED, Reason.UNCHANGED) else None,
        refetch_at=_again(reason, seen_before, retry_at, again),
    )


def _again(reason: Reason, seen_before: bool, retry_at: datetime, again: datetime | None) -> datetime | None:
    """When an article that we have is looked at once more; in trouble, as early as a new one would be."""
    if FATES[reason] is Fate.RETRY:
        return retry_at if seen_before else None
    return again if reason in (Reason.FETCHED, Reason.UNCHANGED) else None
