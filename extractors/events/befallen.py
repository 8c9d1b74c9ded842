"""Persons whom an attack befell by name: heads of the phrases that its words act on."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.attributes.person import PersonValue
from extractors.draft import TokenRange
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.tree import root_of
from models.vocabulary import MentionLabel

_BESIDE = frozenset({"conj", "appos"})


def named_in(reading: Reading, patient: TokenRange) -> list[Mention]:
    """Named persons that a patient consists of, without those inside its modifiers ("the home of Ms Paz")."""
    root = reading.doc[root_of(reading.doc, *patient)]
    found = reading.overlapping(*patient, [MentionLabel.PERSON])
    return [m for m in found if name_of(m) and _stands_for(reading.doc[m.head], root)]


def name_of(mention: Mention) -> str | None:
    """The full name of a person, null for one who is called by role."""
    return mention.value.name if isinstance(mention.value, PersonValue) else None


def _stands_for(word: Token, root: Token) -> bool:
    """Whether a word is a phrase's head, or coordinated with it or put beside it."""
    node = word
    while node.i != root.i and node.dep_ in _BESIDE:
        node = node.head
    return node.i == root.i
