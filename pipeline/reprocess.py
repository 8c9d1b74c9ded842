"""One article again: from the archive or the network, with what that changes in the store, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from models.article import Article, content_of, content_sha256
from models.event import Extraction
from models.stored import ArticleText, StoredArticle
from pipeline.differences import differences
from pipeline.errors import NotFoundError, UsageError
from pipeline.identity_url import canonical_url
from pipeline.ingest import fate, reader
from pipeline.jsonl import parse_published
from pipeline.outcome import Outcome
from pipeline.refetch import fetch_text, text_again
from pipeline.runs import close_run
from pipeline.settings import Settings
from pipeline.store import Store, Transaction, open_store
from pipeline.store.articles import stored, stored_as
from pipeline.store.events import events_of
from pipeline.store.keeping import reread_in, store_in
from pipeline.store.runs import record_items, start_run


@dataclass(frozen=True, slots=True)
class _Again:
    """What is stored anew: ``text`` is null where the text that the store has is read again as it is."""

    known: StoredArticle | None
    text: ArticleText | None
    extraction: Extraction
    cause: str


class _Rehearsal(Exception):  # noqa: N818 - no error: it rolls a dry run back
    """Carries the result of a dry run out of its transaction."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = lines


def reprocess(settings: Settings, name: str, *, refetch: bool = False, dry_run: bool = False) -> str:
    """Read an article (address or id) again and return what changed, as lines.

    The text comes from the archived page, with ``refetch`` or for an address never seen from the network. A dry
    run writes nothing. UsageError for what is no address or id, NotFoundError, PermanentError, TransientError.
    """
    with closing(open_store(settings.database_url)) as store:
        known = find(store, name)
        if known is None or refetch:
            text: ArticleText | None = fetch_text(settings, known.article.url or name if known else name, known)
        else:
            text = text_again(settings, known)
        again = _read(settings, known, text)
        return "\n".join(_store(store, again, dry_run))


def find(store: Store, name: str) -> StoredArticle | None:
    """The stored text behind an address, an alias or an article id; null for an address never seen."""
    with store.read() as tx:
        if name.isdecimal():
            found = stored_as(tx, int(name))
            if found is None:
                raise NotFoundError(f"no article {name}", todo="give its address instead")
            return found
        if not canonical_url(name):
            raise UsageError(f"neither an address nor an article id: {name!r}", todo="as in: https://example.org/news")
        return stored(tx, canonical_url(name)) or stored(tx, name)


def _read(settings: Settings, known: StoredArticle | None, text: ArticleText | None) -> _Again:
    """The new reading, and why it may differ from the last."""
    article = known.article if known and text is None else _article(text) if text else None
    if article is None:
        raise NotFoundError("no text to read")
    extraction = next(iter(reader(settings.model).read([article])))
    changed = known is None or content_sha256(content_of(article.title, article.text)) != known.content_sha256
    return _Again(known, text, extraction, "text changed" if changed else "rules changed")


def _article(text: ArticleText) -> Article:
    published, day_only = parse_published(text.published)
    return Article(text.canonical_url, text.text, text.title, text.url, published, day_only, text.language, text.outlet)


def _store(store: Store, again: _Again, dry_run: bool) -> list[str]:
    try:
        with store.write() as tx:
            lines = _keep(tx, again)
            if dry_run:
                raise _Rehearsal(lines)
            return lines
    except _Rehearsal as rehearsal:
        return [*rehearsal.lines, "Dry run: nothing was written."]


def _keep(tx: Transaction, again: _Again) -> list[str]:
    run_id = start_run(tx, "reprocess")
    tx = Transaction(tx.connection, tx.now, run_id)
    before = events_of(tx, again.known.article_id) if again.known else {}
    if again.text is None and again.known is not None:
        reread_in(tx, [(again.known, again.extraction)], again.cause)
        article_id = again.known.article_id
    elif again.text is not None:
        article_id = store_in(tx, [(again.text, again.extraction)], again.cause).texts[0].article_id
    after = events_of(tx, article_id)
    record_items(tx, run_id, [_outcome(again)])
    close_run(tx, run_id)
    changes = list(differences(before, after, again.cause if again.known else "new article"))
    read = again.extraction
    head = f"Article {article_id}: {read.status.value}, {len(after)} events, read by {read.extractor_version}"
    return [head, *(changes or ["Nothing changed."])]


def _outcome(again: _Again) -> Outcome:
    if again.known:
        return fate(again.known, again.extraction, again.text is not None)
    url = again.text.canonical_url if again.text else ""
    article = Article(url, "")
    return fate(StoredArticle(article, 0, 0, "", None, None), again.extraction)
