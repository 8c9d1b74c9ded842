"""What a cue governs: tokens of the clause that the speaker says, in which nested speech stands."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from extractors.speech.verbs import Speech

_CONTENT = frozenset({"ccomp", "xcomp", "pcomp"})


def content_mask(doc: Doc, speeches: Sequence[Speech]) -> bytearray:
    """One byte a token: 1 in the clause that another cue introduces."""
    mask = bytearray(len(doc))
    for speech in speeches:
        for first, last in contents(doc, speech):
            mask[first:last] = b"\x01" * (last - first)
    return mask


def contents(doc: Doc, speech: Speech) -> list[tuple[int, int]]:
    """Token ranges of the clauses that depend on a cue's head, without the cue."""
    found = []
    for child in doc[speech.head].children:
        if child.dep_ in _CONTENT and not speech.cue[0] <= child.i < speech.cue[1]:
            first, last = child.left_edge.i, child.right_edge.i + 1
            start = min(speech.cue[0], speech.source[0] if speech.source else speech.cue[0])
            if child.i < speech.head:
                last = min(last, start)
            elif first < speech.cue[1]:
                first = speech.cue[1]
            if first < last:
                found.append((first, last))
    return found
