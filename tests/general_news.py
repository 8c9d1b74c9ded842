"""False main events on general news: own-written texts with what they report, and counts on the corpora of ../shared.

Usage: python tests/general_news.py [--explain]. The own texts are those of tests/general_news/*.toml. The corpora have
no gold for events: of each, the share of articles without any main event is counted ("quiet") and the main events in
a hundred articles; some report attacks. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.read import Reader
from models.article import Article
from models.event import ExtractedEvent
from models.vocabulary import Assertion, ExtractStatus, Salience
from pipeline.normalise import make_resolvers

FOLDER = Path(__file__).resolve().parent / "general_news"
SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
SETS = {"own": ("quiet", "attacks"), "later": ("later",)}  # later: written afterwards, for totals only
CORPORA = {"pages": "pages/gold.jsonl", "polnear": "polnear/articles.jsonl", "places": "places/articles.jsonl"}


def texts(*names: str) -> list[dict[str, Any]]:
    """The own-written texts of files: kind, text, published, main (event types), perhaps title and day."""
    return [one for name in names for one in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["text"]]


def article(number: int, line: dict[str, Any]) -> Article:
    """An article of a line with ``text`` and perhaps ``title`` and ``published`` (a day or a time)."""
    stamp = line.get("published")
    published = datetime.fromisoformat(stamp) if stamp else None
    if published is not None and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    return Article(str(number), line["text"], title=line.get("title"), published=published,
                   published_day_only="T" not in (stamp or "T"), language=line.get("language"))


def mains(lines: Iterable[dict[str, Any]]) -> Iterator[list[ExtractedEvent]]:
    """The main events of each line; raises RuntimeError where the reader failed, which is no quiet text."""
    articles = [article(number, line) for number, line in enumerate(lines)]
    for done in Reader(make_resolvers()).read(articles):
        if done.status is ExtractStatus.FAILED:
            raise RuntimeError(f"line {done.id}: {done.error}")
        yield [e for e in done.events if e.salience is Salience.MAIN and e.assertion is Assertion.ASSERTED]


def own_figures(*names: str, explain: bool = False) -> dict[str, float]:
    """Quiet texts without a main event; precision and recall of main events; type and day of the first one."""
    lines = texts(*names)
    found = list(zip(lines, mains(lines), strict=True))
    quiet = [not events for line, events in found if not line["main"]]
    hits = sum(min(len(events), len(line["main"])) for line, events in found)
    typed = [events[0].event_type.value in line["main"] for line, events in found if line["main"] and events]
    days = [events[0].date is not None and events[0].date.start.isoformat() == line["day"]
            for line, events in found if "day" in line and events]
    for line, events in found:
        if explain and len(events) != len(line["main"]):
            print(line["kind"], line["published"], line["main"], [(e.event_type.value, e.trigger.text) for e in events])
    return {"quiet": sum(quiet) / len(quiet), "precision": hits / sum(len(e) for _, e in found),
            "recall": hits / sum(len(line["main"]) for line in lines),
            "type": sum(typed) / len(typed), "day": sum(days) / len(days)}


def corpus_figures(path: Path) -> dict[str, float]:
    """Share of the English articles of a corpus without a main event, and main events in a hundred articles."""
    lines = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    lines = [line for line in lines if line.get("text") and (line.get("language") or "en").startswith("en")]
    found = list(mains(lines))
    return {"quiet": sum(not events for events in found) / len(found),
            "per_hundred": 100 * sum(map(len, found)) / len(found)}


def main() -> None:
    """Print the figures of the own texts and of the corpora that are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--explain", action="store_true", help="list own texts with too many or too few main events")
    explain = parser.parse_args().explain
    figures: dict[str, Any] = {key: own_figures(*names, explain=explain) for key, names in SETS.items()}
    figures |= {name: corpus_figures(SHARED / path) for name, path in CORPORA.items() if (SHARED / path).exists()}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
