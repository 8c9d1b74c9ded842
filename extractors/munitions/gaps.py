"""Numbers that stand behind a predicate without their munition: "and two more at noon", "six over Kursk"."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.context import words
from extractors.numbers import Number

_TIMES = frozenset({"DATE", "TIME"})


def is_one_more(doc: Doc, number: Number) -> bool:
    """ "and another two after dusk", "and two more at noon" """
    after = doc[number.last : number.last + 2]
    more = len(after) > 0 and after[0].lower_ == "more"
    if len(after) <= more:
        return False  # the text ends in its number
    another, following = doc[number.first].lower_ == "another", after[int(more)]
    free = following.pos_ in ("ADP", "ADV", "SCONJ", "PUNCT") and following.lower_ != "of"
    return (another or more) and free


def is_elsewhere(doc: Doc, verb: int, number: Number) -> bool:
    """ "destroyed 17 drones over Bryansk, six over Kursk and three over Belgorod": no parts of a whole told before"""
    if number.last >= len(doc) or doc[number.last].lower_ not in words("elsewhere"):
        return False
    before = doc[verb : number.first]
    parts = any(t.text == ":" or t.lower_ in words("of_them") for t in before)
    joined = before[-1].lower_ in (",", "and") and not parts and not any(t.pos_ == "VERB" for t in before[1:])
    return joined and any(t.lower_ in words("elsewhere") and not any(c.ent_type_ in _TIMES for c in t.children)
                          for t in before)
