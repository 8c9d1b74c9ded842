"""Munitions and means of attack: class, designation as printed, calibre in millimetres, how many.

Class words come from the lexicon, designations from the catalogue behind `Resolvers.munitions`, calibres from
`extractors.munitions.calibre`; what stands together ("three 122mm Grad rockets", "rockets of 107mm caliber") is one
mention. A designation that is also a common name counts only beside a weapon word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extractors.columns import tokens
from extractors.context import words
from extractors.counting import number_after, number_before
from extractors.mention import Mention
from extractors.munitions.batches import of_batches
from extractors.munitions.classes import class_of
from extractors.munitions.designations import printed
from extractors.munitions.laden import carrier_of
from extractors.munitions.mortars import is_mortars
from extractors.munitions.parts import REACH, Part, groups_of, parts_of
from extractors.numbers import Number
from extractors.reading import reading_of
from extractors.resolve import Munitions
from models.event import Norm
from models.vocabulary import MentionLabel, WeaponClass

AFTER = ("quantity",)
MADE_REACH = 6  # tokens from a charge to what it was made of
_MADE = frozenset({WeaponClass.BOMB, WeaponClass.VEHICLE_BOMB, WeaponClass.MINE, WeaponClass.OTHER})


@dataclass(frozen=True, slots=True)
class WeaponValue:
    """One munition as told; ``weapon_class`` null for a bare "projectile".

    ``implied``: the word names an act ("airstrike"); ``modifier``: it qualifies an act ("rocket attack"), so its
    number is the act's. ``plural`` tells "rockets" from "rocket"."""

    weapon_class: WeaponClass | None
    designation: str | None = None
    calibre_mm: float | None = None
    munition_id: str | None = None
    number: Number | None = None
    implied: bool = False
    modifier: bool = False
    plural: bool = False
    definite: bool = False


def extract(doc: Doc) -> Iterator[Mention]:
    """WEAPON mentions; bare generic words are helpers."""
    reading = reading_of(doc)
    munitions = reading.resolvers.munitions
    groups = list(groups_of(doc, parts_of(doc, munitions)))
    values = [_value(doc, group, munitions) for group in groups]
    classes = {value.weapon_class for value in values}
    for number, group in enumerate(groups):
        value = values[number]
        if _is_name(doc, group) or (number and _is_made_of(doc, groups[number - 1], values[number - 1], group)):
            continue
        if value.weapon_class is None and number + 1 < len(groups) and _shares_noun(doc, group, groups[number + 1]):
            noun = values[number + 1]
            value = replace(value, weapon_class=noun.weapon_class, plural=noun.plural)
        first, last = group[0].first, max(p.last for p in group)
        head = last - 1
        if number + 1 < len(groups) and _is_made_of(doc, group, value, groups[number + 1]):
            value = replace(value, calibre_mm=values[number + 1].calibre_mm)
            last = max(p.last for p in groups[number + 1])
        if len(group) == 1 and is_mortars(doc, doc[head], value.weapon_class, classes):
            value = replace(value, weapon_class=WeaponClass.MORTAR)
        norm = None if value.weapon_class is None else _norm(value, munitions)
        rule = "weapon." + "+".join(sorted({p.kind for p in group}))
        shown = value.weapon_class is not None and not (value.implied and len(group) == 1)
        yield reading.mention(
            MentionLabel.WEAPON, first, last, rule, head=head, norm=norm, value=value, shown=shown
        )


def _is_name(doc: Doc, group: Sequence[Part]) -> bool:
    """ "The Rockets beat the Lakers", "Nick Cannon", "a friend of mine": names, and words of another kind"""
    token = doc[group[0].first]
    if len(group) > 1 or group[0].kind != "class":
        return False
    if token.pos_ != "PROPN" or not token.text.istitle():
        return token.pos_ == "PRON"
    sentence = reading_of(doc).sentence_at(token.i)
    words = [t for t in doc[sentence.first : sentence.last] if t.is_alpha]
    prose = sum(t.is_lower for t in words) > len(words) / 2
    named = token.tag_ == "NNPS" or token.ent_type_ in ("PERSON", "ORG")
    return prose and sentence.first < token.i and named


