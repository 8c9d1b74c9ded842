"""How an accused disowns a deed: "called the charge baseless", "had no role in it", "was not behind it"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.actors.naming import Naming
from extractors.actors.responsibility import is_negated, is_passive, subject, terms
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.find import governing
from extractors.speech.words import lemma_of
from extractors.tree import child_of

_OWN = frozenset({"its", "their", "our", "his", "her"})
_SELF = frozenset({"it", "they", "we", "he", "she"})


def by_disowning(reading: Reading, verb: Token) -> Iterator[Naming]:
    """Denials of authorship without a verb of denial; the actor is whoever speaks or is spoken of."""
    lemma = lemma_of(verb)
    if lemma in terms("branding") and not is_passive(verb) and _is_refuted(verb):
        yield Naming(verb, "denied", subject(verb), subject(verb), "branded")
    elif (voice := _says_false(reading, verb)) is not None:
        yield Naming(verb, "denied", voice, voice, "branded")
    elif _has_no_part(verb) or _did_not(reading, verb):
        yield Naming(verb, "denied", subject(verb), None, "disowned")


def _is_refuted(verb: Token) -> bool:
    """Whether a charge is called false: the charge and the word for false stand below the verb."""
    below = [t for t in verb.subtree if t.i > verb.i]
    charges = {*terms("charge")}
    return any(lemma_of(t) in charges for t in below) and any(t.lower_ in terms("false") for t in below)


def _says_false(reading: Reading, verb: Token) -> Token | None:
    """Who says that "the claims were false", "the accusation is a lie"."""
    charge, word = child_of(verb, "nsubj"), child_of(verb, "acomp", "attr")
    if lemma_of(verb) != "be" or charge is None or word is None or is_negated(verb):
        return None
    if lemma_of(charge) not in terms("charge") or word.lower_ not in terms("false"):
        return None
    speech = governing(reading.doc, verb.i)
    return reading.doc[speech.speaker] if speech is not None and speech.speaker is not None else None


def _has_no_part(verb: Token) -> bool:
    """ "had no role in", "played no part in", "had nothing to do with"."""
    share = child_of(verb, "dobj") if lemma_of(verb) in {"have", "play", "take", "bear"} else None
    if share is None:
        return False
    if share.lower_ == "nothing":
        return any(t.lower_ == "do" for t in share.subtree) or any(lemma_of(c) == "do" for c in verb.children)
    none = is_negated(verb) or any(c.lower_ == "no" for c in share.lefts)
    return none and lemma_of(share) in terms("share")


def _did_not(reading: Reading, verb: Token) -> bool:
    """ "said it was not behind it", "said its forces did not fire": a speaker of itself."""
    speech, doer = governing(reading.doc, verb.i), subject(verb)
    if speech is None or doer is None or not is_negated(verb) or is_passive(verb):
        return False
    if any(c.lower_ in words("modal") for c in verb.children):
        return False
    if doer.lower_ not in _SELF and not any(c.lower_ in _OWN for c in doer.lefts):
        return False
    if lemma_of(verb) == "be":
        return any(c.lower_ in terms("predicate") for c in verb.children)
    return lemma_of(verb) in {*terms("did"), *terms("aim"), "involve"}
