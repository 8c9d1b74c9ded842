"""Groups told as a share: "two of the rebels" are rebels, "five of those on board" no part of dead told before."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from extractors.attributes.quantity import Use
from extractors.casualties.harm import HarmContext
from extractors.counting import quantities_in
from extractors.lexicon import Hit
from extractors.numbers import Number, NumberKind

_INNER = frozenset({"compound", "amod", "nmod"})
_ARTICLE_AND_NOUN = 2
_LEFT = frozenset({"rest", "remainder", "remaining"})


def shared_among(context: HarmContext, last: int) -> Hit | None:
    """ "two of the rebels": the word for the people of whom a number that ends before ``last`` is a share"""
    following = context.doc[last : last + 1 + _ARTICLE_AND_NOUN]
    if len(following) <= _ARTICLE_AND_NOUN or following[0].lower_ != "of" or following[1].lower_ != "the":
        return None
    noun = following[-1]
    return context.persons.get(noun.i) if noun.dep_ not in _INNER else None  # "of the Syrian Army"


def share_end(doc: Doc, last: int) -> int:
    """The token after "two of the rebels", from the one after its number; the same where it is no such share"""
    of_the = doc[last : last + _ARTICLE_AND_NOUN].text.lower() == "of the"
    return last + 1 + _ARTICLE_AND_NOUN if of_the else last


def is_part(context: HarmContext, group: tuple[int, int], victim: Token) -> bool:
    """ "including two children", "two of them were killed" """
    if group[0] > 0 and context.marked(group[0] - 1, "part"):
        return True
    last = group[1]
    if victim.i in context.harmed and context.doc[group[0] + 1 : victim.i].text.lower() == "of the":
        return True  # "five of the dead were children"
    following = context.doc[last : last + 3]
    if len(following) < 2 or following[0].lower_ != "of" or _were_there(following[1:]):
        return False
    if context.marked(last, "part"):
        return True
    if victim.i >= last:
        return False
    harmed = any(t in context.harmed for t in range(last, min(last + 1 + _ARTICLE_AND_NOUN, len(context.doc))))
    if harmed and context.doc[last - 1].pos_ not in ("NOUN", "PROPN"):  # no "man of 80 died", "father of four killed"
        return True  # "two of the injured are in a serious condition"
    whole = shared_among(context, last)
    pronoun = following[1].pos_ == "PRON" and following[1].tag_ != "PRP$"
    bare = context.doc[last - 1].pos_ != "NOUN"  # "three members of the crew" are no share of people told before
    return pronoun or (bare and whole is not None and whole.code == "unknown")


def _were_there(words: Span) -> bool:
    """ "five of those on board were killed": of all who were in a place, not of the dead or hurt"""
    return len(words) > 1 and words[0].lower_ == "those" and words[1].pos_ == "ADP"


def rest_of(victim: Token) -> Number | None:
    """ "nine of the 20 were killed and the rest injured": what a share leaves of its whole"""
    doc = victim.doc
    if victim.lower_ not in _LEFT or victim.nbor(-1).lower_ != "the" or doc[victim.i + 1 : victim.i + 2].text == "of":
        return None
    counts = [q.number for q in quantities_in(doc, victim.sent.start, victim.i) if q.use is Use.COUNT and q.number.best]
    for part, whole in pairwise(counts):
        between = [t.lower_ for t in doc[part.last : whole.first]]
        if between[:1] == ["of"] and len(between) <= _ARTICLE_AND_NOUN and (whole.best or 0) > (part.best or 0):
            left = (whole.best or 0) - (part.best or 0)
            return Number(victim.i - 1, victim.i + 1, victim.i, NumberKind.EXACT, left, left, left)
    return None


def ordinal_of(doc: Doc, group: tuple[int, int]) -> int | None:
    """ "a fifth victim": the place in the count"""
    found = (q.number.best for q in quantities_in(doc, *group) if q.use is Use.ORDINAL)
    return next(found, None)
