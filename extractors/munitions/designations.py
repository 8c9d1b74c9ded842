"""How a munition's designation is given: as printed, without number and noun."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.munitions.parts import Part
from extractors.registry import lexicon_for
from extractors.resolve import Munitions


def printed(doc: Doc, named: Part, munitions: Munitions) -> str:
    """The designation as printed, in the singular and without a noun that is not of the name.

    "Grads" is "Grad", "M777 howitzers" is "M777", but "barrel bomb" stays."""
    last, known = named.last, named.munition
    noun = doc[last - 1].lemma_.lower()
    if known is not None and last - named.first > 1 and lexicon_for("weapon").at(doc, last - 1) is not None:
        last -= noun not in known.designation.casefold()
    text = doc[named.first : last].text.rstrip("-‑")  # "Katyusha-type"
    plural = known is not None and text.endswith("s") and munitions.find(text[:-1]) == known
    return text[:-1] if plural else text
