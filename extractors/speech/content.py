"""What a cue governs: tokens of the clause that the speaker says, in which nested speech stands."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from extractors.columns import texts
from extractors.reading import reading_of
from extractors.speech.verbs import Speech
from extractors.speech.words import documents, lemma_of
from extractors.tree import children

_CONTENT = frozenset({"ccomp", "xcomp", "pcomp"})


def content_mask(doc: Doc, speeches: Sequence[Speech]) -> bytearray:
    """One byte a token: 1 in the clause that a verb of speech introduces."""
    mask = bytearray(len(doc))
    for speech in speeches:
        if speech.code in {"according", "label"}:
            continue
        for first, last in contents(doc, speech):
            mask[first:last] = b"\x01" * (last - first)
    return mask


def contents(doc: Doc, speech: Speech) -> list[tuple[int, int]]:
    """Token ranges of the clauses that depend on a cue's head, without the cue."""
    if speech.code in {"according", "label"}:
        return _around(doc, speech)
    start = min(speech.cue[0], speech.source[0] if speech.source else speech.cue[0])
    found = []
    for child in children(doc[speech.head]):
        if child.dep_ in _CONTENT and not speech.cue[0] <= child.i < speech.cue[1]:
            first, last = child.left_edge.i, child.right_edge.i + 1
            if child.i < speech.head:
                last = min(last, start)
                if ";" in texts(doc)[last - 1:start]:
                    continue  # "X hits base; army confirms two dead": news of its own
            else:
                first = max(first, speech.cue[1])
            if first < last:
                found.append((first, last))
    return found or _in_document(doc, speech) or _before(doc, speech)


def _in_document(doc: Doc, speech: Speech) -> list[tuple[int, int]]:
    """The clause that the parser hung on the document in which it was said ("said in a statement that it had")."""
    papers = [o for c in children(doc[speech.head]) if c.lower_ == "in" for o in children(c)
              if lemma_of(o) in documents()]
    return [(c.left_edge.i, c.right_edge.i + 1) for o in papers for c in children(o)
            if c.dep_ == "acl" and any(t.lower_ == "that" for t in c.lefts)]


def _before(doc: Doc, speech: Speech) -> list[tuple[int, int]]:
    """The clause told first, where the parser only joined the verb of speech to it ("X died ..., the mayor wrote")."""
    verb = doc[speech.head]
    if verb.dep_ != "conj" or speech.source is None or speech.speaker is None:
        return []
    first, last = verb.head.left_edge.i, speech.source[0]
    lent = doc[speech.speaker].head.i != verb.i and speech.source[1] <= speech.cue[0]
    return [(first, last)] if lent and verb.head.i < last and doc[last - 1].text == "," else []


def _around(doc: Doc, speech: Speech) -> list[tuple[int, int]]:
    """The sentence around "according to X", the sentence behind "X:"."""
    sentence = reading_of(doc).sentence_at(speech.head)
    start, end = speech.cue
    if speech.source is not None:
        start, end = min(start, speech.source[0]), max(end, speech.source[1])
    return [r for r in ((sentence.first, start), (end, sentence.last)) if r[0] < r[1]]
