"""Texts that report no attack whatever their sentences say: told from their bare words, before they are tokenised.

A text that passes here is what `triage.verdict` would find quiet: each test asks for less than its own one does. The
runs of letters and of figures in a text hold those of every term in it, next to each other, as no token ends inside one
but where the other begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from spacy.lang.en.stop_words import STOP_WORDS

from extractors.context import words
from extractors.lexicon import FOLDER, Entry, expand, read_entries
from extractors.patterns import needs_of
from extractors.triage import (
    EVIDENCE,
    FORCES,
    KILLING,
    RAIDERS,
    UNARMED_NEEDS,
    VAGUE,
    is_idle_entry,
    is_munition_entry,
    needs_of_trigger,
)

MIN_RUNS = 50  # fewer words do not tell the language
MIN_STOP_SHARE = 0.3  # more than twice what triage asks for
_RUN = re.compile(r"[^\W\d_]+|\d+")
_Need = frozenset[frozenset[str]]  # one of some words, each as its runs


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of lexicon entries: single runs, longer ones by their longest run, and what token patterns need."""

    single: frozenset[str]
    phrases: Mapping[str, Sequence[str]]
    patterns: Sequence[Sequence[_Need]]

    def may_stand_in(self, runs: frozenset[str], text: str) -> bool:
        """Whether a text may hold a term, by its runs and by these in their order with a space around each."""
        if not runs.isdisjoint(self.single):
            return True
        if any(phrase in text for run in runs & self.phrases.keys() for phrase in self.phrases[run]):
            return True
        return any(all(any(word <= runs for word in need) for need in needs) for needs in self.patterns)


def _terms(entries: Iterable[Entry], more: Iterable[str] = ()) -> Terms:
    terms = (phrase for entry in entries for term in entry.terms for phrase in expand(term))
    found = {tuple(_RUN.findall(phrase.lower())) for phrase in chain(terms, more)}
    phrases: dict[str, list[str]] = {}
    for runs in sorted(runs for runs in found if len(runs) > 1):
        phrases.setdefault(max(runs, key=len), []).append(f" {' '.join(runs)} ")
    needs = (needs_of(pattern) for entry in entries for pattern in entry.patterns)
    patterns = [[frozenset(frozenset(_RUN.findall(w)) for w in need) for need in one] for one in needs]
    return Terms(frozenset(runs[0] for runs in found if len(runs) == 1), phrases, patterns)


def _entries(lexicon: str, asked: Callable[[Entry], bool] = lambda _: True) -> list[Entry]:
    return [entry for entry in read_entries(FOLDER / f"{lexicon}.toml").entry if asked(entry)]


@dataclass(frozen=True, slots=True)
class _Gate:
    """The kinds of triggers by what must stand beside them, and that."""

    alone: Terms
    vague: Terms
    in_hand: Terms
    with_weapon: Terms
    weapons: Terms
    bearers: Terms
    evidence: Terms
    munitions: Terms
    harm: Terms
    raiders: Terms


@cache
def _gate() -> _Gate:
    kinds: dict[str, list[Entry]] = {"alone": [], "vague": [], "in hand": [], "with weapon": []}
    for entry in _entries("trigger"):
        kinds[_kind(entry)].append(entry)
    forces = _entries("target", lambda e: e.code in FORCES)
    evidence = [e for name in EVIDENCE for e in _entries(name, lambda e: not is_idle_entry(e))] + forces
    kills = [p for e in kinds["with weapon"] for t in e.terms for p in expand(t) if p.lower().startswith(KILLING)]
    return _Gate(
        _terms(kinds["alone"], kills), _terms(kinds["vague"]), _terms(kinds["in hand"]), _terms(kinds["with weapon"]),
        _terms(_entries("weapon")), _terms((), words("bearer")), _terms(evidence),
        _terms(_entries("weapon", is_munition_entry)), _terms(_entries("casualty", lambda e: not is_idle_entry(e))),
        _terms(_entries("deed", lambda e: e.code == RAIDERS)))


def _kind(entry: Entry) -> str:
    """What a trigger needs beside it at the least."""
    needs = needs_of_trigger(entry)
    if entry.code in VAGUE:
        return "vague"
    if needs & UNARMED_NEEDS == {"firearm"}:
        return "in hand"
    return "alone" if needs & UNARMED_NEEDS else "with weapon"


def is_quiet(content: str) -> bool:
    """Whether a text is surely English and surely reports no attack."""
    found, gate = _RUN.findall(content.lower()), _gate()
    runs = frozenset(found)
    if len(found) < MIN_RUNS or not runs.isdisjoint(gate.alone.single):
        return False
    if sum(map(STOP_WORDS.__contains__, found)) < MIN_STOP_SHARE * len(found):
        return False
    text = f" {' '.join(found)} "

    def has(terms: Terms) -> bool:
        return terms.may_stand_in(runs, text)

    if has(gate.alone) or has(gate.munitions):
        return False
    if (has(gate.vague) and has(gate.evidence)) or (has(gate.harm) and has(gate.raiders)):
        return False
    armed = has(gate.weapons)
    return not ((armed and has(gate.with_weapon)) or (has(gate.in_hand) and (armed or has(gate.bearers))))
