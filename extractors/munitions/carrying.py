"""Vehicles, tubes and stands known as launchers by what was put on them or what became of them.

"put 14 rockets on a small truck", "two of the tubes were found in a garden", "found wooden frames and six rockets".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.lexicon import Hit
from extractors.munitions.launcher_status import governs
from extractors.reading import Reading
from models.vocabulary import LauncherClass, MentionLabel, WeaponClass

SENTENCES_BACK = 3  # in which the rockets of "the tubes" are told
_LAUNCHED = frozenset({WeaponClass.ROCKET, WeaponClass.MISSILE, WeaponClass.MORTAR})
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_PARTS = frozenset({LauncherClass.TUBE, LauncherClass.RAIL})


def is_loaded(reading: Reading, hit: Hit) -> bool:
    """ "put 14 rockets on a small truck", "rockets set up in the back of a van", "mounted their tubes on a pickup" """
    node = reading.doc[hit.first : hit.last].root
    if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.lower_ in words("part of a vehicle"):
        node = node.head.head
    if node.dep_ != "pobj" or node.head.lower_ not in words("on or in a vehicle"):
        return False
    verb = node.head.head
    if verb.dep_ == "prt" or verb.dep_ == "prep":  # "set up | in", "mounted | on top | of"
        verb = verb.head
    return verb.lemma_ in words("put on a launcher") and any(
        _is_launched(reading, t) or t.lower_ in words("part of a launcher") for t in _moved(verb)
    )


def _moved(verb: Token) -> Iterator[Token]:
    """What a verb of loading puts somewhere."""
    yield from (c for c in verb.children if c.dep_ in _OBJECTS)
    if verb.dep_ in ("acl", "relcl"):
        yield verb.head


def is_part(reading: Reading, hit: Hit, status: Sequence[Hit]) -> bool:
    """Tubes, rails and stands: "the tubes" of rockets told before, or such as were found with rockets."""
    if hit.code not in _PARTS:
        return False
    sentence = reading.sentence_at(hit.first)
    head = reading.doc[hit.first : hit.last].root
    if head.dep_ == "compound":
        return False
    first = reading.sentences[max(0, sentence.index - SENTENCES_BACK)].first
    told = any(c.lower_ in words("of those told") for c in head.children)
    met = is_met(reading, head, status)
    if hit.code == LauncherClass.TUBE:
        plain = not any(c.dep_ in _MODIFIERS and c.lower_ not in words("made by hand") for c in head.children)
        return (told or met) and plain and _has_launched(reading, first, sentence.last)  # no "the feeding tubes"
    made = any(c.lower_ in words("made by hand") for c in head.children)  # "makeshift stands"
    return met and _has_launched(reading, first if made or told else sentence.first, sentence.last)


def is_met(reading: Reading, head: Token, status: Sequence[Hit]) -> bool:
    """Whether a thing is found, seized or destroyed."""
    sentence = reading.sentence_at(head.i)
    return any(sentence.first <= c.first < sentence.last and governs(reading.doc[c.first : c.last].root, head)
               for c in status)  # fmt: skip


def _has_launched(reading: Reading, first: int, last: int) -> bool:
    found = reading.overlapping(first, last, (MentionLabel.WEAPON,))
    return any(isinstance(m.value, WeaponValue) and m.value.weapon_class in _LAUNCHED for m in found)


def _is_launched(reading: Reading, token: Token) -> bool:
    return _has_launched(reading, token.i, token.i + 1)
