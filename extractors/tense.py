"""Whether the clause of a day speaks of the future, read off its verb; words are in `data/lexicons/tense.toml`."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from extractors.lexicon import FOLDER, read_entries
from extractors.reading import Reading, Zone
from extractors.timelexicon import sayings

_OWNED = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PRESENT = frozenset({"VBZ", "VBP"})


@cache
def _words(code: str) -> frozenset[str]:
    entries = read_entries(FOLDER / "tense.toml").entry
    return frozenset(t for e in entries if e.code == code for t in e.terms)


def is_future(token: Token, reading: Reading) -> bool:
    """Whether what is told of a day lies ahead of the writer; false in sentences that the model has not read."""
    sentence = reading.sentence_at(token.i)
    if not sentence.parsed:
        return False
    governor = next((t for t in token.ancestors if t.pos_ not in {"ADP", "NUM"}), None)
    if governor is None:
        return False
    if token.dep_ in _OWNED and governor.pos_ in {"NOUN", "PROPN"}:
        return _of_noun(governor)
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return False
    return _ahead(verb) or _moved(token, verb) or (sentence.zone is not Zone.TITLE and _timetable(verb, governor))


def is_past(token: Token, reading: Reading) -> bool:
    """Whether a day is told of with a past verb that it depends on, and not as that verb's aim ("moved to June 3")."""
    if not reading.sentence_at(token.i).parsed or is_future(token, reading):
        return False
    verb = token.head
    if verb.pos_ == "ADP" and verb.lower_ not in _words("aim"):
        verb = verb.head
    helpers = {c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and "VBD" in helpers)


def _of_noun(noun: Token) -> bool:
    """ "Monday's vote will": the day of a subject is its verb's, that of another noun may be long past"""
    return noun.dep_ in _SUBJECTS and any(c.lower_ in _words("future") for c in noun.head.children if c.dep_ == "aux")


def _ahead(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if helpers & _words("future") or verb.lower_ in _words("future"):
        return True
    if helpers & _words("posterior"):
        return verb.dep_ == "ccomp" and verb.head.lemma_.casefold() in sayings() and "have" not in helpers
    planned = verb.lemma_ in _words("planned") and not _carried_out(verb)
    if planned or (verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)):
        if verb.lemma_ in _words("settled"):
            return False
        return verb.head.tag_ != "VBD" or verb.head.lemma_ in _words("planned")
    return False


def _carried_out(verb: Token) -> bool:
    """ "They set off a bomb on Friday", "set the house on fire": what is done and not planned"""
    below = (t for c in verb.children for t in (c, *c.children))
    return any(t.dep_ == "prt" or t.lower_ in _words("kindled") for t in below)


def _moved(token: Token, verb: Token) -> bool:
    """ "was put off until Monday" """
    return token.head.lower_ in _words("until") and token.head.head == verb and verb.lemma_ in _words("deferred")


def _timetable(verb: Token, governor: Token) -> bool:
    """ "meets on Wednesday" """
    if governor != verb or verb.lemma_ not in _words("timetable"):
        return False
    if verb.tag_ in _PRESENT:
        return not any(c.dep_ == "aux" for c in verb.children)
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in _PRESENT for c in verb.children)
