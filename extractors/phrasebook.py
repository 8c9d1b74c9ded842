"""Terms of several lexicons, sought in one walk over a text: each walk asks every token."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

Match = tuple[str, int, int]  # key, first, last


class PhraseBook:
    """A phrase matcher whose keys belong to owners; an owner's terms are added before it asks."""

    def __init__(self, vocab: Vocab) -> None:
        self._matcher = PhraseMatcher(vocab, attr="LOWER")
        self._strings = vocab.strings
        self._keys: dict[int, tuple[str, str]] = {}

    def add(self, owner: str, key: str, terms: Sequence[Doc]) -> None:
        """Add terms of an owner under a key."""
        name = f"{owner}\n{key}"
        self._matcher.add(name, list(terms))
        self._keys[self._strings.add(name)] = owner, key

    def matches(self, doc: Doc, owner: str) -> list[Match]:
        """All matches of an owner's terms, overlapping ones too; a text is walked anew only after terms were added."""
        kept: dict[PhraseBook, tuple[int, dict[str, list[Match]]]] = doc.user_data.setdefault("phrases", {})
        known, found = kept.get(self, (0, {}))
        if known != len(self._keys):
            found = {}
            for number, first, last in self._matcher(doc):
                name, key = self._keys[number]
                found.setdefault(name, []).append((key, first, last))
            kept[self] = len(self._keys), found
        return found.get(owner, [])
