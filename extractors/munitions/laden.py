"""Charges that a vehicle carries: "cars loaded with 90 kilos of dynamite", "an explosives-laden jeep".

Read off the order of words, as such phrases are parsed in many ways; no verb and no clause may stand between.
"""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.context import words
from extractors.reading import Reading
from models.vocabulary import MentionLabel, WeaponClass

_AMOUNT = 7  # words of "more than a tonne of home-made" between the participle and the charge
_NOUN = 4  # words of "a lorry, stolen in Armagh and" between the vehicle and the participle
_BETWEEN = frozenset({"with", "up", "full", "heavily", "and", "was", "were", "had", "been", "being", "that", "which"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_ENDS = frozenset({"VERB", "AUX", "PRON", "SCONJ"})


def carrier_of(doc: Doc, first: int, last: int) -> int | None:
    """The token of the vehicle whose charge the explosives at [first, last) are, null where none is told."""
    found = (find(doc, first, last) for find in (_compound, _adjective, _loaded))
    return next((token for token in found if token is not None), None)


def carriers(reading: Reading) -> frozenset[int]:
    """The tokens of an article's vehicles that are told as bombs: no targets."""
    bombs = (m for m in reading.labelled(MentionLabel.WEAPON) if m.norm and m.norm["class"] == WeaponClass.VEHICLE_BOMB)
    found = (carrier_of(reading.doc, m.first, m.last) for m in bombs)
    return frozenset(token for token in found if token is not None)


def _compound(doc: Doc, first: int, last: int) -> int | None:
    """ "a lorry bomb" """
    bomb = first > 0 and doc[last - 1].lower_ in words("bomb_noun")
    return first - 1 if bomb and doc[first - 1].lower_ in words("vehicle_noun") else None


def _adjective(doc: Doc, _: int, last: int) -> int | None:
    """ "an explosives-laden Mahindra Scorpio": what follows is a vehicle, or a make of one """
    at = last
    while at < len(doc) and doc[at].text == "-":
        at += 1
    if at == last or at + 1 >= len(doc) or doc[at].lower_ not in words("laden"):
        return None
    noun = at + 1
    while noun + 1 < len(doc) and doc[noun].lower_ not in words("vehicle_noun") and doc[noun + 1].pos_ in _NOUNS:
        noun += 1
    make = doc[noun].pos_ == "PROPN" and doc[noun].text[:1].isupper()
    return noun if make or doc[noun].lower_ in words("vehicle_noun") else None


def _loaded(doc: Doc, first: int, _: int) -> int | None:
    """ "a van filled with a tonne of explosives", "a vehicle with explosives" """
    at = first - 1
    while at > max(0, first - _AMOUNT) and doc[at].lower_ not in words("laden"):
        if doc[at].pos_ in _ENDS or doc[at].text in ".;:,":
            return None
        at -= 1
    if at < 0 or doc[at].lower_ not in words("laden"):
        return None
    while at > 0 and doc[at - 1].lower_ in words("laden") | _BETWEEN:
        at -= 1
    near = (t for t in doc[max(0, at - _NOUN) : at] if t.lower_ in words("vehicle_noun"))
    return next((t.i for t in near if not any(u.pos_ in _ENDS for u in doc[t.i + 1 : at])), None)
