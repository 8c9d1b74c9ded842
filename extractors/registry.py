"""Find the extractors by listing `extractors/attributes/` and run them in dependency order."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter

from spacy.tokens import Doc

from extractors import attributes, nlp
from extractors.lexicon import FOLDER, Lexicon, read_entries
from extractors.mention import Mention
from extractors.phrasebook import PhraseBook
from extractors.reading import Reading, reading_of

# What these find tells whether there may be an event; they name no other in ``AFTER``.
DECIDING = ("trigger", "nationality", "platform", "target", "quantity", "casualty", "weapon", "actor")
Extract = Callable[[Doc], Iterator[Mention]]


@dataclass(frozen=True, slots=True)
class Extractor:
    """One module of `extractors/attributes`."""

    name: str
    extract: Extract
    after: Sequence[str]


def lexicon_for(name: str, model: str = nlp.DEFAULT_MODEL) -> Lexicon:
    """The compiled lexicon `data/lexicons/<name>.toml`, once per process."""
    return _lexicon(name, model)


@cache
def _lexicon(name: str, model: str) -> Lexicon:
    return Lexicon(name, nlp.load(model), book=_book(model))


@cache
def _book(model: str) -> PhraseBook:
    """The terms of all lexicons."""
    return PhraseBook(nlp.load(model).vocab)


@cache
def extractors() -> tuple[Extractor, ...]:
    """All extractors, the deciding ones first, each after those of its ``AFTER``; names decide between equals."""
    found: dict[str, Extractor] = {}
    for info in pkgutil.iter_modules(attributes.__path__):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{attributes.__name__}.{info.name}")
        found[info.name] = Extractor(info.name, module.extract, tuple(getattr(module, "AFTER", ())))
    graph = {name: [a for a in found[name].after if a in found] for name in sorted(found)}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ValueError(f"extractors wait for each other: {error.args[1]}") from error
    order.sort(key=lambda name: name not in DECIDING)
    return tuple(found[name] for name in order)


def warm(model: str = nlp.DEFAULT_MODEL) -> None:
    """Load model, extractors and lexicons, so that a wrong lexicon stops the program at its start."""
    extractors()
    for path in sorted(FOLDER.glob("*.toml")):
        read_entries(path)
    for name in ("trigger", "context", "theme"):
        lexicon_for(name, model)


def run(doc: Doc, goes_on: Callable[[Reading], bool] | None = None) -> bool:
    """Run the extractors on a read Doc; mentions gather in its reading.

    ``goes_on`` is asked when the deciding ones are done; if it says no, the others are left and the answer is false.
    """
    reading = reading_of(doc)
    for number, extractor in enumerate(extractors()):
        if number == len(DECIDING) and goes_on is not None and not goes_on(reading):
            return False
        reading.mentions.extend(list(extractor.extract(doc)))
    return True
