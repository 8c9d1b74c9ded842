"""One page made an article: the way through the steps of this package."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from urllib.parse import urljoin

from models.article import CleanPage
from models.feed import FeedItem
from models.vocabulary import CleanStatus
from pipeline.clean.authors import authors_of
from pipeline.clean.body import body_of
from pipeline.clean.decode import decode, is_binary, load_tree, too_deep
from pipeline.clean.facts import Facts, gather, inner_text, opening_text
from pipeline.clean.language import language_of
from pipeline.clean.live import entries_of, is_live
from pipeline.clean.notes import agency_of, corrections_of, dateline_of
from pipeline.clean.published import modified_of, published_of
from pipeline.clean.title import site_of, title_of
from pipeline.clean.walls import is_challenge, verdict

MAX_BYTES = 20_000_000
_MARKUP_SHOWN = 100_000  # a challenge's marks stand in the beginning of its source


def clean(
    body: bytes | str,
    *,
    id: str = "",
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    http_status: int | None = None,
    zone: tzinfo | None = None,
    feed: FeedItem | None = None,
    now: datetime | None = None,
) -> CleanPage:
    """The article on a page; ``status`` says when there is none, and why. Never raises on bad input.

    ``headers`` are the response's, names in lower case. ``zone`` is the outlet's, for times without one. ``feed`` is
    the entry that led here: its date is the last resort.
    """
    try:
        return _clean(body, id, url, headers or {}, http_status, zone, feed, now)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - a page that breaks a parser must not break the run; it is reported
        return _without_text(id, url, CleanStatus.FAILED, f"{type(error).__name__}: {error}")


def page_of_feed(item: FeedItem) -> CleanPage:
    """An article made of what the feed itself says, for a page behind a wall; ``published_method`` is feed."""
    text = item.content or item.summary or ""
    status = CleanStatus.CLEANED if text else CleanStatus.EMPTY
    return CleanPage(
        id=item.canonical_url, url=item.url, title=item.title, authors=item.authors,
        published=item.published.isoformat() if item.published else None,
        published_method="feed" if item.published else None,
        language=item.language, site=None, text=text, status=status, error="the text is the feed's own",
        agency=agency_of(text, item.authors) if text else None, dateline=dateline_of(text),
    )  # fmt: skip


def _clean(
    body: bytes | str,
    id: str,
    url: str | None,
    headers: Mapping[str, str],
    http_status: int | None,
    zone: tzinfo | None,
    feed: FeedItem | None,
    now: datetime | None,
) -> CleanPage:
    if len(body) > MAX_BYTES:
        return _without_text(id, url, CleanStatus.FAILED, f"more than {MAX_BYTES} bytes")
    if isinstance(body, bytes) and is_binary(body):
        return _without_text(id, url, CleanStatus.NOT_ARTICLE, "not a text")
    source = body if isinstance(body, str) else decode(body, headers.get("content-type"))
    tree = load_tree(source) if source.strip() else None
    if tree is None:
        return _without_text(id, url, CleanStatus.EMPTY, "no text on the page")
    if too_deep(tree):
        return _without_text(id, url, CleanStatus.FAILED, "elements nested too deep")
    facts = gather(tree, url)
    opening = opening_text(tree)
    if is_challenge(opening, source[:_MARKUP_SHOWN], http_status, headers):
        return _without_text(id, url, CleanStatus.BLOCKED, "a challenge page")
    return _article(facts, id, opening, zone, feed, now)


def _article(
    facts: Facts, id: str, opening: str, zone: tzinfo | None, feed: FeedItem | None, now: datetime | None
) -> CleanPage:
    title, authors = title_of(facts), authors_of(facts)
    published = published_of(facts, zone, feed.published if feed else None, now)
    modified, site, links = modified_of(facts, zone), site_of(facts), _links(facts)
    entries = entries_of(facts, zone) if is_live(facts, title) else ()
    n_links = sum(1 for _ in facts.tree.iter("a"))
    shown = opening if len(opening) >= 4000 else inner_text(facts.tree)
    text = body_of(facts, title, authors) or "\n".join(entry.text for entry in entries if entry.text)
    status, reason = verdict(facts, shown, text, n_links)
    kept = text if status in (CleanStatus.CLEANED, CleanStatus.PAYWALLED) else ""
    return CleanPage(
        id=id, url=facts.url, title=title or (feed.title if feed else None), authors=authors,
        published=published.iso if published else None, published_method=published.method if published else None,
        language=language_of(facts, text or shown), site=site, text=kept, status=status, error=reason,
        canonical_url=links.get("canonical"), amp_url=links.get("amphtml"), alternates=_alternates(facts),
        modified=modified, agency=agency_of(kept, authors) if kept else None,
        dateline=dateline_of(kept), corrections=corrections_of(kept), entries=entries,
    )  # fmt: skip


def _without_text(id: str, url: str | None, status: CleanStatus, error: str) -> CleanPage:
    return CleanPage(id, url, None, (), None, None, None, None, "", status, error)


def _links(facts: Facts) -> dict[str, str]:
    """Absolute addresses of the canonical, AMP and refresh links."""
    found: dict[str, str] = {}
    for rel, href, _ in facts.links:
        found.setdefault(rel, _absolute(facts.url, href))
    return {rel: href for rel, href in found.items() if href}


def _alternates(facts: Facts) -> tuple[tuple[str, str], ...]:
    rows = ((language, _absolute(facts.url, href)) for rel, href, language in facts.links if language)
    return tuple((language, href) for language, href in rows if href)[:50]


def _absolute(url: str | None, href: str) -> str:
    try:
        whole = urljoin(url or "", href)
    except ValueError:
        return ""
    return whole if whole.startswith(("http://", "https://")) else ""
