"""Verbs that show or judge and by which somebody also tells of an attack: "indicated that", "denounced that"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.responsibility import terms
from extractors.reading import Reading
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of
from extractors.tree import child_of

_CODES = frozenset({"shows", "opinion"})
_IT = frozenset({"it", "this", "that", "them"})
_THE = frozenset({"the", "this", "both", "these"})


def tells(reading: Reading, speech: Speech) -> bool:
    """Whether a verb of showing or judging has a clause that says what happened."""
    if speech.code not in _CODES:
        return False
    verb = reading.doc[speech.head]
    if _calls(verb):
        return True
    clause = child_of(verb, "ccomp")
    if clause is None or not _is_finite(clause):
        return False
    return clause.i > verb.i or (speech.source is not None and clause.i < speech.source[0])


def _calls(verb: Token) -> bool:
    """Whether a verb says what the attack was: "called it a massacre", "described the raid as an act of revenge"."""
    if lemma_of(verb) not in terms("branding"):
        return False
    small = child_of(verb, "ccomp")
    whom = child_of(verb, "dobj") or (child_of(small, "nsubj") if small is not None else None)
    if whom is None or whom.i < verb.i:
        return False
    known = whom.lower_ in _IT or (lemma_of(whom) in terms("deed") and any(c.lower_ in _THE for c in whom.lefts))
    return known and whom.right_edge.i < verb.right_edge.i


def _is_finite(clause: Token) -> bool:
    """Whether a clause has a verb with a subject, and is no bare "called it an attack"."""
    bare = clause.tag_ == "VBN" and child_of(clause, "aux", "auxpass") is None  # "found the van abandoned"
    return not bare and clause.pos_ in {"VERB", "AUX"} and child_of(clause, "nsubj", "nsubjpass", "expl") is not None
