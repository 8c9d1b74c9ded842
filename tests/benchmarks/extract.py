"""Reading beside bare spaCy on the same texts, in one run: words per second, ratios and peak memory.

    python tests/benchmarks/extract.py [--articles 60] [--rounds 5] [--workers] [--flat 20000]

Attack articles are the shared development corpus where it is present, else the bundled sample. The mixed stream has one
attack article in ten, the rest general news without a new attack (of the general corpora, the articles in which a full
reading finds no event as their news); "general as it comes" leaves attacks and crimes in. Words are counted on white
space. Ratios are of processor time and medians over rounds in which the sides take turns after every block of articles,
since the machine's pace wanders; those of two workers are of clock time, so they need a machine that is free.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from extractors import nlp
from extractors.read import BATCH_ARTICLES as BLOCK
from extractors.read import Reader, make_reader, read_articles
from models.article import Article, content_of
from models.vocabulary import Salience
from pipeline.jsonl import parse_line
from pipeline.normalise import make_resolvers

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
GENERAL = ("polnear", "places")
ATTACK_SHARE = 10  # one in so many articles of the mixed stream


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; ``ratio`` is to the line that it is measured against, ``floor`` what it must reach."""

    name: str
    words: int
    seconds: float
    ratio: float | None = None
    floor: float | None = None


def load(path: Path) -> list[Article]:
    """Articles of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        found = (parse_line(number, line) for number, line in enumerate(lines, start=1))
        return [article for article in found if isinstance(article, Article)]


def attack_articles(wanted: int) -> list[Article]:
    """Articles about attacks: the shared corpus, else the sample's templates read as plain text."""
    corpus = CORPORA / "attacks_dev" / "articles.jsonl"
    if corpus.is_file():
        return load(corpus)[:wanted]
    print("shared corpora are absent: the bundled sample is read instead", file=sys.stderr)
    files = sorted((ROOT / "data" / "sample" / "articles").glob("*"))
    texts = [f.read_text(encoding="utf-8") for f in files if f.is_file()]
    return [Article(str(n), text) for n, text in enumerate(islice(cycle(texts), wanted))]


def general_articles(wanted: int) -> list[Article]:
    """General news, where the shared corpora are present; else texts without an attack."""
    found = [a for name in GENERAL if (CORPORA / name).is_dir() for a in load(CORPORA / name / "articles.jsonl")[:80]]
    plain = "The council of the town met on Monday and spoke about the budget for roads, schools and the new library. "
    return list(islice(cycle(found or [Article("plain", plain * 15)]), wanted))


def mixed_stream(attacks: Sequence[Article], general: Sequence[Article], size: int) -> list[Article]:
    """One attack article in ten."""
    hot, cold = cycle(attacks), cycle(general)
    return [next(hot) if n % ATTACK_SHARE == 0 else next(cold) for n in range(size)]


def without_attacks(articles: Sequence[Article]) -> list[Article]:
    """The articles in which a full reading finds no attack as their news."""
    found = zip(articles, reader(triage=False).read(articles), strict=True)
    return [a for a, extraction in found if not any(e.salience is Salience.MAIN for e in extraction.events)]


def words_of(articles: Sequence[Article]) -> int:
    """Words by white space."""
    return sum(len(content_of(a.title, a.text).split()) for a in articles)


