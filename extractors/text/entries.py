"""Entries of list-like articles: digests with bullets or numbers, live pages and logs with clock times or days.

What one entry tells is no part of what the next one tells: places, days and tolls do not pass between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractors.columns import starts, tokens
from extractors.mention import Mention
from extractors.reading import Reading, Sentence, Zone
from models.vocabulary import MentionLabel

MIN_ENTRIES = 2
HEAD_TOKENS = 8  # of an entry's first sentence, in which its time or its town stands
OPENING_SENTENCES = 2  # of an entry, that say what it is about
_MARKS = {
    "bullet": re.compile(r"\s*(?:[*•■◆▪●·►]\s*|[-–—]\s+)"),
    "number": re.compile(r"\s*\(?\d{1,2}(?:[.)]|\s?[-–—])\s+(?=[^\W\d_])"),
    "clock": re.compile(r"\s*\W{0,3}(?:\d{1,2}[:.]\d{2}\b|\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b)"),
    "day": re.compile(
        r"\s*\W{0,3}(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b[^.\n]{0,24}?(?:[:–—|]|$)"
        r"|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}(?: \d{4})?\s*(?:[:–—|]|$)"
        r"|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\s*(?:[:–—|]|$))"),
}
_CLOCK_HEAD = re.compile(r"\s*\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\s*[-–—:|]*\s*")
_TIMED = frozenset({"clock", "day"})  # their entries run on to the next mark


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its sentences, and its mark: "town", "day", "clock", "number", "bullet".

    ``timed``: it opens with a time of its own. A clock is when a live page was written, mostly not when something
    happened, so that one such entry may go on with another.
    """

    sentences: tuple[int, ...]
    mark: str
    timed: bool

    @property
    def alone(self) -> bool:
        """Whether what it tells is no part of another entry's."""
        return self.mark in {"town", "day", "number"} or (self.timed and self.mark != "clock")

    @property
    def own(self) -> bool:
        """Whether it is more than a point of detail of the text above it."""
        return self.alone or self.mark == "clock"


def entries_of(reading: Reading) -> Mapping[int, Entry]:
    """Entry by sentence index; empty for prose. Computed once per article."""
    cached: dict[int, Entry] | None = reading.doc.user_data.get("entries")
    if cached is None:
        found = [e for e in _entries(reading) if e.sentences]
        cached = {s: e for e in found for s in e.sentences} if len(found) >= MIN_ENTRIES else {}
        reading.doc.user_data["entries"] = cached
    return cached


def _entries(reading: Reading) -> Iterator[Entry]:
    """Marked paragraphs, each with the unmarked ones below it where the mark is a time."""
    groups = [list(g) for _, g in groupby(reading.sentences, key=lambda s: s.paragraph)]
    paragraphs = [p for p in groups if p[0].zone is not Zone.TITLE]
    marks = [_mark_of(reading, p) for p in paragraphs]
    common = {m for m in marks if m and marks.count(m) >= MIN_ENTRIES}
    if "town" in common:  # the first of them may be read as a lead: "* KIRKUK - A roadside bomb hit ..."
        marks = ["town" if m == "bullet" else m for m in marks]
    own: list[int] = []
    kind = ""
    for paragraph, mark in zip(paragraphs, marks, strict=True):
        if mark not in common and kind in _TIMED:
            own += [s.index for s in paragraph]
            continue
        yield _entry(reading, own, kind)
        kind = mark if mark in common else ""
        own = [s.index for s in paragraph] if kind else []
    yield _entry(reading, own, kind)


def above_list(reading: Reading, here: Sentence) -> Sequence[Sentence]:
    """What stands before the list that a sentence is an entry of: "The fighters of X carried out the following:"."""
    entries = entries_of(reading)
    first = min(entries) if here.index in entries else 0
    return reading.sentences[max(0, first - 1):first]


def bare_start(reading: Reading, sentence: Sentence) -> int:
    """The first token of a sentence behind its bullet, number or clock time."""
    text = reading.text(sentence.first, sentence.last)
    head = text.lstrip()[:1]  # an unread stretch is all blanks
    if not head or head.isalpha():
        return sentence.first
    marks = (_MARKS["bullet"], _MARKS["number"], _CLOCK_HEAD)
    size = next((m.end() for pattern in marks if (m := pattern.match(text))), 0)
    if not size:
        return sentence.first
    begins = starts(reading.doc)
    found = bisect_left(begins, begins[sentence.first] + size, sentence.first, sentence.last)
    return found if found < sentence.last else sentence.first


def _mark(paragraph: str) -> str:
    """The kind of mark that a paragraph opens with, or nothing."""
    words = paragraph.lstrip()  # unread stretches are long runs of blanks
    kind = next((kind for kind, pattern in _MARKS.items() if pattern.match(words)), "") if words else ""
    if kind == "bullet":  # "- 6:20 p.m.: ..."
        rest = _MARKS["bullet"].sub("", words, count=1)
        return next((timed for timed in ("clock", "day") if _MARKS[timed].match(rest)), kind)
    return kind


def _mark_of(reading: Reading, paragraph: Sequence[Sentence]) -> str:
    """The kind of mark of a paragraph; a town in capitals and a dash before all others ("* KHOST - Two rockets")."""
    head = paragraph[0]
    if head.zone is Zone.DATELINE and town_of(reading, head) is not None:
        return "town"
    return _mark(reading.text(head.first, paragraph[-1].last))


def town_of(reading: Reading, head: Sentence) -> Mention | None:
    """The first place of a dateline or of the head of an entry."""
    held = reading.overlapping(head.first, head.last, [MentionLabel.PLACE, MentionLabel.FACILITY])
    return next(iter(held), None)


def _entry(reading: Reading, own: list[int], kind: str) -> Entry:
    return Entry(tuple(own), kind, kind in _TIMED or _is_timed(reading, own))


def _is_timed(reading: Reading, own: list[int]) -> bool:
    """Whether the first words of an entry tell a time."""
    first = reading.sentences[own[0]].first if own else 0
    return bool(own) and bool(reading.overlapping(first, first + HEAD_TOKENS, [MentionLabel.DATE]))


def opens(reading: Reading, sentence: int, *, numbered: bool) -> bool:
    """Whether a sentence says what an entry is about: of a timed one, or of a ``numbered`` or headed one."""
    entry = entries_of(reading).get(sentence)
    if entry is None or not (entry.timed or (numbered and entry.mark in {"number", "town", "bullet"})):
        return False
    prose = [s for s in entry.sentences if reading.sentences[s].zone not in {Zone.FURNITURE, Zone.DATELINE}]
    told = [s for s in prose if _tells(reading, reading.sentences[s])]  # and not "2." and "VERBENA (Palau flag)."
    return sentence in (told or prose)[:OPENING_SENTENCES] or not any(
        _names_attack(reading, s) for s in prose if s < sentence)


def _tells(reading: Reading, sentence: Sentence) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} for t in tokens(reading.doc)[sentence.first:sentence.last])


def _names_attack(reading: Reading, sentence: int) -> bool:
    """Whether a word for an attack or for harm stands in a sentence."""
    held = reading.sentences[sentence]
    return bool(reading.overlapping(held.first, held.last, [MentionLabel.TRIGGER, MentionLabel.CASUALTY]))
