"""Read articles into extractions: batched, streaming, in input order, in one or several processes."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version as package_version
from itertools import islice

from extractors import assemble, nlp, registry, triage, wordgate
from extractors.events.possible import may_tell
from extractors.lexicon import LexiconError, lexicon_hash
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.resolve import Resolvers
from extractors.text.layout import sentences_of
from extractors.text.plain import legible, plain, printed
from extractors.text.truecase import is_shouted, natural_case, opened
from models.article import Article, content_of, content_sha256
from models.event import ExtractedMention, Extraction
from models.vocabulary import ExtractStatus

BATCH_ARTICLES = 64
BATCH_CHARS = 300_000  # of a batch of long articles


def _content(article: Article) -> str:
    return legible(content_of(article.title, article.text))


@cache
def extractor_version(model: str = nlp.DEFAULT_MODEL) -> str:
    """Package version + hash of lexicons and catalogues + model name and version."""
    return f"{package_version('strikelog')}+{lexicon_hash()}+{nlp.version(model)}"


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles as they are read together."""
    batch: list[Article] = []
    chars = 0
    for article in articles:
        batch.append(article)
        chars += len(article.text)
        if len(batch) == BATCH_ARTICLES or chars >= BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


@dataclass(slots=True)
class Reader:
    """Reads articles with one pipeline; make one per process.

    ``resolvers`` turn words into values; ``triage`` false reads every article in full.
    """

    resolvers: Resolvers
    model: str = nlp.DEFAULT_MODEL
    triage: bool = True

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One extraction for each article, in order; a failing article becomes ``failed`` and stops nothing."""
        for batch in batches(articles):
            yield from self.read_batch(batch)

    def read_batch(self, articles: Sequence[Article]) -> list[Extraction]:
        """Extractions of a batch whose sentences go through the model together.

        Garbage is not collected inside a batch: what a reading makes goes with it.
        """
        gc.disable()
        try:
            return self._read_together(articles)
        except LexiconError:
            raise  # a wrong lexicon is not the article's fault: it stops the program with file and key
        except Exception as error:  # noqa: BLE001 - the boundary of one article: it is counted and the run goes on
            if len(articles) == 1:
                return [self._failed(articles[0], f"{type(error).__name__}: {error}")]
            return [self.read_batch([article])[0] for article in articles]
        finally:
            gc.enable()

    def _read_together(self, articles: Sequence[Article]) -> list[Extraction]:
        pipeline = nlp.load(self.model)
        found = {n: self._extraction(article, ExtractStatus.NO_ATTACK) for n, article in enumerate(articles)
                 if self.triage and wordgate.is_quiet(plain(_content(article)))}
        readings = [self._open(article) for n, article in enumerate(articles) if n not in found]
        verdicts = [triage.verdict(r) if self.triage else triage.FULL for r in readings]
        chosen = [triage.chosen_sentences(r, v, full=not self.triage) for r, v in zip(readings, verdicts, strict=True)]
        aside = [n for n, r in enumerate(readings) if self.triage and chosen[n] and not triage.announces(r)]
        nlp.read_sentences(pipeline, readings, chosen, aside)
        rest = (self._close(r, v) for r, v in zip(readings, verdicts, strict=True))
        return [found[n] if n in found else next(rest) for n in range(len(articles))]

    def _close(self, reading: Reading, verdict: ExtractStatus) -> Extraction:
        extraction = self._extracted(reading, verdict)
        reading.doc.user_data.clear()  # reading and Doc hold each other
        return extraction

    def _open(self, article: Article) -> Reading:
        as_printed = _content(article)
        title = len(plain(content_of(None, article.title))) if article.title else 0
        reading = self._tokenised(article, plain(as_printed), as_printed, title)
        if is_shouted(reading):
            natural = natural_case(reading, nlp.load(self.model))
            cased = opened(self._tokenised(article, natural, as_printed, title))
            reading = self._tokenised(article, cased, as_printed, title)
        return reading

    def _tokenised(self, article: Article, content: str, as_printed: str, title: int) -> Reading:
        """A reading of a text whose first ``title`` characters are its title."""
        doc = nlp.tokenised(content, self.model)
        reading = Reading(doc, article, self.resolvers, (), as_printed, content)
        doc.user_data.update(reading=reading, content=content)
        reading.sentences = sentences_of(doc, content[:title] if title else None)
        return reading

    def _extracted(self, reading: Reading, verdict: ExtractStatus) -> Extraction:
        if verdict is not ExtractStatus.EXTRACTED:
            return self._extraction(reading.article, verdict)
        if not registry.run(reading.doc, may_tell if self.triage else None):
            return self._extraction(reading.article, ExtractStatus.NO_ATTACK)
        events, series = assemble.events_of(reading)
        shown = sorted((m for m in reading.mentions if m.shown), key=lambda m: (m.start, m.end, m.label))
        done = self._extraction(reading.article, verdict)
        done = replace(done, events=events, series=series, mentions=tuple(_public(m) for m in shown))
        return printed(done, reading.as_read, reading.as_printed)

    def _extraction(self, article: Article, status: ExtractStatus) -> Extraction:
        content, read = content_of(article.title, article.text), len(_content(article))
        unread = len(content) - read
        error = f"only the first {read} characters were read, {unread} were not" if unread else None
        language = article.language or ("en" if status is ExtractStatus.EXTRACTED else None)
        return Extraction(article.id, article.url, content_sha256(content), language, extractor_version(self.model),
                          status, error=error, unread_chars=unread)

    def _failed(self, article: Article, error: str) -> Extraction:
        digest = content_sha256(content_of(article.title, article.text))
        return Extraction(article.id, article.url, digest, article.language, extractor_version(self.model),
                          ExtractStatus.FAILED, error=error)


def _public(mention: Mention) -> ExtractedMention:
    return ExtractedMention(mention.label, mention.text, mention.start, mention.end, mention.norm, mention.rule)


_process_reader: Reader | None = None


def _start_process(make: Callable[[], Reader]) -> None:
    global _process_reader  # one reader per worker process, made once
    _process_reader = make()
    nlp.load(_process_reader.model)


def _read_in_process(batch: Sequence[Article]) -> list[Extraction]:
    if _process_reader is None:
        raise RuntimeError("worker process was not started with a reader")
    return _process_reader.read_batch(batch)


def make_reader(make_resolvers: Callable[[], Resolvers], model: str, *, triage: bool) -> Reader:
    """A reader with fresh resolvers, for a worker process; raises LexiconError if a lexicon is wrong."""
    registry.warm(model)
    made = Reader(make_resolvers(), model, triage)
    gc.freeze()  # model, lexicons and gazetteer live as long as the process: collections need not walk them
    return made


def read_articles(articles: Iterable[Article], make_resolvers: Callable[[], Resolvers], *,
                  model: str = nlp.DEFAULT_MODEL, triage: bool = True, workers: int = 1) -> Iterator[Extraction]:
    """Extractions in input order; ``workers`` > 1 reads batches in own processes.

    ``make_resolvers`` must be a module-level function, since worker processes call it. Memory stays flat: at most
    a few batches per worker are under way.
    """
    make = partial(make_reader, make_resolvers, model, triage=triage)
    if workers <= 1:
        yield from make().read(articles)
        return
    source = batches(articles)
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_start_process, initargs=(make,)) as pool:
        pending = [pool.apply_async(_read_in_process, (b,)) for b in islice(source, workers * 2)]
        while pending:
            done = pending.pop(0).get()
            pending.extend(pool.apply_async(_read_in_process, (b,)) for b in islice(source, 1))
            yield from done