def _is_made_of(doc: Doc, group: Sequence[Part], value: WeaponValue, material: Sequence[Part]) -> bool:
    """ "a bomb made out of a 60 mm mortar shell": a charge that has the calibre of what it is made of"""
    if value.weapon_class not in _MADE:
        return False
    gap = tokens(doc)[max(p.last for p in group) : material[0].first]
    if not 2 <= len(gap) <= MADE_REACH or not any(p.mm for p in material):
        return False
    return gap[0].lower_ in words("made of") and all(t.pos_ in ("ADP", "SCONJ", "DET", "NUM", "ADJ") for t in gap[1:])


def _shares_noun(doc: Doc, group: Sequence[Part], following: Sequence[Part]) -> bool:
    """ "107mm and 122mm rockets", "eight 107mm and four 122mm rockets": two calibres, one noun"""
    gap = doc[group[-1].last : following[0].first]
    joined = bool(gap) and gap[0].lower_ in ("and", "or", ",") and all(t.tag_ == "CD" for t in gap[1:])
    return following[0].kind == group[0].kind == "calibre" and joined and len(gap) <= REACH


def _norm(value: WeaponValue, munitions: Munitions) -> Norm:
    return {
        "class": str(value.weapon_class),
        "designation": family_name(value, munitions),
        "calibre_mm": value.calibre_mm,
    }


def family_name(value: WeaponValue, munitions: Munitions) -> str | None:
    """The printed designation, else the family that class and calibre point to, else null."""
    if value.designation or value.calibre_mm is None or value.weapon_class is None:
        return value.designation
    family = munitions.family(str(value.weapon_class), value.calibre_mm)
    return family.designation if family else None


def _value(doc: Doc, group: Sequence[Part], munitions: Munitions) -> WeaponValue:
    named = next((p for p in group if p.kind == "name"), None)
    spoken = next((p for p in group if p.weapon_class is not None and p.munition is None), None)
    mm = next((p.mm for p in group if p.mm is not None), None)
    first, last = group[0].first, max(p.last for p in group)
    kind = class_of(named, spoken, mm, munitions)
    value = WeaponValue(
        kind,
        printed(doc, named, munitions) if named else None,
        mm,
        named.munition.munition_id if named and named.munition else None,
        implied=all(p.implied for p in group),
    )
    head = doc[_main(doc, group, last)] if kind else doc[last - 1]
    if kind is WeaponClass.BOMB and head.head.lemma_ == "drop":
        value = replace(value, weapon_class=WeaponClass.AERIAL_BOMB)
    modifier = _qualifies(doc, head.i)
    if kind is WeaponClass.BOMB and not modifier and carrier_of(doc, first, last) is not None:
        value = replace(value, weapon_class=WeaponClass.VEHICLE_BOMB)
    determiner = doc[first - 1].lower_ if first else ""
    return replace(
        value,
        number=None if modifier else of_batches(doc, number_before(doc, first)) or number_after(doc, last),
        modifier=modifier,
        plural=head.tag_ in ("NNS", "NNPS") or (not head.tag_ and head.lower_.endswith("s")),
        definite=determiner in ("the", "this", "that", "these", "those", "its", "their"),
    )


def _main(doc: Doc, group: Sequence[Part], last: int) -> int:
    """The noun of the name: the class word of "drones of the Samad type", else the last word that names it."""
    named = [p for p in group if p.kind in ("class", "generic", "name")]
    first = named[0]
    if first.kind == "class" and first.last < last and doc[first.last].lower_ == "of":
        return first.last - 1
    return max(p.last for p in named) - 1


def _qualifies(doc: Doc, head: int) -> bool:
    """Whether a munition word qualifies the next noun: "rocket attack", "drone strikes"."""
    if head + 1 >= len(doc):
        return False
    token, following = doc[head], doc[head + 1]
    if following.text == "-" and head + 2 < len(doc):
        following = doc[head + 2]
    if token.dep_:
        return (
            token.dep_ in ("compound", "amod", "nmod") and token.head.i > head and token.head.pos_ in ("NOUN", "PROPN")
        )
    return following.lower_ in (
        "attack",
        "attacks",
        "strike",
        "strikes",
        "fire",
        "barrage",
        "salvo",
        "explosion",
        "blast",
    )
