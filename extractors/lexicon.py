"""Load `data/lexicons/*.toml` and match them on tokens, before any model has run.

A lexicon is a list of entries, each with a ``code``, a ``source`` and ``terms``; matching ignores case and is
by whole tokens. In a term, ``a/b`` means either word and ``(a)`` an optional one: ``(has/have) fired/launched``.
``patterns`` are spaCy Matcher patterns (use LOWER, IN, REGEX, IS_*; LEMMA breaks a blank pipeline). ``exclude``
phrases swallow what they contain: with ``exclude = ["rocket fuel"]`` the "rocket" in it is no hit.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from spacy.language import Language
from spacy.tokens import Doc

from extractors.patterns import TokenPatterns
from extractors.phrasebook import PhraseBook

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicons"
SHAPING = ("actors", "gazetteer", "lexicons", "munitions", "words/doubtful_places.txt")  # what readings depend on
Patterns = tuple[tuple[dict[str, Any], ...], ...]
_BY_MODEL = frozenset({"POS", "TAG", "DEP", "LEMMA", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID"})
_WORD = re.compile(r"\([^)]*\)|\S+")


class LexiconError(ValueError):
    """A lexicon file is wrong; the message names file, key and what to do."""


class Entry(BaseModel):
    """One coded entry of a lexicon file; ``extra`` keys are the extractor's own attributes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    source: str
    terms: tuple[str, ...] = ()
    patterns: Patterns = ()
    exclude: tuple[str, ...] = ()
    attrs: dict[str, Any] = Field(default_factory=dict)

    @field_validator("patterns")
    @classmethod
    def _known_before_the_model(cls, patterns: Patterns) -> Patterns:
        """Lexicons are matched before the model has read the text: what it finds would never match there."""
        for key in (key for pattern in patterns for token in pattern for key in token):
            if key in _BY_MODEL:
                raise ValueError(f"{key} is not known before the model has read; ask for LOWER, TEXT or IS_ALPHA")
        return patterns


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    entry: tuple[Entry, ...] = Field(min_length=1)
    exclude: tuple[str, ...] = ()


_FIRST = attrgetter("first")


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: tokens ``[first, last)`` and the entry that matched."""

    first: int
    last: int
    entry: Entry

    @property
    def code(self) -> str:
        """The entry's code."""
        return self.entry.code


def expand(term: str) -> Iterator[str]:
    """All phrases of a term: "(has) fired/shot" gives "fired", "shot", "has fired", "has shot"."""
    options = []
    for word in _WORD.findall(term):
        optional = word.startswith("(") and word.endswith(")")
        inner = word[1:-1] if optional else word
        choices = inner.split("/") if len(inner) > 1 else [inner]
        options.append([*choices, ""] if optional else choices)
    for combination in itertools.product(*options):
        yield " ".join(w for w in combination if w)


def read_entries(path: Path) -> _File:
    """Parse one lexicon file; raises LexiconError with file, entry and key."""
    return _read_entries(path, path.stat().st_mtime_ns)


@cache
def _read_entries(path: Path, changed: int) -> _File:  # noqa: ARG001 - a changed file is read again
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return _File.model_validate(raw)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        raise LexiconError(f"{path}: key {where}: {first['msg']}. Correct the entry and run again.") from error


class Lexicon:
    """A compiled lexicon: call `hits` on a tokenised Doc. Lexicons with one book are matched together."""

    def __init__(self, name: str, nlp: Language, folder: Path = FOLDER, book: PhraseBook | None = None) -> None:
        self.name = name
        path = folder / f"{name}.toml"
        content = read_entries(path)
        self.entries: Mapping[str, Entry] = {}
        self._phrases = book or PhraseBook(nlp.vocab)
        self._tokens = TokenPatterns(nlp.vocab)
        entries: dict[str, Entry] = {}
        seen: dict[str, str] = {}
        for number, entry in enumerate(content.entry):
            key = f"{number}:{entry.code}"
            entries[key] = entry
            self._add_terms(nlp, key, entry, seen, path)
            if entry.patterns:
                self._tokens.add(key, entry.patterns)
        swallowed = [t for e in content.entry for x in e.exclude for t in expand(x)]
        swallowed += [t for x in content.exclude for t in expand(x)]
        if swallowed:
            self._phrases.add(name, "", [nlp.make_doc(t) for t in swallowed])
        self.entries = entries
        self._strings = nlp.vocab.strings

    def _add_terms(self, nlp: Language, key: str, entry: Entry, seen: dict[str, str], path: Path) -> None:
        phrases = [p for term in entry.terms for p in expand(term)]
        for phrase in phrases:
            folded = phrase.casefold()
            if seen.setdefault(folded, entry.code) != entry.code:
                raise LexiconError(f"{path}: term {phrase!r} has two codes: {seen[folded]} and {entry.code}. "
                                   "Keep it in one entry.")
        if phrases:
            self._phrases.add(self.name, key, [nlp.make_doc(p) for p in phrases])

    def hits(self, doc: Doc) -> list[Hit]:
        """Non-overlapping hits in text order; the longest wins, then the first; excluded phrases swallow.

        Terms and patterns ask for words alone, so a lexicon is matched once per Doc: triage asks first.
        """
        key = f"hits of {self.name}"
        if key not in doc.user_data:
            doc.user_data[key] = self._match(doc)
        return list(doc.user_data[key])

    def at(self, doc: Doc, token: int) -> Hit | None:
        """The hit that holds a token."""
        key = f"hits of {self.name} by token"
        if key not in doc.user_data:
            doc.user_data[key] = {t: hit for hit in self.hits(doc) for t in range(hit.first, hit.last)}
        by_token: Mapping[int, Hit] = doc.user_data[key]
        return by_token.get(token)

    def _match(self, doc: Doc) -> list[Hit]:
        found = [*self._phrases.matches(doc, self.name),
                 *((self._strings[i], a, b) for i, a, b in self._tokens.matches(doc))]
        if len(found) > 1:
            found.sort(key=lambda m: (m[1] - m[2], m[1], m[0]))
        taken: set[int] = set()
        kept: list[Hit] = []
        for key, first, last in found:
            if last - first == 1 and first not in taken:
                taken.add(first)
            elif taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
            else:
                continue
            if key:
                kept.append(Hit(first, last, self.entries[key]))
        return sorted(kept, key=_FIRST)


@cache
def lexicon_hash(folder: Path = FOLDER.parent) -> str:
    """Twelve hex digits over what of the data folder shapes a reading; other files change without a new reading."""
    parts = [folder / name for name in SHAPING]
    files = {path for part in parts for path in (part, *part.rglob("*")) if path.suffix in {".toml", ".csv", ".txt"}}
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
