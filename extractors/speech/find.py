"""All attributions of an article, found once and kept with its Doc."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from spacy.tokens import Doc

from extractors.speech.content import content_mask, contents
from extractors.speech.marks import marked
from extractors.speech.nouns import nominal
from extractors.speech.quotes import quoted
from extractors.speech.verbs import Speech, verbal


def all_speech(doc: Doc) -> tuple[Speech, ...]:
    """Speeches in text order, those inside another's content too."""
    if "all_speech" not in doc.user_data:
        inside = quoted(doc)
        found = _joined([*verbal(doc, inside), *nominal(doc, inside), *marked(doc, inside)])
        doc.user_data["all_speech"] = tuple(sorted(found, key=lambda s: s.cue))
    return cast("tuple[Speech, ...]", doc.user_data["all_speech"])


def _joined(found: list[Speech]) -> list[Speech]:
    """ "declined" and "declined to say" are one: the longer cue, with the speaker of the shorter."""
    longer = {i: s for s in found for i in range(*s.cue) if i != s.head}
    lent = {id(longer[s.head]): s for s in found if s.head in longer and s.source is not None}
    kept = [s for s in found if s.head not in longer]
    return [replace(s, source=lent[id(s)].source, speaker=lent[id(s)].speaker)
            if s.source is None and id(s) in lent else s for s in kept]


def speech_of(doc: Doc) -> tuple[Speech, ...]:
    """Speeches in text order, nested ones left out."""
    if "speech" not in doc.user_data:
        found = all_speech(doc)
        nested = content_mask(doc, found)
        doc.user_data["speech"] = tuple(s for s in found if not nested[s.head] or _resumes(doc, s))
    return cast("tuple[Speech, ...]", doc.user_data["speech"])


def governing(doc: Doc, token: int) -> Speech | None:
    """The innermost speech whose content holds a token."""
    if "speech_ranges" not in doc.user_data:
        doc.user_data["speech_ranges"] = [(*r, s) for s in all_speech(doc) for r in contents(doc, s)]
    ranges = cast("list[tuple[int, int, Speech]]", doc.user_data["speech_ranges"])
    holders = [(last - first, s) for first, last, s in ranges if first <= token < last]
    return min(holders, key=lambda pair: pair[0])[1] if holders else None


def _resumes(doc: Doc, speech: Speech) -> bool:
    """Whether a participle behind a comma (", adding that") goes on with the outer speaker's report."""
    verb = doc[speech.head]
    return speech.source is None and verb.tag_ == "VBG" and verb.dep_ == "advcl" \
        and speech.cue[0] > 0 and doc[speech.cue[0] - 1].text == ","
