"""Whether what somebody denies is a deed of their own: "denied that it had fired", "the army denied the army had"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.responsibility import is_habit, is_passive, object_of, subject, terms
from extractors.reading import reading_of
from extractors.speech.words import lemma_of
from extractors.tree import child_of
from models.vocabulary import MentionLabel

_SELF = frozenset({"it", "they", "he", "she", "we", "its", "their"})


def denies_self(verb: Token) -> bool:
    """Whether what is denied is the denier's own deed: "denied that it had fired"."""
    clause = child_of(verb, "ccomp")
    if clause is None or clause.i < verb.i or child_of(clause, "expl") is not None:
        return clause is None or clause.i < verb.i
    if is_habit(verb):
        return False
    inner = child_of(clause, "nsubj", "nsubjpass")
    if inner is not None and _is_use(clause, inner):
        return True
    return own_side(verb) is not None or inner is None or inner.lower_ in _SELF or \
        any(t.lower_ in {"its", "their", "his"} for t in inner.subtree)


def own_side(verb: Token) -> Token | None:
    """The doer of a clause that is denied, where the denier's own name or office says it: "the army spokesman denied
    that the army had fired" """
    clause, voice = child_of(verb, "ccomp"), subject(verb)
    inner = child_of(clause, "nsubj") if clause is not None and lemma_of(verb) == "deny" else None
    echoed = inner is not None and voice is not None and any(t.lower_ == inner.lower_ for t in voice.subtree)
    return inner if echoed else None


def _is_use(verb: Token, arms: Token) -> bool:
    """Whether a clause tells that arms were used, by nobody named: "that heavy guns had been used"."""
    used = is_passive(verb) and object_of(verb, "by") is None and lemma_of(verb) in {*terms("did"), *terms("aim")}
    return used and bool(reading_of(verb.doc).overlapping(arms.i, arms.i + 1, [MentionLabel.WEAPON,
                                                                             MentionLabel.LAUNCHER]))
