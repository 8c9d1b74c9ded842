"""Verbs that show or judge and by which somebody also tells of an attack: "indicated that", "denounced that"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.reading import Reading
from extractors.speech.verbs import Speech
from extractors.tree import child_of

_CODES = frozenset({"shows", "opinion"})


def tells(reading: Reading, speech: Speech) -> bool:
    """Whether a verb of showing or judging has a clause that says what happened."""
    if speech.code not in _CODES:
        return False
    verb = reading.doc[speech.head]
    clause = child_of(verb, "ccomp")
    if clause is None or not _is_finite(clause):
        return False
    return clause.i > verb.i or (speech.source is not None and clause.i < speech.source[0])


def _is_finite(clause: Token) -> bool:
    """Whether a clause has a verb with a subject, and is no bare "called it an attack"."""
    return clause.pos_ in {"VERB", "AUX"} and child_of(clause, "nsubj", "nsubjpass", "expl") is not None
