"""All attributions of an article, found once and kept with its Doc."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Doc

from extractors.speech.content import content_mask
from extractors.speech.marks import marked
from extractors.speech.nouns import nominal
from extractors.speech.quotes import quoted
from extractors.speech.verbs import Speech, verbal


def speech_of(doc: Doc) -> tuple[Speech, ...]:
    """Speeches in text order, nested ones left out."""
    if "speech" not in doc.user_data:
        inside = quoted(doc)
        found = [*verbal(doc, inside), *nominal(doc, inside), *marked(doc, inside)]
        nested = content_mask(doc, found)
        outer = (s for s in found if not nested[s.head] or _resumes(doc, s))
        doc.user_data["speech"] = tuple(sorted(outer, key=lambda s: s.cue))
    return cast("tuple[Speech, ...]", doc.user_data["speech"])


def _resumes(doc: Doc, speech: Speech) -> bool:
    """Whether a participle behind a comma (", adding that") goes on with the outer speaker's report."""
    verb = doc[speech.head]
    return speech.source is None and verb.tag_ == "VBG" and verb.dep_ == "advcl" \
        and speech.cue[0] > 0 and doc[speech.cue[0] - 1].text == ","
