"""Speech verbs by lemma, from `data/lexicons/cue.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from extractors.lexicon import FOLDER, Entry, expand, read_entries
from extractors.tree import children


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a verb: the words that must follow it as particle or preposition, and its entry."""

    follow: tuple[str, ...]
    entry: Entry

    @property
    def needs(self) -> str:
        """What must stand beside a speaker: "nothing", "content" or "clause"."""
        return str(self.entry.attrs.get("needs", "clause"))


@cache
def senses() -> Mapping[str, tuple[Sense, ...]]:
    """Senses by the verb's lemma, those with more words first."""
    table: dict[str, list[Sense]] = {}
    for entry in read_entries(FOLDER / "cue.toml").entry:
        if entry.attrs.get("part") == "verb":
            for term in entry.terms:
                for phrase in expand(term):
                    first, *rest = phrase.split()
                    table.setdefault(first, []).append(Sense(tuple(rest), entry))
    return {lemma: tuple(sorted(found, key=lambda s: -len(s.follow))) for lemma, found in table.items()}


@cache
def carriers() -> Mapping[str, frozenset[tuple[str, ...]]]:
    """Verbs that carry another one into the cue, with the words between."""
    table: dict[str, set[tuple[str, ...]]] = {}
    for entry in read_entries(FOLDER / "cue.toml").entry:
        if entry.attrs.get("carries"):
            for term in entry.terms:
                first, *rest = term.split()
                table.setdefault(first, set()).add(tuple(rest))
    return {lemma: frozenset(rest) for lemma, rest in table.items()}


@cache
def documents() -> frozenset[str]:
    """Nouns for what a speaker issues: statement, report, post."""
    entries = read_entries(FOLDER / "cue.toml").entry
    return frozenset(t for e in entries if e.attrs.get("part") == "document" for t in e.terms)


def lemma_of(token: Token) -> str:
    """Lemma in lower case; the model leaves capitals in headlines."""
    return token.lemma_.lower()


def sense_of(token: Token) -> Sense | None:
    """The sense of a verb here: the longest whose further words follow it in the clause."""
    for sense in senses().get(lemma_of(token), ()):
        if all(_follows(token, word) for word in sense.follow):
            return sense
    return None


def is_told(verb: Token) -> bool:
    """Whether a verb is what somebody says and no verb of saying: "said that troops had repelled it, adding that"."""
    return verb.dep_ == "ccomp" and sense_of(verb) is None and verb.head.pos_ == "VERB" \
        and sense_of(verb.head) is not None


def _follows(token: Token, word: str) -> bool:
    return any(child.i > token.i and child.lower_ == word for child in _near(token))


def _near(token: Token) -> Iterator[Token]:
    """Children and the next three words: parsers hang particles here and there."""
    yield from children(token)
    yield from (token.doc[i] for i in range(token.i + 1, min(token.i + 4, len(token.doc))))