def timed(run: Callable[[], object], *, clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of one run."""
    start = clock()
    run()
    return clock() - start


def bare(articles: Sequence[Article]) -> None:
    """What users know as the limit: the full model over whole texts."""
    for _ in nlp.load().pipe((content_of(a.title, a.text) for a in articles), batch_size=64):
        pass


@cache
def reader(*, triage: bool) -> Reader:
    """Our reader, made once: its start is counted as little as that of bare spaCy."""
    return make_reader(make_resolvers, nlp.DEFAULT_MODEL, triage=triage)


def ours(articles: Sequence[Article], *, triage: bool) -> None:
    """Our reader in this process."""
    for _ in reader(triage=triage).read(articles):
        pass


def by_workers(articles: Sequence[Article], workers: int) -> float:
    """Clock seconds from the first result on, so that starting the processes is not counted."""
    results = read_articles(articles, make_resolvers, workers=workers)
    next(results)
    return timed(lambda: list(results), clock=time.perf_counter)


@dataclass(frozen=True, slots=True)
class Side:
    """How a line of the table reads a block of articles; ``against`` and ``floor`` as in `Figure`."""

    name: str
    articles: Sequence[Article]
    read: Callable[[Sequence[Article]], object]
    against: str | None = None
    floor: float | None = None


def sides_of(attacks: Sequence[Article], mixed: Sequence[Article],
             general: Sequence[Article]) -> Sequence[Sequence[Side]]:
    """The table's lines; those of one group read the same articles and take turns."""
    full, gated = partial(ours, triage=False), partial(ours, triage=True)
    groups = []
    for kind, articles, more in (
        ("attack articles", attacks, (("ours without triage", full, 1.0), ("ours with sentence gate", gated, 1.8))),
        ("mixed stream", mixed, (("ours with both gates", gated, 10.0),)),
        ("general as it comes", general, (("ours, general as it comes", gated, None),)),
    ):
        limit = Side(f"bare nlp.pipe, {kind}", articles, bare)
        groups.append([limit, *(Side(name, articles, read, limit.name, floor) for name, read, floor in more)])
    return groups


def one_round(sides: Sequence[Side]) -> dict[str, float]:
    """Processor seconds of each side; they take turns after every block, and who begins changes."""
    spent = dict.fromkeys((side.name for side in sides), 0.0)
    articles = sides[0].articles
    for turn, first in enumerate(range(0, len(articles), BLOCK)):
        block = articles[first:first + BLOCK]
        for side in rotated(sides, turn):
            spent[side.name] += timed(partial(side.read, block))
    return spent


def rotated(sides: Sequence[Side], turn: int) -> Sequence[Side]:
    """The same sides, beginning with another at each turn."""
    first = turn % len(sides)
    return [*sides[first:], *sides[:first]]


def figures(groups: Sequence[Sequence[Side]], rounds: int) -> Iterator[Figure]:
    """The table's lines: medians over the rounds, of the ratios too, as each round has its own pace of the machine."""
    for sides in groups:
        spent = [one_round(sides) for _ in range(rounds)]
        for side in sides:
            seconds = median(s[side.name] for s in spent)
            ratio = median(s[side.against] / s[side.name] for s in spent) if side.against else None
            yield Figure(side.name, words_of(side.articles), seconds, ratio, side.floor)


def worker_figures(attacks: list[Article]) -> Iterator[Figure]:
    """One and two worker processes over a longer run."""
    many = [replace(a, id=str(n)) for n, a in enumerate(islice(cycle(attacks), 600))]
    one, two = by_workers(many, 1), by_workers(many, 2)
    yield Figure("1 worker", words_of(many), one)
    yield Figure("2 workers", words_of(many), two, one / two, 1.6)


def peak_mb() -> float:
    """Peak resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(stream: Sequence[Article], sizes: Sequence[int]) -> Iterator[tuple[int, float]]:
    """(articles read, peak MB); every article has words of its own, as news has."""
    read = 0
    source = (replace(a, id=str(n), text=f"{a.text}\nRef-{n:x}q{n * 7919:x} Zor{n:x}ak.")
              for n, a in enumerate(cycle(stream)))
    for size in sizes:
        for _ in reader(triage=True).read(islice(source, size - read)):
            pass
        read = size
        yield size, peak_mb()


def report(lines: Sequence[Figure]) -> int:
    """Print the table; the number of floors that were missed."""
    missed = 0
    print(f"{'':34}{'words/s':>10}{'ratio':>8}{'floor':>7}")
    for line in lines:
        short = line.ratio is not None and line.floor is not None and line.ratio < line.floor
        missed += short
        shown = f"{line.ratio:8.2f}" if line.ratio else " " * 8
        floor = f"{line.floor:7.1f}" if line.floor else ""
        print(f"{line.name:34}{line.words / line.seconds:10.0f}{shown}{floor}{'  short' if short else ''}")
    return missed


def main() -> int:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5, help="turns over all articles; the figures are medians")
    parser.add_argument("--workers", action="store_true", help="one worker against two, by the clock")
    parser.add_argument("--flat", type=int, default=0, help="memory up to so many articles of the mixed stream")
    asked = parser.parse_args()
    attacks = attack_articles(asked.articles)
    general = general_articles(asked.articles * 2)
    mixed = mixed_stream(attacks, without_attacks(general), asked.articles * 2)
    ours(attacks[:5], triage=False)  # load and warm all sides
    ours(attacks[:5], triage=True)
    bare(attacks[:5])
    lines = list(figures(sides_of(attacks, mixed, general), asked.rounds))
    if asked.workers:
        lines += worker_figures(attacks)
    missed = report(lines)
    print(json.dumps({"peak_mb": round(peak_mb())}))
    if asked.flat:
        for size, peak in memory(mixed, [n for n in (1000, 5000, 20000) if n <= asked.flat]):
            print(f"after {size} articles: {peak:.0f} MB")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
