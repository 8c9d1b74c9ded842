"""Whether the clause of a day speaks of the future, read off its verb; words are in `data/lexicons/tense.toml`."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from extractors.dates.lexicon import courts, followings, sayings, values
from extractors.lexicon import FOLDER, read_entries
from extractors.reading import Reading, Zone

_OWNED = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PRESENT = frozenset({"VBZ", "VBP"})
_BARE = "VB"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
_TAKEN = frozenset({"NN", "JJ", "VB"})


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
    if sentence.zone is not Zone.TITLE and _verbless(reading.doc[sentence.first:sentence.last]):
        return True
    if verb is None:
        return False
    if token.i + 1 == verb.i and verb.tag_ in _PRESENT:  # "Friday is a day of mourning"
        return True
    if _ahead(verb) or _is_aim(token, verb) or (governor.pos_ == "ADJ" and governor.lemma_ in _words("planned")):
        return True
    return sentence.zone is not Zone.TITLE and _timetable(verb, governor)


def is_past(token: Token, reading: Reading) -> bool:
    """Whether a day is told of with a past verb that it depends on, and not as that verb's aim ("moved to June 3")."""
    if not reading.sentence_at(token.i).parsed or is_future(token, reading):
        return False
    verb = token.head
    if verb.pos_ == "ADP" and verb.lower_ not in _words("aim"):
        verb = verb.head
    if _is_charge(verb):
        return True
    helpers = {c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and "VBD" in helpers)


def _is_charge(deed: Token) -> bool:
    """ "pleaded guilty to shooting", "charged with killing": a deed before a court was done"""
    above = deed.head.head if deed.dep_ == "pcomp" else deed
    return deed.tag_ == "VBG" and above.i != deed.i and (
        above.lemma_.casefold() in followings() or above.lower_ in courts())


def is_aside(token: Token, preposition: str | None) -> bool:
    """Whether a day is told in passing: as a bound ("since Monday", "a week after the raid on May 3") or in a clause
    that only describes a noun."""
    verb = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if preposition in _words("bound") or (verb is not None and verb.dep_ in {"relcl", "acl"}):
        return True
    links = (w for t in token.ancestors for w in (t, *t.children)
             if w.i and (w.dep_ == "mark" or (w is t and w.dep_ == "prep")))
    return any(w.lower_ in _words("bound") and w.nbor(-1).lower_.removesuffix("s") in values("unit") for w in links)


def is_before(token: Token) -> bool:
    """Whether a day is told in the pluperfect: of what had been before the story."""
    verb = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and verb.tag_ == "VBN" and "had" in _helpers(verb)


def _of_noun(noun: Token) -> bool:
    """ "Monday's vote will", "for May delivery": the day of a subject is its verb's, of another noun maybe long past"""
    if noun.lemma_ in _words("forward"):
        return True
    return noun.dep_ in _SUBJECTS and any(c.lower_ in _words("future") for c in noun.head.children if c.dep_ == "aux")


def _ahead(verb: Token) -> bool:
    if verb.dep_ == "conj" and verb.tag_ == _BARE and not _helpers(verb):  # "will pack and leave Friday"
        verb = verb.head
    helpers = _helpers(verb)
    if helpers & _words("future") or verb.lower_ in _words("future"):
        return True
    if helpers & _words("posterior"):
        return not helpers & _words("perfect")
    if helpers & _words("possible"):
        return (_is_reported(verb) or verb.lemma_ in _words("timetable")) and not helpers & _words("perfect")
    if verb.lemma_ in _words("planned"):
        return not _carried_out(verb)
    return verb.tag_ == _BARE and any(c.tag_ == "TO" for c in verb.children) and _is_purpose(verb)


def _verbless(sentence: Span) -> bool:
    """ "Schools open on Sunday", "Talks start on Friday", where the tagger takes the timetable's verb for no verb"""
    return not any(t.tag_ in _FINITE for t in sentence) and any(
        t.lower_ in _words("timetable") and t.tag_ in _TAKEN and t.i + 1 < sentence.end
        and (t.nbor().pos_ == "ADP" or t.nbor().ent_type_ == "DATE") for t in sentence)


def _helpers(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}


def _is_reported(verb: Token) -> bool:
    """ "said it could be Monday" """
    return verb.dep_ == "ccomp" and verb.head.lemma_.casefold() in sayings()


def _is_purpose(verb: Token) -> bool:
    """Whether an infinitive tells what is to come ("were to land Friday"), and not what was done ("rose to win")."""
    over = verb.head
    if verb.lemma_ in _words("settled") or (verb.lemma_ == "be" and over.lemma_ in _words("supposed")):
        return False  # "gunmen suspected to be rebels on Friday killed seven"
    past = over.tag_ == "VBD" or (over.tag_ == "VBN" and "had" in _helpers(over))
    return not past or over.lemma_ == "be" or over.lemma_ in _words("planned")


def _carried_out(verb: Token) -> bool:
    """ "They set off a bomb on Friday", "set a trap", "set the house on fire": what is done and not planned"""
    appointed = any(c.dep_ == "xcomp" or c.lower_ in _words("intent") for c in verb.children)
    if verb.lemma_ in _words("laid") and not appointed:
        return True
    below = (t for c in verb.children for t in (c, *c.children))
    return any(t.dep_ == "prt" or t.lower_ in _words("kindled") for t in below)


def _is_aim(token: Token, verb: Token) -> bool:
    """ "was put off until Monday", "stays shut until Monday", "called a rally for Friday" """
    aim = token.head
    if aim.lower_ in _words("until") and aim.head == verb and verb.lemma_ in _words("deferred"):
        return True
    if aim.lower_ in _words("lasting"):
        if aim.head == verb and verb.lemma_ in _words("granted"):
            return True  # "gave her until Friday"
        return verb.tag_ in _PRESENT or any(c.tag_ in _PRESENT for c in verb.children if c.dep_ in {"aux", "auxpass"})
    return aim.lower_ in _words("intent") and token.dep_ == "pobj" and token.lower_ not in values("month")


def _timetable(verb: Token, governor: Token) -> bool:
    """ "meets on Wednesday" """
    if governor != verb or verb.lemma_ not in _words("timetable"):
        return False
    if verb.tag_ in _PRESENT or (verb.tag_ == _BARE and verb.dep_ == "ROOT"):  # taggers take "meet" for bare
        return not any(c.dep_ == "aux" for c in verb.children)
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in _PRESENT for c in verb.children)
