"""Which tokens stand inside quotation marks; marks pair within a paragraph."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractors.columns import texts
from extractors.reading import Reading, reading_of

_FIRST = frozenset({"we", "our", "us", "ours"})
OPEN, CLOSE, STRAIGHT = frozenset("“«„"), frozenset("”»"), frozenset({'"', "''", "``"})


def quoted(doc: Doc) -> bytearray:
    """One byte a token: 1 between the marks of a quotation (the marks too)."""
    mask = bytearray(len(doc))
    paragraphs: dict[int, list[int]] = {}
    for sentence in reading_of(doc).sentences:
        paragraphs.setdefault(sentence.paragraph, []).extend(range(sentence.first, sentence.last))
    for tokens in paragraphs.values():
        _mark(doc, tokens, mask)
    return mask


def _mark(doc: Doc, tokens: list[int], mask: bytearray) -> None:
    written = texts(doc)
    curly = any(written[i][:1] in OPEN for i in tokens)
    start: int | None = None
    for i in tokens:
        text = written[i]
        opens = text[:1] in OPEN or (not curly and start is None and text in STRAIGHT)
        closes = start is not None and (text[:1] in CLOSE or (not curly and text in STRAIGHT))
        if closes and start is not None:
            mask[start:i + 1] = b"\x01" * (i + 1 - start)
            start = None
        elif opens:
            start = i
    if start is not None and tokens:  # a quotation that goes on in the next paragraph
        mask[start:tokens[-1] + 1] = b"\x01" * (tokens[-1] + 1 - start)


def is_of_others(reading: Reading, pronoun: Token) -> bool:
    """Whether a pronoun stands in a quotation and not in the first person: never the speaker."""
    return is_quoted(reading, pronoun) and pronoun.lower_ not in _FIRST


def is_quoted(reading: Reading, token: Token) -> bool:
    """Whether a token stands inside a quotation."""
    return bool(reading.once("quoted", lambda: quoted(reading.doc))[token.i])
