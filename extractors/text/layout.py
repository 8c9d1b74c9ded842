"""Paragraphs, sentences and zones of an article, from characters alone: no model, linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from spacy.attrs import IDX  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc

from extractors.lexicon import FOLDER, expand, read_entries
from extractors.reading import Sentence, Zone

MAX_SENTENCE_TOKENS = 250  # a longer one is cut: the parser's time and memory stay bounded
_LINE = re.compile(r"[^\n]+")
_WRAPPED_LINES = re.compile(r"(?:[^\n]+\n(?![ \t]*\n|[ \t]{2,}))*[^\n]+")
WRAP_CHARS = 110  # no line of a text with hard line breaks is longer
WRAP_SHARE = 0.3  # of its line breaks cut a clause: no stop before, a small letter behind
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[«]*[^\W_a-z])|[؟۔]+(?=\s)")
_LAST_WORD = re.compile(r"([\w.]+?)[.]+[\"”’')\]]*$")
_NEXT_WORD = re.compile(r"\s+[\"“‘'(\[«]*(\w+)")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$|^[A-Z]$")
_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?(?:,?\s+\d{2,4})?"
    r"|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+(?:\d{4}|\d\d))?|\d{1,2}[,.]?|no date)"
)
_TOWN = r"\(?[A-Z][\w.'’/-]*(?:[ ,]+(?:[A-Z][\w.'’-]*|al|of|de|del|city|[A-Z]\.)){0,5}"
_STATE = r"(?:\s?\([A-Z][\w .'’-]{1,30}\))?"
_CAPITALS = r"[A-Z][A-Z'’.]+"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATELINE = re.compile(
    rf"^(?:{_TOWN}{_STATE}[, ]*{_DAY}?\s*(?:\([^)]{{1,60}}\))?\s*(?:--|—|–| -|-(?=\s)|:(?=\s)|/(?=\s))"
    rf"|{_TOWN}{_STATE}[, ]+{_DAY}\s*\([A-Z][^)]{{1,40}}\)(?=\s+[A-Z])"
    rf"|(?=[A-Z]{{3}}){_CAPITALS}(?:[ -]{_CAPITALS}){{0,2}}(?:, [A-Z][a-z]+)?,? {_MONTH} \d{{1,2}}(?=\s+[A-Z])"
    r"|\([A-Z][\w .]{1,20}\)\s*(?:--|—|–|-))(?:\s+|(?<= [—–]))(?:\[[^\]\n]{1,80}\]\s+)*(?=\S)"
)
_TOWN_HEAD = re.compile(  # of an entry of a digest: "* KHOST - Two rockets fell ..."
    rf"^\s*(?:[*•■◆▪●·►]\s*|[-–—]\s+)?(?=[A-Z'’. -]{{4}}){_CAPITALS}(?:[ -]{_CAPITALS}){{0,3}}{_STATE}"
    r"\s*(?:--|—|–|-)\s+(?=\S)")
_STAMP = re.compile(r"^\W*(?:\d{1,2}[:.]\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d)")
LEAD_SENTENCES = 2
MAX_FURNITURE_CHARS = 160


@cache
def _words(code: str) -> frozenset[str]:
    entries = read_entries(FOLDER / "layout.toml").entry
    return frozenset(p for e in entries if e.code == code for t in e.terms for p in expand(t))


def _breaks(line: str) -> Iterator[int]:
    """Offsets after which a new sentence starts."""
    for match in _STOP.finditer(line):
        if "." in match.group() and not _ends_sentence(line, match):
            continue
        yield match.end()


def ranks() -> frozenset[str]:
    """Ranks that are written short before a name, without their stop: "lt", "col"."""
    return _words("rank")


def _ends_sentence(line: str, match: re.Match[str]) -> bool:
    word = _LAST_WORD.search(line, max(0, match.start() - 30), match.end())
    following = _NEXT_WORD.match(line, match.end())
    next_word = following.group(1) if following else ""
    if word is None:
        return True
    last = word.group(1)
    if _ACRONYM.search(last):
        return next_word.casefold() in _words("starter") and next_word[:1].isupper()
    if last.casefold() in _words("abbreviation"):
        return len(last) > 3 and next_word.casefold() in _words("starter")
    return True


def dateline_end(line: str) -> int:
    """Length of a dateline at the head of a line ("ERBIL, Kurdistan Region (AP) - "), 0 if none."""
    match = _DATELINE.match(line)
    return match.end() if match else 0


def town_head_end(line: str) -> int:
    """Length of a town in capitals and a dash at the head of an entry, with its bullet; 0 if none."""
    match = _TOWN_HEAD.match(line)
    return match.end() if match else 0


def is_furniture(line: str) -> bool:
    """Whether a short line is a byline, stamp, tag list or link and no prose."""
    bare = line.strip().casefold()
    if len(bare) > MAX_FURNITURE_CHARS:
        return False
    head = re.split(r"[:|/\-–—]", bare, maxsplit=1)[0].strip(" (")
    if head in _words("furniture") and (len(head) < len(bare) or len(bare) < 40):
        return True
    words = bare.split()
    if words[:1] == ["by"] and len(words) < 9 and not bare.endswith("."):
        return True
    return bool(_STAMP.match(bare)) and len(words) < 9 and not bare.endswith(".")


def _pieces(content: str, title_end: int) -> Iterator[tuple[int, int, int, Zone]]:
    """(start, end, paragraph, zone) of each sentence in characters."""
    body_sentences = 0
    lines = _WRAPPED_LINES if _is_wrapped(content[title_end:]) else _LINE
    for paragraph, line in enumerate(lines.finditer(content)):
        text = line.group()
        if not text.strip():
            continue
        if line.start() < title_end:
            zones: list[tuple[int, int, Zone]] = [(a, b, Zone.TITLE) for a, b in _cut(text, 0)]
        elif is_furniture(text):
            zones = [(a, b, Zone.FURNITURE) for a, b in _cut(text, 0)]
        else:
            skip = dateline_end(text) if body_sentences == 0 else town_head_end(text)
            zones = [(0, skip, Zone.DATELINE)] if skip else []
            for a, b in _cut(text, skip):
                zones.append((a, b, Zone.LEAD if body_sentences < LEAD_SENTENCES else Zone.BODY))
                body_sentences += 1
        for a, b, zone in zones:
            yield line.start() + a, line.start() + b, paragraph, zone


def _is_wrapped(body: str) -> bool:
    """Whether line breaks only fill columns, as in agencies' files: most cut clauses, and no line is long."""
    if any(len(line) > WRAP_CHARS for line in body.splitlines()):
        return False
    pairs = [(a.rstrip(), b) for a, b in pairwise(body.splitlines()) if a.strip() and b.strip()]
    cut = sum(b.lstrip()[0].islower() and a[-1] not in ".!?:;" for a, b in pairs)
    return len(pairs) > 1 and cut >= WRAP_SHARE * len(pairs)


