"""Import: lines of articles through reading, linking and the store, in batches, safe to repeat and to cut short."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from pydantic import ValidationError

from models import wire
from models.article import Article, content_of, content_sha256
from models.event import Extraction
from models.stored import ArticleText
from models.vocabulary import Fate
from pipeline.identity_url import canonical_url
from pipeline.jsonl import LineError, read_articles
from pipeline.outcome import OF_EXTRACT, Outcome, Reason, Stage, by_fate
from pipeline.settings import Settings
from pipeline.store import Store, Transaction, open_store
from pipeline.store import runs as stored_runs
from pipeline.store.articles import read_already
from pipeline.store.keeping import store_in
from pipeline.store.regroup import Regrouped
from pipeline.store.statements import chunks

BATCH = 250  # articles in one transaction
READ_BATCH = 1000  # of those that were read before: nobody waits for a reader
Pair = tuple[ArticleText, Extraction]


@dataclass(slots=True)
class Imported:
    """What an import did; grows while it runs."""

    lines: int = 0
    reasons: Counter[Reason] = field(default_factory=Counter)
    created: int = 0
    changed: int = 0
    merged: int = 0
    deleted: int = 0

    @property
    def failed(self) -> int:
        """How many lines could not be read."""
        return by_fate(self.reasons)[Fate.QUARANTINED]

    def add(self, events: Regrouped) -> None:
        """Count what became of events."""
        self.created += len(events.created)
        self.changed += len(events.changed)
        self.merged += len(events.merged)
        self.deleted += len(events.deleted)

    def words(self) -> str:
        """One line for the screen."""
        fates = ", ".join(f"{number} {reason}" for reason, number in sorted(self.reasons.items()))
        return (
            f"{self.lines} lines: {fates or 'nothing'}; events: {self.created} new, {self.changed} changed, "
            f"{self.merged} merged, {self.deleted} ended"
        )


def import_lines(lines: Iterable[str], settings: Settings, extracted: Iterable[str] | None, say: TextIO) -> Imported:
    """Import articles; what cannot be read is said on ``say`` and counted, the rest goes on.

    ``extracted`` are lines of `strikelog extract` for the same articles. Raises StoreError or TransientError.
    """
    store = open_store(settings.database_url)
    try:
        run_id = store.transact(lambda tx: stored_runs.start_run(tx, "import"))
        work = _Import(store, settings, run_id, say)
        articles = work.articles(lines)
        pairs = work.read(articles) if extracted is None else work.match(articles, extracted)
        for batch in chunks(pairs, BATCH if extracted is None else READ_BATCH):
            work.keep(batch)
        report = {"lines": work.done.lines, "reasons": work.done.reasons, "words": work.done.words()}
        store.transact(lambda tx: stored_runs.finish_run(tx, run_id, report))
        return work.done
    finally:
        store.close()


@dataclass(slots=True)
class _Import:
    store: Store
    settings: Settings
    run_id: int
    say: TextIO
    done: Imported = field(default_factory=Imported)

    def articles(self, lines: Iterable[str]) -> Iterator[Article]:
        """The articles of readable lines that have an address."""
        for item in read_articles(lines):
            self.done.lines += 1
            if isinstance(item, LineError):
                self._fail(Reason.MALFORMED, item.message)
            elif not canonical_url(item.url or ""):
                self._fail(Reason.MALFORMED, f"article {item.id}: key 'url': an http address is needed to store it")
            else:
                yield item

    def read(self, articles: Iterable[Article]) -> Iterator[Pair]:
        """What is not in the store yet, with its reading."""
        from extractors.read import extractor_version
        from extractors.read import read_articles as extract
        from pipeline.normalise import make_resolvers

        version = extractor_version(self.settings.model)
        waiting: deque[ArticleText] = deque()
        unread = self._unread(articles, version, waiting)
        for extraction in extract(unread, make_resolvers, model=self.settings.model, workers=self.settings.workers):
            yield waiting.popleft(), extraction

    def _unread(self, articles: Iterable[Article], version: str, waiting: deque[ArticleText]) -> Iterator[Article]:
        for batch in chunks(articles, BATCH):
            texts = [text_of(article) for article in batch]
            keys = [(text.canonical_url, content_sha256(content_of(text.title, text.text))) for text in texts]
            with self.store.read() as tx:
                known = read_already(tx, keys, version)
            for article, text, key in zip(batch, texts, keys, strict=True):
                if key in known:
                    self.done.reasons[Reason.UNCHANGED] += 1
                else:
                    waiting.append(text)
                    yield article

    def match(self, articles: Iterable[Article], extracted: Iterable[str]) -> Iterator[Pair]:
        """Articles with the reading that stands on the line of the same place."""
        readings = (line for line in extracted if line.strip())
        for article in articles:
            for line in readings:
                extraction = self._extraction(line)
                if extraction is not None and extraction.id == article.id:
                    yield text_of(article), extraction
                    break
            else:
                self._fail(Reason.MALFORMED, f"article {article.id}: no reading of it in the extracted lines")

    def _extraction(self, line: str) -> Extraction | None:
        try:
            return wire.from_json(Extraction, line)
        except ValidationError as error:
            print(f"extracted line is not one of strikelog extract: {error}", file=self.say)
            return None

    def keep(self, batch: list[Pair]) -> None:
        """Store one batch with the fates of its items."""
        self.done.add(self.store.transact(lambda tx: self._keep(tx, batch), self.run_id))
        self.done.reasons.update(OF_EXTRACT[extraction.status] for _, extraction in batch)
        for text, extraction in batch:
            if extraction.error is not None:
                print(f"{text.url}: {extraction.error}", file=self.say)

    def _keep(self, tx: Transaction, batch: list[Pair]) -> Regrouped:
        fates = [Outcome(text.canonical_url, "", Stage.STORE, OF_EXTRACT[read.status]) for text, read in batch]
        stored_runs.record_items(tx, self.run_id, fates)
        return store_in(tx, batch, "import").events

    def _fail(self, reason: Reason, message: str) -> None:
        self.done.reasons[reason] += 1
        print(message, file=self.say)


def text_of(article: Article) -> ArticleText:
    """What the store keeps of an imported article."""
    when = article.published
    published = None if when is None else when.date().isoformat() if article.published_day_only else when.isoformat()
    url = article.url or ""
    return ArticleText(
        canonical_url(url), url, article.text, article.title, published, None, article.language, article.outlet
    )
