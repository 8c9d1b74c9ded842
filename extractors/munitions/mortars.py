"""Mortar bombs by other names: the "mine" that falls on a yard, the "bombs" that a mortar lobbed."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from extractors.context import words
from models.vocabulary import WeaponClass

_ARCS = frozenset({"nsubj", "nsubjpass", "dobj"})
_ASKED = frozenset({WeaponClass.MINE, WeaponClass.BOMB})


def is_mortars(doc: Doc, head: Token, kind: WeaponClass | None, classes: Iterable[WeaponClass | None]) -> bool:
    """Whether a bare "mine" or "bomb" is a mortar's: it comes down, and a mortar is told of; a mine cannot fall."""
    if kind not in _ASKED or head.lower_ not in words("mortar_bomb"):
        return False
    down = head.dep_ in _ARCS and head.head.lemma_ in words("comes_down")
    if kind is WeaponClass.MINE and down:
        return True
    if WeaponClass.MORTAR not in classes:
        return False
    explodes = kind is WeaponClass.MINE and head.dep_ == "nsubj"  # nobody's wheel or foot is told to set it off
    return down or (explodes and not any(t.lower_ in words("laid_mine") for t in doc))