def _cut(line: str, skip: int) -> list[tuple[int, int]]:
    ends = [e for e in _breaks(line) if e > skip]
    bounds = [skip, *ends, len(line)]
    return [(a, b) for a, b in pairwise(bounds) if line[a:b].strip()]


def sentences_of(doc: Doc, title: str | None) -> tuple[Sentence, ...]:
    """All sentences of a tokenised Doc, tiling it without gaps."""
    if not len(doc):
        return ()
    content: str = doc.user_data.get("content") or doc.text
    title_end = len(title) if title and content.startswith(title) else 0
    pieces = list(_pieces(content, title_end))
    offsets = doc.to_array([IDX]).astype(np.int64)
    starts = np.searchsorted(offsets, [p[0] for p in pieces], side="left")
    return tuple(_tile(pieces, [int(s) for s in starts], len(doc)))


def _tile(pieces: Sequence[tuple[int, int, int, Zone]], starts: list[int], size: int) -> Iterator[Sentence]:
    if not pieces:
        starts, pieces = [0], [(0, 0, 0, Zone.BODY)]
    starts[0] = 0
    index = 0
    for number, (_, _, paragraph, zone) in enumerate(pieces):
        first = starts[number]
        last = starts[number + 1] if number + 1 < len(starts) else size
        while first < last:
            end = min(last, first + MAX_SENTENCE_TOKENS)
            yield Sentence(index, first, end, paragraph, zone)
            index, first = index + 1, end
