"""Munitions that a clause does not name in its argument: "they were shot down", "six hit", "in two of the missiles".

The munition is the last one told before, in the sentence or the two before it, that is many enough to be parted.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.mention import Mention
from extractors.munitions.interceptors import intercepts
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading
from models.vocabulary import MentionLabel, WeaponClass

_SINGULAR, _PLURAL = frozenset({"it", "that"}), frozenset({"they", "them", "these", "those", "which"})
_BETWEEN = frozenset({",", ";", "and", "as", "well", "plus", "along", "together", "with", "&"})
_OF_THEM = frozenset({"them", "which", "including"})
_REACH = 2  # sentences before a clause in which its munitions may be told
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def named_before(reading: Reading, pronoun: Token) -> Mention | None:
    """The munition behind "it" or "they": the last one named in this sentence or the one before it."""
    plural = pronoun.lower_ in _PLURAL
    if not plural and pronoun.lower_ not in _SINGULAR:
        return None
    for mention in _told_before(reading, pronoun, 1):
        return mention if pronoun.tag_ == "WDT" or _several(mention) is plural else None
    return None


def parted(reading: Reading, token: Token, number: Number | None) -> Mention | None:
    """The munitions of which "six", "half", "the others" or "another" are a part."""
    single = token.lower_ in words("further") or token.tag_ == "JJ"  # "another", "the third": one told before will do
    asked = number.value if number is not None else 0
    for mention in _told_before(reading, token, _REACH):
        value = mention.value
        whole = value.number if isinstance(value, WeaponValue) else None
        if intercepts(reading, mention) or _is_gun(value):
            continue  # "C-RAM guns engaged three; two more fell"
        if (single or _several(mention)) and (whole is None or whole.best is None or whole.best >= asked or single):
            return (_shares_number(reading, mention) or mention) if whole is None else mention
    return None


def _is_gun(value: object) -> bool:
    return isinstance(value, WeaponValue) and value.weapon_class is WeaponClass.SMALL_ARMS


def _shares_number(reading: Reading, mention: Mention) -> Mention | None:
    """The munitions with whose number others go: "30 rockets and mortar rounds" """
    joint = mention.first - 1
    if joint < 1 or reading.doc[joint].lower_ not in ("and", "or"):
        return None
    before = reading.overlapping(joint - 1, joint, (MentionLabel.WEAPON,))
    return next((m for m in before if isinstance(m.value, WeaponValue) and m.value.number is not None), None)


def _told_before(reading: Reading, token: Token, reach: int) -> Iterator[Mention]:
    """Munitions named before a token, the nearest first."""
    sentence = reading.sentence_at(token.i)
    first = reading.sentences[max(0, sentence.index - reach)].first
    for mention in reversed(reading.overlapping(first, token.i, (MentionLabel.WEAPON,))):
        value = mention.value
        if mention.last <= token.i and isinstance(value, WeaponValue) and not value.implied and not value.modifier:
            yield mention


def _several(mention: Mention) -> bool:
    value = mention.value
    return isinstance(value, WeaponValue) and (
        value.plural
        or mention.text.endswith("s")  # "the Kalibrs": a name that the tagger takes for one
        or (value.number is not None and value.number.value > 1)
    )


def part_of(reading: Reading, verb: Token) -> tuple[Mention, Number] | None:
    """The counted part of the munitions in a clause: "in two of the missiles the charge did not go off"."""
    sentence = reading.sentence_at(verb.i)
    for mention in reading.overlapping(sentence.first, sentence.last, (MentionLabel.WEAPON,)):
        value = mention.value
        number = value.number if isinstance(value, WeaponValue) else None
        if number is not None and number.kind is NumberKind.EXACT and reading.doc[number.last].lower_ == "of":
            return mention, number
    return None


def listed_with(reading: Reading, mention: Mention, verb: Token) -> Iterator[Mention]:
    """Counted munitions that stand after one in its list: "52 drones, four cruise missiles and a decoy"."""
    sentence = reading.sentence_at(mention.first)
    last = mention.last
    for other in sorted(reading.overlapping(last, sentence.last, (MentionLabel.WEAPON,)), key=lambda m: m.first):
        value = other.value
        if other.first < last or not isinstance(value, WeaponValue) or value.implied or value.modifier:
            continue
        start = min(other.first, _start(reading, value.number))
        gap = [t.lower_ for t in reading.doc[last:start]]
        head = reading.doc[other.head]
        if value.number is None and not _OF_THEM.isdisjoint(t.lower_ for t in reading.doc[last : other.first]):
            last = other.last  # "14 drones, nine of them Shaheds, and three missiles"
            continue
        if value.number is None or not gap or not all(t in _BETWEEN for t in gap):
            return
        if head.dep_ in _SUBJECTS and head.head.i > other.last and head.head != verb:
            return  # "shot down two drones and three missiles hit the port"
        if ";" in gap and _has_verb(reading, other.last, sentence.last):
            return  # "attacked with 40 drones; 38 drones were destroyed"
        yield other
        last = other.last


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    """Whether a finite verb follows before the next semicolon or relative."""
    for token in reading.doc[first:last]:
        if token.text == ";" or token.tag_ in ("WDT", "WP"):
            return False
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return True
    return False


def _start(reading: Reading, number: Number | None) -> int:
    """Where the number phrase of a munition starts, "three of four" included."""
    if number is None:
        return len(reading.doc)
    first = number.first
    while first > 1 and reading.doc[first - 1].lower_ in ("of", "out", "the", "all"):
        first -= 1
    return first - 1 if first < number.first and reading.doc[first - 1].like_num else number.first
