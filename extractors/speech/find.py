"""All attributions of an article, found once and kept with its Doc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def spoken_by(doc: Doc, speaker: int) -> Sequence[Speech]:
    """The speeches of the speaker that a token names."""
    if "spoken_by" not in doc.user_data:
        found = doc.user_data["spoken_by"] = {}
        for speech in all_speech(doc):
            found.setdefault(speech.speaker, []).append(speech)
    return cast("Mapping[int | None, list[Speech]]", doc.user_data["spoken_by"]).get(speaker, ())


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
        doc.user_data["speech_ranges"] = _innermost(doc)
    return cast("Mapping[int, Speech]", doc.user_data["speech_ranges"]).get(token)


def _innermost(doc: Doc) -> Mapping[int, Speech]:
    """Token index -> the speech with the shortest content around it, the first of equals."""
    ranges = [(*r, s) for s in all_speech(doc) for r in contents(doc, s)]
    found: dict[int, Speech] = {}
    for first, last, speech in sorted(ranges, key=lambda r: r[1] - r[0]):
        for token in range(first, last):
            found.setdefault(token, speech)
    return found


def _resumes(doc: Doc, speech: Speech) -> bool:
    """Whether a participle behind a comma (", adding that") goes on with the outer speaker's report."""
    verb = doc[speech.head]
    return speech.source is None and verb.tag_ == "VBG" and verb.dep_ == "advcl" \
        and speech.cue[0] > 0 and doc[speech.cue[0] - 1].text == ","
