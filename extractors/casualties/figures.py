"""Figures that stand for the harmed themselves, where a fixed order of words tells more than the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import Use
from extractors.columns import tokens
from extractors.context import words
from extractors.counting import quantities_in
from extractors.lexicon import Hit
from extractors.numbers import Number, NumberKind
from extractors.reading import reading_of
from extractors.tree import child_of

PUT_BEFORE = 20  # tokens before "the wounded at 79" in which it is told who is put at how many
_AS_MANY_REACH = 4  # tokens before "as many others were hurt"
_TIMES = frozenset({"twice", "double", "times", "thrice"})
_PUTTING = frozenset({"put", "place", "set"})
_RAISED_TO = frozenset({"to", "at"})
_FURTHER = frozenset({"more", "others", "other", "also"})


def counted_before(doc: Doc, hit: Hit) -> list[Token]:
    """ "three died and nine suffered burns": a bare number before a verb that the parser may take for a participle"""
    last = hit.first - 1
    while last > 0 and doc[last].lower_ in _FURTHER:
        last -= 1
    number = doc[last] if last >= 0 else None
    bare = number is not None and number.tag_ == "CD" and number.dep_ in ("nummod", "nsubj")
    return [number] if number is not None and bare and number.head.i >= hit.first else []


def told_as_object(doc: Doc, hit: Hit) -> Token | None:
    """ "the mayor spoke of 12 killed": the figure before a participle that the parser takes for a verb"""
    number = doc[hit.first - 1] if hit.first > 1 else None
    if number is None or number.tag_ != "CD" or number.dep_ != "pobj" or doc[hit.first].tag_ not in ("VBN", "VBD"):
        return None
    return number if child_of(doc[hit.first], "dobj", "dative", "auxpass", "aux") is None else None


def parent_of(victim: Token) -> Token:
    """ "father of four killed": who has four children; else the token itself"""
    above = victim.head.head if victim.tag_ == "CD" and victim.head.lower_ == "of" else victim
    return above if above.lower_ in words("parent") else victim


def put_at(doc: Doc, hit: Hit) -> Token | None:
    """ "put the dead at 29 and the wounded at 79": the figure of the one and of the other"""
    told = {t.lower_ for t in tokens(doc)[max(0, hit.first - 1) : hit.first + 1]}  # a word may have its article with it
    if "the" not in told or doc[hit.last : hit.last + 1].text != "at":
        return None
    before = doc[max(0, hit.first - PUT_BEFORE) : hit.first]
    last_stop = max((t.i for t in before if t.is_sent_start or t.text == "."), default=before.start)
    if not any(t.lemma_ in _PUTTING for t in before if t.i >= last_stop):
        return None
    return next((t for t in doc[hit.last + 1 : hit.last + 4] if t.like_num), None)


def told_fatally(doc: Doc, hit: Hit) -> Token | None:
    """ "nine were shot, four fatally": the share that died"""
    return doc[hit.first] if doc[hit.last - 1].lower_ == "fatally" and doc[hit.first].like_num else None


def as_many(doc: Doc, hit: Hit) -> Number | None:
    """ "killing eight and wounding as many", "as many were hurt": the number told just before"""
    spans = (doc[hit.last : hit.last + 2], doc[max(0, hit.first - _AS_MANY_REACH) : hit.first])
    for near in spans:
        many = next((t for t in near if t.lower_ == "many" and t.nbor(-1).lower_ == "as"), None)
        if many is None or doc[many.i + 1 : many.i + 2].text == "as" or doc[many.i - 2].lower_ in _TIMES:
            continue
        sentence = reading_of(doc).sentence_at(many.i)
        before = [q.number for q in quantities_in(doc, sentence.first, many.i) if q.use is Use.COUNT and q.number.best]
        if before and before[-1].kind is not NumberKind.ARTICLE:
            return replace(before[-1], first=many.i - 1, last=many.i + 1, core=many.i)
    return None


def raised_to(toll: Token) -> Iterator[Token]:
    """ "bringing to 14 the number of people killed", "the toll, put at nine before, has climbed to 12" """
    verb = toll.head
    ways = [c for c in verb.children if c.lower_ in _RAISED_TO and c.i > verb.i]
    before = [c for c in ways if c.i < toll.i]
    after = [c for c in ways if verb.i > toll.i and verb.i > toll.right_edge.i]
    told = before if toll.dep_ == "dobj" else after if toll.dep_ == "nsubj" else []
    figure = child_of(told[0], "pobj") if told else None
    if figure is not None and (toll.dep_ == "dobj" or figure.tag_ == "CD"):
        yield figure
