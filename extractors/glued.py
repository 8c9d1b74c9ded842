"""Figures that are glued to what stands beside them: parts of names, hours of the day."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.numbers import Number


def compound(doc: Doc, number: Number) -> bool:
    """ "Sevare-2", "3D", "+1 555": a figure glued to its neighbour."""
    first, last = number.first, number.last
    before = doc[first - 1] if first else None
    glued = (
        before is not None
        and not (before.whitespace_ or before.is_space)
        and before.text not in ("(", "“", '"', "‘", "'", "[", "~")
    )
    if glued and doc[first - 1].text in ("-", "–", "—") and first > 1 and doc[first - 2].whitespace_:
        glued = False
    return glued or (
        last < len(doc)
        and not doc[last - 1].whitespace_
        and doc[last].text in ("/", ":", "-")
        and last + 1 < len(doc)
        and doc[last + 1].text[:1].isdigit()
    )


def clock(doc: Doc, number: Number) -> bool:
    """ "7:30": an hour of the day"""
    return (
        number.last < len(doc)
        and ":" in doc[number.last].text
        and not doc[number.last - 1].whitespace_
        and number.last + 1 < len(doc)
        and doc[number.last + 1].text[:2].isdigit()
    )
